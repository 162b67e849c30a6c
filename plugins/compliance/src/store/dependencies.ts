import type { Queries } from '@compliance-os/core';
import type { InstanceItem } from '../api/instances.ts';
import { isSettled, targetSql, waitedForSql, type InstanceStatus } from '../domain/index.ts';

type DependencyItem = InstanceItem['blockedBy'][number];

interface DependencyRow {
  readonly for_id: string;
  readonly id: string;
  readonly master_code: string;
  readonly form: string;
  readonly period_label: string;
  readonly status: InstanceStatus;
  readonly critical: number;
  readonly assignee_name: string | null;
  readonly effect: 'blocks' | 'informs';
}

/** Instances of the same subject that the masters of the given ones name, as their own versions name them. */
const DEPENDENCIES = `
  select i.id as for_id, b.id, b.master_code, b.form, b.period_label, b.status,
         coalesce(s.critical_blockers, 0) as critical, b.assignee_name, d->>'effect' as effect
  from compliance.instance i
  join compliance.master_version v on v.tenant_id = i.tenant_id and v.id = i.master_version_id
  cross join lateral jsonb_array_elements(v.content->'dependencies') d
  join compliance.instance b on b.tenant_id = i.tenant_id and b.subject_id = i.subject_id and b.master_code = d->>'master'
    and ${targetSql("d->>'period'")}
  left join compliance.instance_state s on s.tenant_id = b.tenant_id and s.id = b.id
  where i.tenant_id = $1 and i.id = any($2::uuid[])`;

const toItem = (row: DependencyRow): DependencyItem => ({
  instanceId: row.id,
  masterCode: row.master_code,
  form: row.form,
  periodLabel: row.period_label,
  status: row.status,
  assignee: row.assignee_name,
  blocking: row.effect === 'blocks' && !isSettled({ status: row.status, criticalBlockers: row.critical }),
});

/** Open instances that have to be filed first, by the instance that waits. */
export const blockersOf = async (
  q: Queries,
  tenant: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DependencyItem[]>> => {
  if (ids.length === 0) return new Map();
  const rows = await q.rows<DependencyRow>(
    `${DEPENDENCIES} and d->>'effect' = 'blocks' and ${waitedForSql('coalesce(s.critical_blockers, 0)')} order by b.sort_date, b.id`,
    [tenant, ids],
  );
  return new Map(
    [...Map.groupBy(rows, ({ for_id }) => for_id)].map(([id, blockers]) => [id, blockers.map(toItem)]),
  );
};

/** Everything that an instance depends on, done or not. */
export const dependenciesOf = async (q: Queries, tenant: string, id: string): Promise<DependencyItem[]> =>
  (await q.rows<DependencyRow>(`${DEPENDENCIES} order by b.sort_date, b.id`, [tenant, [id]])).map(toItem);
