/** Colours and exposure, as the rest of the data and today make them. The rule itself: `domain/status-sql.ts`. */
import type { Queries } from '@compliance-os/core';
import {
  REFUSED_STATUSES,
  overdueSql,
  ragSql,
  settledSql,
  targetSql,
  waitedForSql,
} from '../domain/index.ts';

export interface RagTransition {
  readonly id: string;
  readonly entityId: string;
  readonly family: string;
  readonly from: string;
  readonly to: string;
}

const REFUSED_LIST = REFUSED_STATUSES.map((status) => `'${status}'`).join(', ');

/** Of which no submission stands: the portal refused each of them, or found it defective. */
const REFUSED = `
  select s.instance_id from compliance.submission s
  where s.tenant_id = $1 and s.portal_status in (${REFUSED_LIST})
    and not exists (select 1 from compliance.submission o
                    where o.tenant_id = s.tenant_id and o.instance_id = s.instance_id
                      and o.portal_status not in (${REFUSED_LIST}))`;

/** Whether nothing that was filed stands: 1, otherwise 0. */
const critical = (id: string): string => `(${id} in (select instance_id from refused))::int`;

const OWN_SETTLED = settledSql({ status: 'i.status', criticalBlockers: critical('i.id') });

/**
 * Blocking dependencies that are still open, of what is still owed itself. They count once the period of the instance has ended: before that
 * nobody could have filed them, and a year of months ahead would all be amber.
 */
const PENDING = `
  case when i.period_to < $2::date and not ${OWN_SETTLED} then (
    select count(*)::int from edges e
    where e.version_id = i.master_version_id and exists (
      select 1 from compliance.instance b
      where b.tenant_id = i.tenant_id and b.subject_id = i.subject_id and b.master_code = e.master
        and ${waitedForSql(critical('b.id'))} and ${targetSql('e.relation')}))
  else 0 end`;

const columns = {
  status: 'f.status',
  due: 'f.due_date',
  today: '$2::date',
  criticalBlockers: 'f.critical',
  pendingDependencies: 'f.pending',
  predictedLate: 'false',
};

/**
 * The part of a statement that colours the instances that its part `made` (id, entity_id, family, status, due_date, filed_on) has just made.
 * Nothing is known yet to wait for; those whose period has ended are looked at by `refreshEnded`.
 * @param today place of the parameter
 */
export const colourMade = (today: string): string => {
  const made = {
    status: 'status',
    due: 'due_date',
    today: `${today}::date`,
    criticalBlockers: '0',
    pendingDependencies: '0',
    predictedLate: 'false',
  };
  return `
    insert into compliance.instance_state
      (tenant_id, id, entity_id, family, status, due_date, filed_on,
       rag, overdue_days, pending_dependencies, critical_blockers, exposure_paise, as_of)
    select $1, id, entity_id, family, status, due_date, filed_on,
      ${ragSql(made)}, case when ${overdueSql(made)} then ${today}::date - due_date else 0 end, 0, 0, 0, ${today}::date
    from made`;
};

const refresh = (where: string): string => `
  with edges as (
    select v.id as version_id, d->>'master' as master, d->>'period' as relation
    from compliance.master_version v cross join lateral jsonb_array_elements(v.content->'dependencies') d
    where v.tenant_id = $1 and d->>'effect' = 'blocks'
  ), refused as materialized (${REFUSED}
  ), facts as (
    select i.id, i.entity_id, i.family, i.status, i.due_date, i.filed_on, s.rag as old_rag, ${PENDING} as pending, ${critical('i.id')} as critical
    from compliance.instance i
    left join compliance.instance_state s on s.tenant_id = i.tenant_id and s.id = i.id
    where i.tenant_id = $1 ${where}
      and (not ${OWN_SETTLED} or s.rag is distinct from 'green')
  ), fresh as (
    select f.id, f.entity_id, f.family, f.status, f.due_date, f.filed_on, f.old_rag, ${ragSql(columns)} as rag,
           case when ${overdueSql(columns)} then $2::date - f.due_date else 0 end as overdue_days, f.pending, f.critical
    from facts f
  ), written as (
    insert into compliance.instance_state as s
      (tenant_id, id, entity_id, family, status, due_date, filed_on,
       rag, overdue_days, pending_dependencies, critical_blockers, exposure_paise, as_of)
    select $1, id, entity_id, family, status, due_date, filed_on, rag, overdue_days, pending, critical, 0, $2::date from fresh
    on conflict (tenant_id, id) do update set rag = excluded.rag, overdue_days = excluded.overdue_days,
      pending_dependencies = excluded.pending_dependencies, critical_blockers = excluded.critical_blockers,
      exposure_paise = case when excluded.overdue_days = 0 then 0 else s.exposure_paise end,
      exposure_incomplete = case when excluded.overdue_days = 0 then false else s.exposure_incomplete end,
      as_of = excluded.as_of
    where (s.rag, s.overdue_days, s.pending_dependencies, s.critical_blockers)
      is distinct from (excluded.rag, excluded.overdue_days, excluded.pending_dependencies, excluded.critical_blockers)
  )
  select f.id, f.entity_id as "entityId", f.family, f.old_rag as "from", f.rag as "to"
  from fresh f where f.old_rag <> f.rag`;

const REFRESH_ALL = refresh('and i.family <> all($3::text[])');
const REFRESH_SUBJECTS = refresh('and i.family <> all($3::text[]) and i.subject_id = any($4::uuid[])');
const REFRESH_ENDED = refresh('and i.subject_id = any($3::uuid[]) and i.period_to < $2::date');

/**
 * Brings the stored colours up to date, in one statement.
 * @param frozen families whose instances keep what they have
 * @param subjectIds only these; all of the tenant's without
 * @returns instances whose colour changed
 */
export const refreshStates = async (
  q: Queries,
  tenant: string,
  today: string,
  frozen: readonly string[],
  subjectIds?: readonly string[],
): Promise<readonly RagTransition[]> =>
  subjectIds === undefined
    ? q.rows<RagTransition>(REFRESH_ALL, [tenant, today, frozen])
    : q.rows<RagTransition>(REFRESH_SUBJECTS, [tenant, today, frozen, subjectIds]);

/** Colours of the subjects' instances whose period has ended: what is new may hold back, or be held back by, others. */
export const refreshEnded = async (
  q: Queries,
  tenant: string,
  today: string,
  subjectIds: readonly string[],
): Promise<void> => {
  await q.rows(REFRESH_ENDED, [tenant, today, subjectIds]);
};

/** Subjects that have something overdue: what has to be priced today. */
export const overdueSubjects = async (
  q: Queries,
  tenant: string,
  frozen: readonly string[],
): Promise<readonly string[]> =>
  (
    await q.rows<{ id: string }>(
      `select distinct i.subject_id as id from compliance.instance i
       join compliance.instance_state s on s.tenant_id = i.tenant_id and s.id = i.id
       where i.tenant_id = $1 and s.overdue_days > 0 and i.family <> all($2::text[]) order by 1`,
      [tenant, frozen],
    )
  ).map(({ id }) => id);

export interface PricedRow {
  readonly id: string;
  /** paise; null: cannot be priced */
  readonly exposurePaise: number | null;
  readonly incomplete: boolean;
}

export const writeExposures = async (
  q: Queries,
  tenant: string,
  rows: readonly PricedRow[],
): Promise<void> => {
  if (rows.length === 0) return;
  await q.run(
    `update compliance.instance_state s set exposure_paise = p.amount, exposure_incomplete = p.incomplete
     from unnest($2::uuid[], $3::bigint[], $4::boolean[]) p (id, amount, incomplete)
     where s.tenant_id = $1 and s.id = p.id
       and (s.exposure_paise, s.exposure_incomplete) is distinct from (p.amount, p.incomplete)`,
    [
      tenant,
      rows.map(({ id }) => id),
      rows.map(({ exposurePaise }) => exposurePaise),
      rows.map(({ incomplete }) => incomplete),
    ],
  );
};

/** How many obligations are overdue: for the gauge. */
export const countOverdue = async (
  q: Queries,
  tenant: string,
  frozen: readonly string[],
): Promise<number> => {
  const row = await q.first<{ n: string }>(
    `select count(*) as n from compliance.instance_state s
     join compliance.instance i on i.tenant_id = s.tenant_id and i.id = s.id
     where s.tenant_id = $1 and s.overdue_days > 0 and i.family <> all($2::text[])`,
    [tenant, frozen],
  );
  return Number(row?.n ?? 0);
};
