import { newId, type Queries } from '@compliance-os/core';
import type { Master } from '../domain/index.ts';
import { contentHash } from './content-hash.ts';

/** Contents of the tenant's own masters that generate. */
export const tenantMasters = async (q: Queries, tenant: string): Promise<readonly unknown[]> =>
  (
    await q.rows<{ content: unknown }>(
      `select distinct on (code, version) content from compliance.master_version
       where tenant_id = $1 and generates order by code, version, recorded_at desc`,
      [tenant],
    )
  ).map(({ content }) => content);

const hashes = new WeakMap<Master, string>();

/** SHA-256 of a master's content; a master is immutable, so it is worked out once. */
export const masterHash = (master: Master): string => {
  const known = hashes.get(master) ?? contentHash(master);
  hashes.set(master, known);
  return known;
};

export const versionKey = (code: string, version: number): string => `${code}@${version}`;

/**
 * Keeps each master as it is today, so that an instance can always show what it was made from.
 * @returns id of the snapshot by `versionKey`
 */
export const snapshotMasters = async (
  q: Queries,
  tenant: string,
  masters: readonly Master[],
  origin: (code: string) => string,
): Promise<ReadonlyMap<string, string>> => {
  if (masters.length === 0) return new Map();
  const wanted = masters.map((master) => ({ master, hash: masterHash(master) }));
  const values = [tenant, wanted.map(({ master }) => master.code), wanted.map(({ hash }) => hash)];
  const find = `
    select v.id, v.code, v.version from compliance.master_version v
    join unnest($2::text[], $3::text[]) w (code, hash) on w.code = v.code and w.hash = v.hash
    where v.tenant_id = $1`;
  type Found = { id: string; code: string; version: number };
  let found = await q.rows<Found>(find, values);
  const known = new Set(found.map(({ code, version }) => versionKey(code, version)));
  const missing = wanted.filter(({ master }) => !known.has(versionKey(master.code, master.version)));
  if (missing.length > 0) {
    await q.run(
      `insert into compliance.master_version (tenant_id, id, code, version, family, origin, content, hash)
       select $1, m.* from unnest($2::uuid[], $3::text[], $4::int[], $5::text[], $6::text[], $7::jsonb[], $8::text[]) m
       on conflict (tenant_id, code, hash) do nothing`,
      [
        tenant,
        missing.map(() => newId()),
        missing.map(({ master }) => master.code),
        missing.map(({ master }) => master.version),
        missing.map(({ master }) => master.family),
        missing.map(({ master }) => origin(master.code)),
        missing.map(({ master }) => JSON.stringify(master)),
        missing.map(({ hash }) => hash),
      ],
    );
    found = await q.rows<Found>(find, values);
  }
  return new Map(found.map(({ id, code, version }) => [versionKey(code, version), id]));
};

/** The snapshot that an instance was made from. */
export const masterVersion = async (
  q: Queries,
  tenant: string,
  id: string,
): Promise<{ content: unknown; origin: string } | undefined> =>
  q.first('select content, origin from compliance.master_version where tenant_id = $1 and id = $2', [
    tenant,
    id,
  ]);

/** Adds a version of a tenant's own master; earlier versions stay for the instances made from them. */
export const insertTenantMaster = async (q: Queries, tenant: string, master: Master): Promise<void> => {
  await q.run(
    `insert into compliance.master_version (tenant_id, id, code, version, family, origin, content, hash, generates)
     values ($1, $2, $3, $4, $5, 'tenant', $6, $7, true)
     on conflict (tenant_id, code, hash) do update set generates = true, recorded_at = clock_timestamp()`,
    [tenant, newId(), master.code, master.version, master.family, JSON.stringify(master), masterHash(master)],
  );
};
