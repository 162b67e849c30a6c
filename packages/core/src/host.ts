/** What the composition root imports: it builds and runs a host. Plugins import the package's main entry. */
export { createHost, type Host, type HostOptions } from './host/create-host.ts';
export { Config } from './config/config.ts';
export { ConfigInvalid, loadConfig } from './config/load.ts';
export { openDatabase, embeddedDatabase, postgresDatabase, type Database } from './db/open.ts';
export { migrateAll } from './host/migrate-all.ts';
export { createLogger, type Logger } from './observability/logger.ts';
export { PortInUse } from './http/server.ts';
export { FolderInUse } from './db/embedded/index.ts';
export { validateManifests, describeFinding } from './plugin/validate.ts';
export { systemClock, FrozenClock } from './context/clock.ts';
export { newId } from './db/id.ts';
