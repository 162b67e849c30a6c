import type { Knex } from 'knex';
import type { Token } from '../container/token.ts';
import type { CacheStore } from '../cache/cache.ts';
import type { Database } from '../db/open.ts';
import { PluginDb } from '../db/plugin-db.ts';
import { pluginRole } from '../db/roles.ts';
import type { Transactions } from '../db/transactions.ts';
import { outgoingHttp } from '../http/outgoing.ts';
import type { EventOutbox } from '../jobs/events.ts';
import type { Outbox } from '../jobs/outbox.ts';
import { auditOf } from '../audit/recorder.ts';
import type { Circuits } from '../limits/circuits.ts';
import type { Logger } from '../observability/logger.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import * as tokens from '../plugin/services.ts';
import { secretsOf } from '../secrets/plugin-secrets.ts';
import { tenantConfigOf } from '../tenancy/tenant-config.ts';

export interface PluginValueParts {
  readonly database: Database;
  readonly transactions: Transactions;
  readonly build: Knex;
  readonly outbox: Outbox;
  readonly events: EventOutbox;
  readonly cache: CacheStore;
  readonly log: Logger;
  /** core's own handle: settings and acts are core's tables */
  readonly coreDb: PluginDb;
  readonly circuits: Circuits;
  readonly hostConfig: Readonly<Record<string, unknown>>;
  /** opens the secrets of plugins */
  readonly masterKey: Buffer | undefined;
}

/** The handle of one plugin, in its own role. */
export const pluginDb = (
  plugin: string,
  { database, transactions, build }: Pick<PluginValueParts, 'database' | 'transactions' | 'build'>,
): PluginDb =>
  new PluginDb({
    plugin,
    role: pluginRole(plugin),
    pool: database.pool,
    reportPool: database.reportPool,
    transactions,
    build,
  });

/** What the host makes for each plugin: the same names, its own values. */
export const pluginValues = (
  manifest: PluginManifest,
  parts: PluginValueParts,
): readonly (readonly [Token<unknown>, unknown])[] => {
  const { id } = manifest;
  return [
    [tokens.db, id === 'core' ? parts.coreDb : pluginDb(id, parts)],
    [tokens.log, parts.log.child({ plugin: id })],
    [tokens.jobs, parts.outbox.forPlugin(id)],
    [tokens.events, parts.events.forPlugin(id)],
    [tokens.cache, parts.cache.forPlugin(id)],
    [tokens.audit, auditOf(parts.coreDb)],
    [tokens.http, outgoingHttp(manifest, parts.circuits)],
    [tokens.secrets, secretsOf(manifest, parts.coreDb, parts.masterKey)],
    [tokens.tenantConfig, tenantConfigOf(parts.coreDb, manifest)],
    [tokens.hostConfig, parts.hostConfig],
  ];
};
