/** What the composition root imports: it builds and runs a host. Plugins import the package's main entry. */
export { createHost, type Host, type HostOptions } from './host/create-host.ts';
export {
  readAllManifests,
  readManifests,
  type ImportedPlugin,
  type IsolatedPlugin,
  type PluginSource,
  type ReadPlugins,
} from './host/read-manifests.ts';
export type { IsolationLimits } from './isolation/isolated-process.ts';
export { Config } from './config/config.ts';
export { ConfigInvalid, loadConfig, loadPluginsFolder } from './config/load.ts';
export { openDatabase, embeddedDatabase, postgresDatabase, type Database } from './db/open.ts';
export { DatabaseUnavailable } from './db/errors.ts';
export { migrateAll } from './host/migrate-all.ts';
export { createLogger, type Logger } from './observability/logger.ts';
export { PortInUse } from './http/server.ts';
export { FolderInUse } from './db/embedded/index.ts';
export { validateManifests, describeFinding } from './plugin/validate.ts';
export { systemClock, FrozenClock } from './context/clock.ts';
export { newId } from './db/id.ts';
export { openApi } from './http/openapi.ts';
export { mountOf } from './http/dispatch.ts';
export { corePlugin } from './host/core-plugin.ts';
export { judge, loadInstalled, type BuiltIn, type LoadedPlugins } from './package/load-installed.ts';
export { readInstalledPackages, readPlaced, type InstalledPackage } from './package/installed-packages.ts';
export {
  PluginsFolderUnreadable,
  readInstalled,
  readTrust,
  writeTrust,
  type PluginsFolder,
} from './package/installed.ts';
export { installPackage, uninstall } from './package/place.ts';
export type { SharedModule } from './package/shared-modules.ts';
export { LocalInvalidation } from './cache/invalidation.ts';
export { connectRedis, type SharedRedis } from './cache/redis.ts';
export { createRateLimits, type RateLimits } from './http/rate-limit.ts';
export { authenticatorFrom } from './host/bind-core.ts';
export type { Authenticator } from './identity/principal.ts';
export { postgresQueue, redisQueue, type JobQueue } from './jobs/queue/index.ts';
export { FolderStore, S3Store, type EvidenceStore, type S3StoreOptions } from './evidence/store/index.ts';
export { definePlugin, type PluginManifest } from './plugin/manifest.ts';
export type { CoreBindings } from './host/bind-core.ts';
export { cspNonce, serveSite } from './http/site.ts';
export { smtpTransport } from './mail/smtp.ts';
export { handOver, type HandOver } from './identity/hand-over.ts';
export { accounts, type Accounts, type GivenAccount } from './identity/accounts.ts';
export { pluginSecrets, type PluginSecrets } from './secrets/contract.ts';
export { systemDb, type RoleDb } from './db/role-db.ts';
export { entities, type Entities } from './plugin/services.ts';
export type { Context } from './context/context.ts';
export { Access } from './access/access.ts';
export { dateInIndia } from './context/clock.ts';
export { ClamdScanner } from './evidence/intake/index.ts';
export { HOST_API } from './plugin/manifest.ts';
export { BundleFile, type PluginBundle, type PluginOutcome } from './tenancy/bundles.ts';
export type { BulkSwitch, TenantOutcome } from './tenancy/bulk.ts';
export {
  pluginAdministration,
  type PluginAdministration,
  type PluginPreview,
  type TenantPlugin,
} from './tenancy/plugin-administration.ts';
export { dataLife, type DataLife, type PluginTombstone } from './data-life/contract.ts';
export { TRANSITIONS, type Transition } from './data-life/transition.ts';
