/**
 * Overdue and RAG: pure functions of an instance and today. The same in SQL: `status-sql.ts`; a test holds them equal.
 *
 *   red    overdue, or a critical blocker
 *   amber  due within seven days, a dependency pending, or predicted late
 *   green  everything else, and everything closed
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
] as const;
export type InstanceStatus = (typeof INSTANCE_STATUSES)[number];

/** Nothing is left to do by the due date. */
export const CLOSED_STATUSES = [
  'filed',
  'completed',
  'waived',
  'not-used',
] as const satisfies readonly InstanceStatus[];

export const AMBER_DAYS = 7;

export type Rag = 'red' | 'amber' | 'green';

export interface RagInput {
  readonly status: InstanceStatus;
  /** extended date, else statutory; null while awaited without a forecast */
  readonly due: LocalDate | null;
  readonly today: LocalDate;
  /** defective or refused filing, blocked registration, expired signature */
  readonly criticalBlockers: number;
  readonly pendingDependencies: number;
  readonly predictedLate: boolean;
}

export function isClosed(status: InstanceStatus): boolean {
  return (CLOSED_STATUSES as readonly InstanceStatus[]).includes(status);
}

/** The due day itself is not overdue. */
export function isOverdue({ status, due, today }: Pick<RagInput, 'status' | 'due' | 'today'>): boolean {
  return !isClosed(status) && due !== null && due < today;
}

export function rag(input: RagInput): Rag {
  if (isClosed(input.status)) return 'green';
  if (isOverdue(input) || input.criticalBlockers > 0) return 'red';
  const soon = input.due !== null && daysBetween(input.today, input.due) <= AMBER_DAYS;
  return soon || input.pendingDependencies > 0 || input.predictedLate ? 'amber' : 'green';
}
