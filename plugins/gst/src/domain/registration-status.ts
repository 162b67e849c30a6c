/** The status of a GSTIN over time, as its returns and its final return ask for it. */
import type { Derivation, Fact, Life, LocalDate } from '@compliance-os/compliance';
import { addDays, earlier, later } from '@compliance-os/compliance';

/**
 * What is on record, made whole:
 *  - after the last day of the registration it is cancelled;
 *  - a cancellation after which it was in service again was revoked, and a revoked one did not happen: the returns of
 *    the days between are owed (rule 23(1), provisos).
 */
export const settledStatus: Derivation = {
  produces: ['gstin.status'],
  needs: ['gstin.status'],
  derive: (facts, life) => {
    const recorded = recordedStatus(facts, life);
    const back = recorded.findLastIndex(isInService);
    const settled = recorded.map((fact, at): Fact =>
      fact.value === 'cancelled' && at < back
        ? { ...fact, value: 'active', source: `cancelled, and revoked by ${recorded[back]!.from} (rule 23)` }
        : fact,
    );
    return life.to === null
      ? settled
      : [
          ...settled,
          {
            field: 'gstin.status',
            value: 'cancelled',
            from: addDays(life.to, 1),
            to: null,
            source: `the registration ended on ${life.to}`,
          },
        ];
  },
};

/** Since when it is cancelled for good: by its status, or the day after its last one. null: it is not */
export function cancelledFrom(facts: readonly Fact[], life: Life): LocalDate | null {
  const recorded = recordedStatus(facts, life);
  const said = recorded.slice(recorded.findLastIndex(isInService) + 1).find((f) => f.value === 'cancelled');
  const bySaid = said === undefined ? null : later(life.from, said.from);
  const byEnd = life.to === null ? null : addDays(life.to, 1);
  return bySaid === null || byEnd === null ? (bySaid ?? byEnd) : earlier(bySaid, byEnd);
}

const isInService = ({ value }: Fact): boolean => value === 'active' || value === 'suspended';

/** In order, and no longer than the registration. */
function recordedStatus(facts: readonly Fact[], { to }: Life): readonly Fact[] {
  const own = facts
    .filter((f) => f.field === 'gstin.status' && (to === null || f.from <= to))
    .toSorted(byStart);
  return to === null ? own : own.map((f) => ({ ...f, to: f.to === null || f.to > to ? to : f.to }));
}

const byStart = (a: Fact, b: Fact): number => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0);
