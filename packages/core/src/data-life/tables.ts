import type { Queries } from '../db/db.ts';
import { identifier, pluginSchema } from '../db/roles.ts';
import type { LinkedTable } from './deletion-order.ts';

/** A table of a plugin whose rows are tenants'. */
export interface PluginTable extends LinkedTable {
  readonly audited: boolean;
  /** column that its rows are exported by, in order; a table may have none */
  readonly key: string | null;
}

export interface TableSize {
  readonly table: string;
  readonly rows: number;
  /** as the rows are stored, without indexes */
  readonly bytes: number;
}

/** Tables in the plugin's own schema whose every row is of one tenant. What has no `tenant_id` is not a tenant's to purge. */
export const tablesOf = (q: Queries, plugin: string): Promise<PluginTable[]> =>
  q.rows<PluginTable>(
    `select c.relname::text as name,
       exists (select 1 from core.audited_table a where a.relation = n.nspname || '.' || c.relname) as audited,
       (select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attname = 'id' and not a.attisdropped) as key,
       coalesce((select json_agg(distinct target.relname::text) from pg_constraint k join pg_class target on target.oid = k.confrelid
                  where k.conrelid = c.oid and k.contype = 'f' and target.relnamespace = n.oid), '[]') as "references"
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition
       and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull and not a.attisdropped)
     order by c.relname`,
    [pluginSchema(plugin)],
  );

/** Name of a table for a statement. */
export const qualified = (plugin: string, table: string): string =>
  `${identifier(pluginSchema(plugin))}.${identifier(table)}`;

/** What of each table is the tenant's. */
export const sizesOf = async (
  q: Queries,
  tenant: string,
  plugin: string,
  tables: readonly PluginTable[],
): Promise<TableSize[]> => {
  const sizes: TableSize[] = [];
  for (const { name } of tables) {
    const size = await q.first<{ rows: string; bytes: string }>(
      `select count(*)::text as rows, coalesce(sum(pg_column_size(t.*)), 0)::text as bytes
       from ${qualified(plugin, name)} t where t.tenant_id = $1`,
      [tenant],
    );
    sizes.push({ table: name, rows: Number(size!.rows), bytes: Number(size!.bytes) });
  }
  return sizes;
};

/** IST date on which a record of the plugin was last written; today where nobody knows, null where it has none. */
export const lastWrittenOf = async (
  q: Queries,
  tenant: string,
  plugin: string,
  tables: readonly PluginTable[],
  today: string,
): Promise<string | null> => {
  const audited = tables.filter((table) => table.audited).map(({ name }) => name);
  if (audited.length === 0) return null;
  const anyRow = audited
    .map((name) => `exists (select 1 from ${qualified(plugin, name)} where tenant_id = $1)`)
    .join(' or ');
  const found = await q.first<{ day: string | null }>(
    `select case when ${anyRow} then coalesce(
       (select max((at at time zone 'Asia/Kolkata')::date) from core.audit_outbox where tenant_id = $1 and relation = any($2)),
       $3::date) end as day`,
    [tenant, audited.map((name) => `${pluginSchema(plugin)}.${name}`), today],
  );
  return found?.day ?? null;
};
