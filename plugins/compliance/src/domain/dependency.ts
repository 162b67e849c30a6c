/**
 * What an instance waits for. A dependency on a master that does not apply to the subject never blocks; one whose
 * applicability is open is shown and does not block either.
 */
import type { LocalDate } from './calendar.ts';
import type { Dependency, Master } from './master.ts';
import type { Period } from './period.ts';
import { isWithin } from './period.ts';

/** Another instance of the same subject. */
export interface Sibling {
  readonly id: string;
  readonly master: string;
  readonly period: Period;
  /** done: filed by a filing that stands, or before onboarding. released: waived or not used. */
  readonly state: 'open' | 'done' | 'released';
}

/** Whether the subject owes anything under a master cannot be said from a day on: a fact is not known. */
export interface OpenQuestion {
  readonly master: string;
  /** first day of the earliest period that is open; null: any */
  readonly since: LocalDate | null;
  readonly missing: readonly string[];
}

export interface DependencyState {
  readonly dependency: Dependency;
  readonly state: 'met' | 'pending' | 'not-applicable' | 'undetermined';
  /** instances still open */
  readonly waitingFor: readonly Sibling[];
  /** facts that would tell, where the state is undetermined */
  readonly missing: readonly string[];
}

/** @param siblings instances of the same subject, in any order; the instance itself may be among them */
export function dependencyStates(
  master: Master,
  period: Period,
  siblings: readonly Sibling[],
  questions: readonly OpenQuestion[] = [],
): DependencyState[] {
  return master.dependencies.map((dependency) => {
    const targets = targetsOf(dependency, period, siblings);
    const waitingFor = targets.filter((t) => t.state === 'open');
    if (waitingFor.length > 0) return { dependency, state: 'pending', waitingFor, missing: [] };
    const open = questions.filter((question) => isAbout(question, dependency, period, targets));
    if (open.length > 0)
      return {
        dependency,
        state: 'undetermined',
        waitingFor,
        missing: open.flatMap(({ missing }) => missing),
      };
    return { dependency, state: targets.length === 0 ? 'not-applicable' : 'met', waitingFor, missing: [] };
  });
}

/** Whether something of the dependency may be owed that is not there, since nobody can say. */
function isAbout(
  { master, since }: OpenQuestion,
  dependency: Dependency,
  period: Period,
  targets: readonly Sibling[],
): boolean {
  if (master !== dependency.master) return false;
  switch (dependency.period) {
    case 'same':
      return targets.length === 0 && (since === null || since <= period.to);
    case 'within':
      return since === null || since <= period.to;
    case 'previous':
      return since === null || (since < period.from && targets.every((target) => target.period.to < since));
  }
}

/** Those that hold filing back. */
export function blockingDependencies(states: readonly DependencyState[]): DependencyState[] {
  return states.filter((s) => s.dependency.effect === 'blocks' && s.state === 'pending');
}

function targetsOf(dependency: Dependency, period: Period, siblings: readonly Sibling[]): readonly Sibling[] {
  const own = siblings.filter((s) => s.master === dependency.master);
  switch (dependency.period) {
    case 'same':
      return own.filter((s) => s.period.key === period.key);
    case 'within':
      return own.filter((s) => isWithin(s.period, period));
    case 'previous': {
      const before = own.filter((s) => s.period.to < period.from);
      return before.filter((s) => before.every((other) => other.period.to <= s.period.to));
    }
  }
}
