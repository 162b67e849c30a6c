/** `status.ts` as SQL expressions, for the job that stores the status of every instance in one statement. */
import { AMBER_DAYS, FILED_STATUSES, RELEASED_STATUSES } from './status.ts';

/** SQL expressions, already safe: column references or placeholders, never user input. */
export interface RagColumns {
  /** text */
  readonly status: string;
  /** date, null while awaited */
  readonly due: string;
  /** date, today in IST */
  readonly today: string;
  /** integer */
  readonly criticalBlockers: string;
  /** integer */
  readonly pendingDependencies: string;
  /** boolean */
  readonly predictedLate: string;
}

const list = (statuses: readonly string[]): string => statuses.map((status) => `'${status}'`).join(', ');
const RELEASED = list(RELEASED_STATUSES);
const FILED = list(FILED_STATUSES);

/** Boolean, never null. */
export function settledSql({
  status,
  criticalBlockers,
}: Pick<RagColumns, 'status' | 'criticalBlockers'>): string {
  return `(${status} in (${RELEASED}) or (${status} in (${FILED}) and ${criticalBlockers} = 0))`;
}

/** Boolean, never null. */
export function overdueSql(
  columns: Pick<RagColumns, 'status' | 'criticalBlockers' | 'due' | 'today'>,
): string {
  return `(not ${settledSql(columns)} and coalesce(${columns.due} < ${columns.today}, false))`;
}

/** 'red', 'amber' or 'green'. */
export function ragSql(columns: RagColumns): string {
  const { status, due, today, criticalBlockers, pendingDependencies, predictedLate } = columns;
  return [
    'case',
    `when ${status} in (${RELEASED}) then 'green'`,
    `when ${overdueSql(columns)} or ${criticalBlockers} > 0 then 'red'`,
    `when ${settledSql(columns)} then 'green'`,
    `when coalesce(${due} - ${today} <= ${AMBER_DAYS}, false) or ${pendingDependencies} > 0 or ${predictedLate} then 'amber'`,
    `else 'green'`,
    'end',
  ].join(' ');
}
