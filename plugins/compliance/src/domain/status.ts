/**
 * Overdue and RAG: pure functions of an instance and today. The same in SQL: `status-sql.ts`; a test holds them equal.
 *
 *   red    overdue, or a critical blocker
 *   amber  due within seven days, a dependency pending, or predicted late
 *   green  everything else, and everything settled
 *
 * A filing that the portal refused or found defective is a critical blocker and settles nothing: the obligation is
 * open as if it had not been filed, until a filing stands or somebody is released from it.
 */
import type { LocalDate } from './calendar.ts';
import { daysBetween } from './calendar.ts';

export const INSTANCE_STATUSES = [
  'not-started',
  'preparing',
  'in-review',
  'returned',
  'approved',
  'filed',
  'completed',
  'waived',
  'not-used',
  /** not owed any more, by what became known later; nobody had worked on it */
  'withdrawn',
] as const;
export type InstanceStatus = (typeof INSTANCE_STATUSES)[number];

/** Done, if what was filed stands. */
export const FILED_STATUSES = ['filed', 'completed'] as const satisfies readonly InstanceStatus[];

/** Nothing is owed, whatever became of an earlier filing. */
export const RELEASED_STATUSES = [
  'waived',
  'not-used',
  'withdrawn',
] as const satisfies readonly InstanceStatus[];

/** Nothing is left to do by the due date, but for a filing that does not stand. */
export const CLOSED_STATUSES = [...FILED_STATUSES, ...RELEASED_STATUSES] as const;

export const AMBER_DAYS = 7;

export type Rag = 'red' | 'amber' | 'green';

export interface RagInput {
  readonly status: InstanceStatus;
  /** extended date, else statutory; null while awaited without a forecast */
  readonly due: LocalDate | null;
  readonly today: LocalDate;
  /** what was filed is refused or defective; a blocked registration, an expired signature */
  readonly criticalBlockers: number;
  readonly pendingDependencies: number;
  readonly predictedLate: boolean;
}

/** Not owed any more: released, or filed by a filing that stands. */
export function isSettled({
  status,
  criticalBlockers,
}: Pick<RagInput, 'status' | 'criticalBlockers'>): boolean {
  return isReleased(status) || (includes(FILED_STATUSES, status) && criticalBlockers === 0);
}

export function isReleased(status: InstanceStatus): boolean {
  return includes(RELEASED_STATUSES, status);
}

function includes(statuses: readonly InstanceStatus[], status: InstanceStatus): boolean {
  return statuses.includes(status);
}

/** The due day itself is not overdue. */
export function isOverdue(input: Pick<RagInput, 'status' | 'criticalBlockers' | 'due' | 'today'>): boolean {
  return !isSettled(input) && input.due !== null && input.due < input.today;
}

export function rag(input: RagInput): Rag {
  if (isReleased(input.status)) return 'green';
  if (isOverdue(input) || input.criticalBlockers > 0) return 'red';
  if (isSettled(input)) return 'green';
  const soon = input.due !== null && daysBetween(input.today, input.due) <= AMBER_DAYS;
  return soon || input.pendingDependencies > 0 || input.predictedLate ? 'amber' : 'green';
}
