import { Access } from '../access/access.ts';
import { dateInIndia, type Clock } from '../context/clock.ts';
import type { Context } from '../context/context.ts';
import type { Db } from '../db/db.ts';
import { newId } from '../db/id.ts';
import type { RoleDb } from '../db/role-db.ts';
import type { Logger } from '../observability/logger.ts';
import type { EvidenceStore, ListedObject } from './store/index.ts';
import { EvidenceLocked } from './store/index.ts';
import { keptSince } from '../data-life/kept-since.ts';

/** Longer than any upload takes from its bytes to its row. */
const SETTLED_MS = 24 * 3_600_000;
const BATCH = 500;

interface Parts {
  readonly store: EvidenceStore;
  readonly db: Db;
  readonly system: RoleDb;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Removes objects that no row names: the bytes come before their row, and a process that is killed between the two, or a
 * request that is given up, leaves them behind. What is retained or younger than a day stays. @returns how many went
 */
export const removeOrphans = async (parts: Parts): Promise<number> => {
  const tenants = await parts.system
    .read('evidence: remove what no row names')
    .rows<{ id: string }>('select id from core.tenant order by id');
  let removed = 0;
  for (const { id } of tenants) removed += await removeOrphansOf(id, parts);
  if (removed > 0) parts.log.info({ removed }, 'evidence that no row names was removed');
  return removed;
};

const removeOrphansOf = async (tenant: string, { store, db, clock, log }: Parts): Promise<number> => {
  const now = clock.now();
  const ctx: Context = {
    tenant,
    actor: { kind: 'system', id: 'upkeep', name: 'Upkeep' },
    act: undefined,
    access: Access.everything,
    requestId: newId(),
    now,
    today: dateInIndia(now),
    log,
  };
  let removed = 0;
  const removeUnnamed = async (objects: readonly ListedObject[]): Promise<void> => {
    const named = await namedKeys(db, ctx, objects);
    for (const { key, versionId } of objects) {
      if (named.has(key)) continue;
      if (await removeUnlessKept(store, key, versionId)) removed++;
    }
  };
  let batch: ListedObject[] = [];
  for await (const object of store.list(`${tenant}/`)) {
    if (now.getTime() - object.storedAt.getTime() < SETTLED_MS) continue;
    batch.push(object);
    if (batch.length < BATCH) continue;
    await removeUnnamed(batch);
    batch = [];
  }
  await removeUnnamed(batch);
  return removed;
};

/**
 * Keys that a file of evidence, an export that is still kept or a tombstone names. Uses the unique indexes on tenant and
 * key.
 */
const namedKeys = async (
  db: Db,
  ctx: Context,
  objects: readonly ListedObject[],
): Promise<ReadonlySet<string>> => {
  if (objects.length === 0) return new Set();
  const rows = await db.read(ctx).rows<{ key: string }>(
    `select store_key as key from core.evidence where tenant_id = $1 and store_key = any($2::text[])
       union all
       select store_key from core.plugin_export where tenant_id = $1 and store_key = any($2::text[]) and made_at > $3
       union all
       select export_key from core.plugin_tombstone where tenant_id = $1 and export_key = any($2::text[])`,
    [ctx.tenant, objects.map(({ key }) => key), keptSince(ctx.now)],
  );
  return new Set(rows.map(({ key }) => key));
};

const removeUnlessKept = async (
  store: EvidenceStore,
  key: string,
  versionId: string | undefined,
): Promise<boolean> => {
  try {
    return await store.remove(key, versionId);
  } catch (error) {
    if (error instanceof EvidenceLocked) return false;
    throw error;
  }
};
