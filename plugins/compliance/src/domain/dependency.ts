/**
 * What an instance waits for. A dependency on a master that does not apply to the subject never blocks; one whose
 * applicability is open is shown and does not block either.
 */
import type { Dependency, Master } from './master.ts';
import type { Period } from './period.ts';
import { isWithin } from './period.ts';

/** Another instance of the same subject. */
export interface Sibling {
  readonly id: string;
  readonly master: string;
  readonly period: Period;
  /** done: filed by a filing that stands, or before onboarding. released: waived or not used. */
  readonly state: 'open' | 'done' | 'released' | 'undetermined';
}

export interface DependencyState {
  readonly dependency: Dependency;
  readonly state: 'met' | 'pending' | 'not-applicable' | 'undetermined';
  /** instances still open */
  readonly waitingFor: readonly Sibling[];
}

/** @param siblings instances of the same subject, in any order; the instance itself may be among them */
export function dependencyStates(
  master: Master,
  period: Period,
  siblings: readonly Sibling[],
): DependencyState[] {
  return master.dependencies.map((dependency) => {
    const targets = targetsOf(dependency, period, siblings);
    const waitingFor = targets.filter((t) => t.state === 'open');
    if (targets.length === 0) return { dependency, state: 'not-applicable', waitingFor };
    if (waitingFor.length > 0) return { dependency, state: 'pending', waitingFor };
    return {
      dependency,
      state: targets.some((t) => t.state === 'undetermined') ? 'undetermined' : 'met',
      waitingFor,
    };
  });
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
