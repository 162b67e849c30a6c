import type { Context } from '../context/context.ts';
import type { Queries } from '../db/db.ts';
import type { PluginExport, PluginTombstone } from './contract.ts';
import { keptSince } from './kept-since.ts';

/** An export as it stands; what its job came to is told by the job. */
const EXPORTS = `
  select e.id, e.plugin, e.version,
    case when e.made_at <= $2 then 'expired' when e.made_at is not null then 'ready' when j.state in ('dead', 'discarded') then 'failed' else 'being-made' end as state,
    json_build_object('id', e.requested_by, 'name', e.requested_by_name) as "requestedBy",
    e.requested_at as "requestedAt", e.made_at as "madeAt", e.sha256, e.bytes::float8 as bytes, e.rows::float8 as rows,
    e.store_key, e.store_version
  from core.plugin_export e left join core.job j on j.tenant_id = e.tenant_id and j.dedupe_key = 'core.plugin.export:' || e.id
  where e.tenant_id = $1`;

export interface ExportRow extends Omit<PluginExport, 'requestedAt' | 'madeAt'> {
  readonly requestedAt: Date;
  readonly madeAt: Date | null;
  readonly store_key: string | null;
  readonly store_version: string | null;
}

/** Where it lies in the store is for nobody outside: a reply names what it lets out. */
export const exportItem = (row: ExportRow): PluginExport => ({
  ...row,
  requestedAt: row.requestedAt.toISOString(),
  madeAt: row.madeAt?.toISOString() ?? null,
});

type Asking = Pick<Context, 'tenant' | 'now'>;

/** Newest first. */
export const exportsOf = (q: Queries, { tenant, now }: Asking, plugin: string): Promise<ExportRow[]> =>
  q.rows<ExportRow>(`${EXPORTS} and e.plugin = $3 order by e.requested_at desc, e.id desc limit 50`, [
    tenant,
    keptSince(now),
    plugin,
  ]);

export const findExport = (q: Queries, { tenant, now }: Asking, id: string): Promise<ExportRow | undefined> =>
  q.first<ExportRow>(`${EXPORTS} and e.id = $3`, [tenant, keptSince(now), id]);

export interface TombstoneRow extends Omit<PluginTombstone, 'purgedAt'> {
  readonly purgedAt: Date;
  readonly export_key: string;
  readonly export_version: string | null;
}

export const tombstoneItem = (row: TombstoneRow): PluginTombstone => ({
  ...row,
  purgedAt: row.purgedAt.toISOString(),
});

/** Newest first. @param q may see what it asks for: all tenants, or one */
export const tombstonesOf = (
  q: Queries,
  wanted: { readonly tenant?: string | undefined; readonly plugin?: string; readonly id?: string },
): Promise<TombstoneRow[]> =>
  q.rows<TombstoneRow>(
    `select s.id, json_build_object('id', t.id, 'slug', t.slug, 'name', t.name) as tenant, s.plugin, s.name, s.version,
       s.purged_at as "purgedAt", json_build_object('id', s.purged_by, 'name', s.purged_by_name) as "purgedBy",
       s.rows::float8 as rows, s.tables, s.secrets, s.jobs, s.retention,
       json_build_object('sha256', s.export_sha256, 'bytes', s.export_bytes) as export, s.export_key, s.export_version
     from core.plugin_tombstone s join core.tenant t on t.id = s.tenant_id
     where ($1::uuid is null or s.tenant_id = $1) and ($2::text is null or s.plugin = $2) and ($3::uuid is null or s.id = $3)
     order by s.purged_at desc, s.id desc limit 500`,
    [wanted.tenant ?? null, wanted.plugin ?? null, wanted.id ?? null],
  );
