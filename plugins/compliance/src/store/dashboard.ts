/** Counts for the dashboard. All of them go through `instanceWhere`, as the lists do that they open. */
import { reachSql, type Context, type Queries } from '@compliance-os/core';
import type { InstanceFilters } from '../api/instances.ts';
import type { Dashboard } from '../api/overview.ts';
import { CLOSED_STATUSES, type InstanceStatus, type Rag } from '../domain/index.ts';
import { COUNT_INSTANCES, overdueOf, ragOf } from './instance-columns.ts';
import { instanceWhere, TODAY } from './instance-filter.ts';

export type DashboardFilters = Pick<InstanceFilters, 'entityId' | 'family'>;

export interface StandingRow {
  readonly entity_id: string;
  readonly entity_name: string;
  readonly family: string;
  readonly status: InstanceStatus;
  readonly rag: Rag;
  readonly n: number;
  readonly overdue: number;
  readonly due_in_7: number;
  readonly filed_30: number;
  /** paise */
  readonly exposure: string;
}

const CLOSED = CLOSED_STATUSES.map((status) => `'${status}'`).join(', ');
const REPORT = 'compliance.report.read';

/** How things stand, by entity, family, status and colour. */
export const standing = async (
  q: Queries,
  ctx: Context,
  filters: DashboardFilters,
): Promise<readonly StandingRow[]> => {
  const where = instanceWhere(ctx, REPORT, filters);
  return q.rows<StandingRow>(
    `select g.*, e.name as entity_name from (
       select i.entity_id, i.family, i.status, ${ragOf(TODAY)} as rag, count(*)::int as n,
         (count(*) filter (where ${overdueOf(TODAY)}))::int as overdue,
         (count(*) filter (where i.status not in (${CLOSED}) and i.due_date between ${TODAY} and ${TODAY} + 7))::int as due_in_7,
         (count(*) filter (where i.filed_on >= ${TODAY} - 30))::int as filed_30,
         coalesce(sum(s.exposure_paise) filter (where i.status not in (${CLOSED})), 0) as exposure
       from ${COUNT_INSTANCES} where ${where.text} group by 1, 2, 3, 4
     ) g join core.entity e on e.tenant_id = $1 and e.id = g.entity_id`,
    where.values,
  );
};

/** Open instances by the day they are due. */
export const dueDays = async (
  q: Queries,
  ctx: Context,
  filters: DashboardFilters,
): Promise<readonly { readonly day: string; readonly rag: Rag; readonly n: number }[]> => {
  const where = instanceWhere(ctx, REPORT, filters);
  return q.rows(
    `select i.sort_date as day, ${ragOf(TODAY)} as rag, count(*)::int as n from ${COUNT_INSTANCES}
     where ${where.text} and i.status not in (${CLOSED})
       and i.sort_date between ${TODAY} - 45 and ${TODAY} + 320 group by 1, 2 order by 1`,
    where.values,
  );
};

/** Questions that generation could not answer, within the reach. */
export const countUndetermined = async (
  q: Queries,
  ctx: Context,
  filters: DashboardFilters,
): Promise<number> => {
  const values: unknown[] = [ctx.tenant, filters.entityId ?? null, filters.family ?? null];
  const reach = reachSql(ctx.access.reach(REPORT), { entity: 'u.entity_id', family: 'u.family' }, values);
  const row = await q.first<{ n: number }>(
    `select count(*)::int as n from compliance.undetermined u
     where u.tenant_id = $1 and ($2::uuid[] is null or u.entity_id = any($2)) and ($3::text[] is null or u.family = any($3))
       and ${reach}`,
    values,
  );
  return row?.n ?? 0;
};

/** The dashboard's numbers from the rows. */
export const dashboardOf = (
  today: string,
  rows: readonly StandingRow[],
  days: Awaited<ReturnType<typeof dueDays>>,
  undetermined: number,
): Dashboard => {
  const sum = (of: readonly StandingRow[], key: 'n' | 'overdue' | 'due_in_7' | 'filed_30'): number =>
    of.reduce((total, row) => total + row[key], 0);
  const byDay: Dashboard['byDay'] = {};
  for (const { day, rag, n } of days) {
    const entry = (byDay[day] ??= { red: 0, amber: 0, green: 0, total: 0 });
    entry[rag] += n;
    entry.total += n;
  }
  return {
    today,
    overdue: sum(rows, 'overdue'),
    dueIn7: sum(rows, 'due_in_7'),
    filed30: sum(rows, 'filed_30'),
    exposurePaise: rows.reduce((total, row) => total + Number(row.exposure), 0),
    undetermined,
    rag: ragCounts(rows),
    byFamily: [...Map.groupBy(rows, ({ family }) => family)]
      .map(([family, of]) => ({ family, total: sum(of, 'n'), ...ragCounts(of) }))
      .toSorted((a, b) => b.total - a.total),
    byDay,
    byEntity: [...Map.groupBy(rows, ({ entity_id }) => entity_id)]
      .map(([entityId, of]) => ({
        entityId,
        entityName: of[0]!.entity_name,
        total: sum(of, 'n'),
        ...ragCounts(of),
        byStatus: Object.fromEntries(
          [...Map.groupBy(of, ({ status }) => status)].map(([status, same]) => [status, sum(same, 'n')]),
        ),
      }))
      .toSorted((a, b) => b.red - a.red || a.entityName.localeCompare(b.entityName)),
  };
};

const ragCounts = (rows: readonly StandingRow[]): Dashboard['rag'] => {
  const counts = { red: 0, amber: 0, green: 0 };
  for (const { rag, n } of rows) counts[rag] += n;
  return counts;
};
