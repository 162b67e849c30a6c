import type { Queries } from '../db/db.ts';
import { Refusal } from '../http/problem.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import { deletionOrder } from './deletion-order.ts';
import { qualified, type PluginTable } from './tables.ts';

/**
 * Deletes what the plugin keeps of the tenant, each table before those that it points to.
 * @param q in the role of purges, within the tenant, in the transaction of the purge
 * @throws Refusal `PLUGIN_KEEPS_ITS_ROWS` where a table of the plugin refuses or keeps some
 */
export const deleteRows = async (
  q: Queries,
  tenant: string,
  manifest: PluginManifest,
  tables: readonly PluginTable[],
): Promise<void> => {
  for (const group of deletionOrder(tables)) {
    const deletions = group.map((name) => `delete from ${qualified(manifest.id, name)} where tenant_id = $1`);
    const last = deletions.pop()!;
    const before = deletions.map((deletion, index) => `part_${index} as (${deletion})`);
    await q
      .run(before.length === 0 ? last : `with ${before.join(', ')} ${last}`, [tenant])
      .catch((error: unknown) => {
        throw keepsItsRows(manifest, group.join(', '), (error as Error).message, error);
      });
  }
  for (const { name } of tables) {
    const left = await q.first(`select 1 from ${qualified(manifest.id, name)} where tenant_id = $1 limit 1`, [
      tenant,
    ]);
    if (left) throw keepsItsRows(manifest, name, 'a trigger keeps some of its rows');
  }
};

const keepsItsRows = ({ id, name }: PluginManifest, table: string, why: string, cause?: unknown): Refusal =>
  new Refusal(
    'PLUGIN_KEEPS_ITS_ROWS',
    `"${name}" cannot be purged: the table ${table} of plugin "${id}" refuses it (${why}). Nothing was deleted. Its author has to let the role cos_purge delete.`,
    [],
    { cause },
  );
