/** `status.ts` as SQL expressions, for the job that stores the status of every instance in one statement. */
import { AMBER_DAYS, CLOSED_STATUSES } from './status.ts';

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

const CLOSED = CLOSED_STATUSES.map((status) => `'${status}'`).join(', ');

/** Boolean, never null. */
export function overdueSql({ status, due, today }: Pick<RagColumns, 'status' | 'due' | 'today'>): string {
  return `(${status} not in (${CLOSED}) and coalesce(${due} < ${today}, false))`;
}

/** 'red', 'amber' or 'green'. */
export function ragSql(columns: RagColumns): string {
  const { status, due, today, criticalBlockers, pendingDependencies, predictedLate } = columns;
  return [
    'case',
    `when ${status} in (${CLOSED}) then 'green'`,
    `when ${overdueSql(columns)} or ${criticalBlockers} > 0 then 'red'`,
    `when coalesce(${due} - ${today} <= ${AMBER_DAYS}, false) or ${pendingDependencies} > 0 or ${predictedLate} then 'amber'`,
    `else 'green'`,
    'end',
  ].join(' ');
}
