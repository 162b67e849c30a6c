import type { Context, Page, Queries } from '@compliance-os/core';
import type { InstanceItem, InstanceQuery } from '../api/instances.ts';
import { blockersOf } from './dependencies.ts';
import { FROM_INSTANCE, instanceColumns, toInstance, type InstanceRow } from './instance-columns.ts';
import { instanceWhere, searchHits, TODAY } from './instance-filter.ts';
import { readPage } from './page.ts';

const DATE = { by: 'i.sort_date', type: 'date' } as const;
const SORTS = {
  effectiveDate: DATE,
  dueDate: DATE,
  entityName: { by: 'e.name', type: 'text' },
  form: { by: 'i.form', type: 'text' },
  status: { by: 'i.status', type: 'text' },
} as const;

/** One page of the instances that the actor may see. */
export const listInstances = async (
  q: Queries,
  ctx: Context,
  query: InstanceQuery,
  frozen: readonly string[],
): Promise<Page<InstanceItem>> => {
  const where = instanceWhere(
    ctx,
    'compliance.instance.read',
    query,
    frozen,
    await searchHits(q, ctx, query),
  );
  const page = await readPage<InstanceRow, InstanceRow>(
    q,
    query,
    {
      select: instanceColumns(TODAY),
      from: FROM_INSTANCE,
      where: where.text,
      values: where.values,
      sorts: SORTS,
      key: { by: 'i.id', type: 'uuid' },
    },
    (row) => row,
  );
  const waiting = page.items.filter(({ pending }) => pending > 0).map(({ id }) => id);
  const blockers = await blockersOf(q, ctx.tenant, waiting);
  return { ...page, items: page.items.map((row) => toInstance(row, frozen, blockers.get(row.id))) };
};

/** Those of the ids that a permission reaches. */
export const reachableIds = async (
  q: Queries,
  ctx: Context,
  permission: string,
  ids: readonly string[],
): Promise<readonly string[]> => (await reachable(q, ctx, permission, ids)).map(({ id }) => id);

/** The same, each with its entity. */
export const reachable = async (
  q: Queries,
  ctx: Context,
  permission: string,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly entityId: string }[]> => {
  const where = instanceWhere(ctx, permission, { id: [...ids] }, []);
  return q.rows(
    `select i.id, i.entity_id as "entityId" from ${FROM_INSTANCE} where ${where.text} order by i.id`,
    where.values,
  );
};
