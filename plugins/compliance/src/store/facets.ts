/** The values of each filter, counted under the other filters. */
import type { Context, Queries } from '@compliance-os/core';
import type { z } from 'zod';
import type { Facets, InstanceFilters } from '../api/instances.ts';
import { INSTANCE_STATUSES } from '../domain/index.ts';
import { COUNT_INSTANCES, ragOf } from './instance-columns.ts';
import { instanceWhere, searchHits, TODAY } from './instance-filter.ts';

const FACETS = {
  status: { value: 'i.status', label: 'null' },
  rag: { value: ragOf(TODAY), label: 'null' },
  family: { value: 'i.family', label: 'null' },
  entityId: {
    value: 'i.entity_id::text',
    label: '(select e.name from core.entity e where e.tenant_id = $1 and e.id = g.value::uuid)',
  },
  masterCode: { value: 'i.master_code', label: 'g.form' },
} as const;

type FacetsReply = z.input<typeof Facets>;

/** For each filter, its values and how many each would show beside the other filters. */
export const readFacets = async (
  q: Queries,
  ctx: Context,
  filters: InstanceFilters,
  frozen: readonly string[],
): Promise<FacetsReply> => {
  const hits = await searchHits(q, ctx, filters);
  const one = async (name: keyof typeof FACETS): Promise<FacetsReply['status']> => {
    const { value, label } = FACETS[name];
    // Here what was withdrawn can be asked for.
    const wanted = name === 'status' ? [...INSTANCE_STATUSES] : undefined;
    const where = instanceWhere(
      ctx,
      'compliance.instance.read',
      { ...filters, [name]: wanted },
      frozen,
      hits,
    );
    const rows = await q.rows<{ value: string; label: string | null; count: number }>(
      `select g.value, ${label} as label, g.count from (
         select ${value} as value, max(i.form) as form, count(*)::int as count
         from ${COUNT_INSTANCES} where ${where.text} group by 1
       ) g order by g.count desc, g.value limit 200`,
      where.values,
    );
    return rows.map(({ label: text, ...row }) => (text === null ? row : { ...row, label: text }));
  };
  const [status, rag, family, entityId, masterCode] = await Promise.all([
    one('status'),
    one('rag'),
    one('family'),
    one('entityId'),
    one('masterCode'),
  ]);
  return { status, rag, family, entityId, masterCode };
};
