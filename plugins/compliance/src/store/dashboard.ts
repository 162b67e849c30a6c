/** Counts for the dashboard: those of the lists that they open, from the tally. */
import { reachSql, type Context, type Queries } from '@compliance-os/core';
import type { InstanceFilters } from '../api/instances.ts';
import type { Dashboard } from '../api/overview.ts';
import { overdueSql, ragSql, settledSql, type InstanceStatus, type Rag } from '../domain/index.ts';
import { tallied } from './tally.ts';

export type DashboardFilters = Pick<InstanceFilters, 'entityId' | 'family'> & {
  /** families that are off: they do not count */
  readonly frozen: readonly string[];
};

/** How things stand with one entity, family, status and colour. */
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
  readonly exposure: number;
}

/** How much of a colour is due on a day. */
export interface DayRow {
  readonly day: string;
  readonly rag: Rag;
  readonly n: number;
}

type Added = (StandingRow & { readonly day: null }) | (DayRow & { readonly entity_id: null });
const isStanding = (row: Added): row is StandingRow & { readonly day: null } => row.entity_id !== null;
const isDay = (row: Added): row is DayRow & { readonly entity_id: null } => row.entity_id === null;

const REPORT = 'compliance.report.read';
const TODAY = '$2::date';
const COLUMNS = {
  status: 't.status',
  due: 't.day',
  today: TODAY,
  criticalBlockers: 't.critical_blockers',
  pendingDependencies: 't.pending_dependencies',
  predictedLate: 'false',
};

/** The instances that the dashboard is about, added up by the day as well as by everything else: one look at the tally. */
export const standing = async (
  q: Queries,
  ctx: Context,
  filters: DashboardFilters,
): Promise<{ readonly rows: readonly StandingRow[]; readonly days: readonly DayRow[] }> => {
  const values: unknown[] = [
    ctx.tenant,
    ctx.today,
    filters.entityId ?? null,
    filters.family ?? null,
    filters.frozen,
  ];
  const reach = reachSql(ctx.access.reach(REPORT), { entity: 'i.entity_id', family: 'i.family' }, values);
  const limits = `($3::uuid[] is null or i.entity_id = any($3)) and ($4::text[] is null or i.family = any($4)) and i.family <> all($5::text[]) and ${reach}`;
  const found = await q.rows<Added>(
    `with ${tallied(limits)}, coloured as (
       select t.*, ${ragSql(COLUMNS)} as rag, ${overdueSql(COLUMNS)} as is_overdue, ${settledSql(COLUMNS)} as is_settled
       from tallied t
     ), grouped as (
       select t.entity_id, t.family, t.status, t.rag, case when grouping(t.day) = 0 then t.day end as day,
         sum(t.n)::int as n,
         coalesce(sum(t.n) filter (where t.is_overdue), 0)::int as overdue,
         coalesce(sum(t.n) filter (where not t.is_settled and t.day between ${TODAY} and ${TODAY} + 7), 0)::int as due_in_7,
         coalesce(sum(t.n) filter (where t.is_settled and t.day >= ${TODAY} - 30), 0)::int as filed_30,
         coalesce(sum(t.exposure_paise), 0)::float8 as exposure
       from coloured t
       group by grouping sets ((t.entity_id, t.family, t.status, t.rag), (t.day, t.is_settled, t.rag))
       having (grouping(t.entity_id) = 0 or (not t.is_settled and t.day between ${TODAY} - 45 and ${TODAY} + 320)) and sum(t.n) <> 0
     )
     select g.*, e.name as entity_name from grouped g
     left join core.entity e on e.tenant_id = $1 and e.id = g.entity_id
     order by g.day`,
    values,
  );
  return { rows: found.filter(isStanding), days: found.filter(isDay) };
};

/** Questions that generation could not answer, within the reach. */
export const countUndetermined = async (
  q: Queries,
  ctx: Context,
  filters: DashboardFilters,
): Promise<number> => {
  const values: unknown[] = [ctx.tenant, filters.entityId ?? null, filters.family ?? null, filters.frozen];
  const reach = reachSql(ctx.access.reach(REPORT), { entity: 'u.entity_id', family: 'u.family' }, values);
  const row = await q.first<{ n: number }>(
    `select count(*)::int as n from compliance.undetermined u
     where u.tenant_id = $1 and ($2::uuid[] is null or u.entity_id = any($2)) and ($3::text[] is null or u.family = any($3))
       and u.family <> all($4::text[])
       and ${reach}`,
    values,
  );
  return row?.n ?? 0;
};

/** The dashboard's numbers from the rows. */
export const dashboardOf = (
  today: string,
  rows: readonly StandingRow[],
  days: readonly DayRow[],
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
    exposurePaise: rows.reduce((total, row) => total + row.exposure, 0),
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
