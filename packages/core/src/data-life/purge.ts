import { actValues, INSERT_ACT } from '../audit/act.ts';
import type { Context } from '../context/context.ts';
import type { Queries } from '../db/db.ts';
import { newId } from '../db/id.ts';
import type { StoredObject } from '../evidence/store/index.ts';
import { pluginSchema } from '../db/roles.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import type { PluginState } from '../tenancy/plugin-state.ts';
import type { PurgedBy } from './contract.ts';
import type { DataFacts } from './data-facts.ts';
import { deleteRows } from './delete-rows.ts';
import { retentionStatement } from './retention.ts';
import type { StagedExport } from './stage-export.ts';
import type { TableSize } from './tables.ts';

/** An export that stands in the store, and up to which record of the audit log it reaches. */
export interface PurgeExport extends Omit<StagedExport, 'path'> {
  readonly stored: StoredObject;
  readonly upTo: string;
}

/** Holds the plugin of the tenant as it is until the transaction ends. */
export const lockState = async (q: Queries, tenant: string, plugin: string): Promise<PluginState> => {
  const row = await q.first<{ state: PluginState }>(
    'select state from core.tenant_plugin where tenant_id = $1 and plugin = $2 for update',
    [tenant, plugin],
  );
  return row?.state ?? 'disabled';
};

/** Number of the last record of the plugin's tables in the audit log. */
export const lastRecordOf = async (q: Queries, tenant: string, plugin: string): Promise<string> => {
  const row = await q.first<{ seq: string }>(
    `select coalesce(max(seq), 0)::text as seq from core.audit_outbox where tenant_id = $1 and split_part(relation, '.', 1) = $2`,
    [tenant, pluginSchema(plugin)],
  );
  return row!.seq;
};

/** Whether the export is of exactly what is there: as many rows of each table, and no record since. */
export const isWhole = (
  exported: Pick<PurgeExport, 'tables' | 'upTo'>,
  sizes: readonly TableSize[],
  lastRecord: string,
): boolean =>
  exported.upTo === lastRecord &&
  exported.tables.length === sizes.length &&
  sizes.every(({ table, rows }) => exported.tables.find((each) => each.table === table)?.rows === rows);

/**
 * Deletes what the plugin keeps of the tenant, its secrets and its jobs, and leaves the tombstone: the whole of it in the
 * transaction of `q`.
 */
export const leaveTombstone = async (
  q: Queries,
  ctx: Context,
  manifest: PluginManifest,
  by: PurgedBy,
  exported: PurgeExport,
  facts: DataFacts,
): Promise<void> => {
  const { tenant } = ctx;
  await deleteRows(q, tenant, manifest, facts.tables);
  const own = [tenant, manifest.id];
  const secrets = await q.run('delete from core.plugin_secret where tenant_id = $1 and plugin = $2', own);
  await q.run(`delete from core.occurrence where tenant_id = $1 and split_part(schedule, '.', 1) = $2`, own);
  await q.run(`delete from core.schedule where tenant_id = $1 and split_part(name, '.', 1) = $2`, own);
  const jobs = await q.run('delete from core.job where tenant_id = $1 and plugin = $2', own);
  const id = newId(ctx.now.getTime());
  const { stored, sha256, bytes, rows, tables } = exported;
  await q.run(
    `insert into core.plugin_tombstone (tenant_id, id, plugin, name, version, purged_at, purged_by, purged_by_name, tables,
       rows, secrets, jobs, retention, export_key, export_version, export_sha256, export_bytes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      tenant,
      id,
      manifest.id,
      manifest.name,
      manifest.version,
      ctx.now,
      by.id,
      by.name,
      JSON.stringify(
        tables.map(({ table, rows: count, sha256: hash }) => ({ table, rows: count, sha256: hash })),
      ),
      rows,
      secrets,
      jobs,
      retentionStatement(facts.retention, ctx.today),
      stored.key,
      stored.versionId ?? null,
      sha256,
      bytes,
    ],
  );
  await q.run(
    `update core.tenant_plugin set state = 'purged', config = '{}', changed_at = clock_timestamp() where tenant_id = $1 and plugin = $2`,
    own,
  );
  await q.run(
    INSERT_ACT,
    actValues(ctx, 'done', {
      plugin: `${manifest.id}@${manifest.version}`,
      rows,
      tombstone: id,
      export: sha256,
    }),
  );
};
