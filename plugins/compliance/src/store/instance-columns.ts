/** An instance as lists show it: the columns, and a row of them. `i` instance, `s` its state, `e` its entity. */
import type { InstanceItem } from '../api/instances.ts';
import type { SubjectType } from '../api/values.ts';
import {
  dayOff,
  isSettled,
  overdueSql,
  ragSql,
  settledSql,
  type InstanceStatus,
  type LocalDate,
  type Rag,
} from '../domain/index.ts';

const CRITICAL = 'coalesce(s.critical_blockers, 0)';

/** Live, so that a colour is right from the first minute of a day; what is counted is stored beside it. */
export const ragOf = (today: string): string =>
  ragSql({
    status: 'i.status',
    due: 'i.due_date',
    today,
    criticalBlockers: CRITICAL,
    pendingDependencies: 'coalesce(s.pending_dependencies, 0)',
    predictedLate: 'false',
  });

export const overdueOf = (today: string): string =>
  overdueSql({ status: 'i.status', criticalBlockers: CRITICAL, due: 'i.due_date', today });

/** Nothing is owed any more. */
export const SETTLED = settledSql({ status: 'i.status', criticalBlockers: CRITICAL });

/** Money is on record for it. */
export const PAID = `exists (select 1 from compliance.payment_allocation a
  where a.tenant_id = i.tenant_id and a.instance_id = i.id)`;

/** Day of a filing that stands; null while none does. */
export const STANDING_FILED_ON = `case when ${CRITICAL} = 0 then i.filed_on end`;

export const FROM_INSTANCE = `
  compliance.instance i
  join core.entity e on e.tenant_id = i.tenant_id and e.id = i.entity_id
  left join compliance.instance_state s on s.tenant_id = i.tenant_id and s.id = i.id`;

/** For counting: names are joined to groups, not to rows, and of states only those that have something to say. `$1` is the tenant. */
export const COUNT_INSTANCES = `
  compliance.instance i
  left join (
    select id, pending_dependencies, critical_blockers, exposure_paise from compliance.instance_state
    where tenant_id = $1 and (pending_dependencies > 0 or critical_blockers > 0 or exposure_paise > 0)
  ) s on s.id = i.id`;

/** @param today placeholder of a date */
export const instanceColumns = (today: string): string => `
  i.id, i.master_code, i.form, i.name, i.family, i.entity_id, e.name as entity_name, i.subject_type, i.subject_id,
  i.subject_label, i.period, i.period_label, i.statutory_date, i.extended_date, i.fee_free_until, i.internal_target,
  i.due_date, i.provisional, i.status, i.assignee_id, i.assignee_name, i.filed_on, i.before_onboarding,
  s.exposure_paise, coalesce(s.pending_dependencies, 0) as pending, ${CRITICAL} as critical, ${PAID} as paid,
  case when ${overdueOf(today)} then ${today} - i.due_date else 0 end as overdue_days,
  ${ragOf(today)} as rag`;

export interface InstanceRow {
  readonly id: string;
  readonly master_code: string;
  readonly form: string;
  readonly name: string;
  readonly family: string;
  readonly entity_id: string;
  readonly entity_name: string;
  readonly subject_type: SubjectType;
  readonly subject_id: string;
  readonly subject_label: string;
  readonly period: string;
  readonly period_label: string;
  readonly statutory_date: LocalDate | null;
  readonly extended_date: LocalDate | null;
  readonly fee_free_until: LocalDate | null;
  readonly internal_target: LocalDate | null;
  readonly due_date: LocalDate | null;
  readonly provisional: boolean;
  readonly status: InstanceStatus;
  readonly assignee_id: string | null;
  readonly assignee_name: string | null;
  readonly filed_on: LocalDate | null;
  readonly before_onboarding: boolean;
  readonly exposure_paise: string | null;
  readonly pending: number;
  /** above 0: what was filed does not stand */
  readonly critical: number;
  readonly paid: boolean;
  readonly overdue_days: number;
  readonly rag: Rag;
}

export const toInstance = (
  row: InstanceRow,
  frozen: readonly string[],
  blockedBy: InstanceItem['blockedBy'] = [],
): InstanceItem => ({
  id: row.id,
  masterCode: row.master_code,
  form: row.form,
  name: row.name,
  family: row.family,
  entityId: row.entity_id,
  entityName: row.entity_name,
  subjectType: row.subject_type,
  subjectId: row.subject_id,
  subjectLabel: row.subject_label,
  period: row.period,
  periodLabel: row.period_label,
  statutoryDate: row.statutory_date,
  provisional: row.provisional,
  extendedDate: row.extended_date,
  feeFreeUntil: row.fee_free_until,
  internalTarget: row.internal_target,
  effectiveDate: row.due_date,
  dueOnDayOff: row.due_date === null ? null : dayOff(row.due_date),
  status: row.status,
  settled: isSettled({ status: row.status, criticalBlockers: row.critical }),
  beforeOnboarding: row.before_onboarding,
  frozen: frozen.includes(row.family),
  rag: row.rag,
  overdueDays: row.overdue_days,
  assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
  paidUnfiled: row.paid && !isSettled({ status: row.status, criticalBlockers: row.critical }),
  exposurePaise: row.exposure_paise === null ? null : Number(row.exposure_paise),
  filedOn: row.filed_on,
  blockedBy,
});
