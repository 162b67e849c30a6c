import type { Queries } from '@compliance-os/core';
import type { InstanceItem } from '../api/instances.ts';
import { CLOSED_STATUSES, isClosed, type InstanceStatus } from '../domain/index.ts';

type DependencyItem = InstanceItem['blockedBy'][number];

interface DependencyRow {
  readonly for_id: string;
  readonly id: string;
  readonly master_code: string;
  readonly form: string;
  readonly period_label: string;
  readonly status: InstanceStatus;
  readonly assignee_name: string | null;
  readonly effect: 'blocks' | 'informs';
}

const CLOSED = CLOSED_STATUSES.map((status) => `'${status}'`).join(', ');

/** Instances of the same subject that the masters of the given ones name, as their own versions name them. */
const DEPENDENCIES = `
  select i.id as for_id, b.id, b.master_code, b.form, b.period_label, b.status, b.assignee_name, d->>'effect' as effect
  from compliance.instance i
  join compliance.master_version v on v.tenant_id = i.tenant_id and v.id = i.master_version_id
  cross join lateral jsonb_array_elements(v.content->'dependencies') d
  join compliance.instance b on b.tenant_id = i.tenant_id and b.subject_id = i.subject_id and b.master_code = d->>'master'
    and case d->>'period'
          when 'same' then b.period = i.period
          when 'within' then b.period_from >= i.period_from and b.period_to <= i.period_to
          else b.period_to = (select max(p.period_to) from compliance.instance p
                              where p.tenant_id = i.tenant_id and p.subject_id = i.subject_id
                                and p.master_code = b.master_code and p.period_to < i.period_from)
        end
  where i.tenant_id = $1 and i.id = any($2::uuid[])`;

const toItem = (row: DependencyRow): DependencyItem => ({
  instanceId: row.id,
  masterCode: row.master_code,
  form: row.form,
  periodLabel: row.period_label,
  status: row.status,
  assignee: row.assignee_name,
  blocking: row.effect === 'blocks' && !isClosed(row.status),
});

/** Open instances that have to be filed first, by the instance that waits. */
export const blockersOf = async (
  q: Queries,
  tenant: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DependencyItem[]>> => {
  if (ids.length === 0) return new Map();
  const rows = await q.rows<DependencyRow>(
    `${DEPENDENCIES} and d->>'effect' = 'blocks' and b.status not in (${CLOSED}) order by b.sort_date, b.id`,
    [tenant, ids],
  );
  return new Map(
    [...Map.groupBy(rows, ({ for_id }) => for_id)].map(([id, blockers]) => [id, blockers.map(toItem)]),
  );
};

/** Everything that an instance depends on, done or not. */
export const dependenciesOf = async (q: Queries, tenant: string, id: string): Promise<DependencyItem[]> =>
  (await q.rows<DependencyRow>(`${DEPENDENCIES} order by b.sort_date, b.id`, [tenant, [id]])).map(toItem);
