/** Compares the statements of a file with each other and with what is on record: no day may get two answers. */
import { addDays } from '../domain/index.ts';
import type { FactNow } from '../store/facts.ts';
import type { Draft, FactWrite, StatedFact } from './plan-types.ts';
import { errorAt } from './error-at.ts';
import { subjectKey } from './subject-cell.ts';

export interface Settled {
  readonly writes: readonly FactWrite[];
  /** rows with at least one statement that is not on record yet */
  readonly changed: ReadonlySet<unknown>;
}

export const settleFacts = (
  stated: readonly StatedFact[],
  known: readonly FactNow[],
  draft: Draft,
): Settled => {
  const writes: FactWrite[] = [];
  const changed = new Set<unknown>();
  const keyOf = (id: string, field: string): string => `${id} ${field}`;
  const onRecord = Map.groupBy(known, ({ subject_id, field }) => keyOf(subject_id, field));
  for (const [key, group] of Map.groupBy(stated, (fact) => keyOf(subjectKey(fact.subject), fact.field))) {
    for (const fact of withoutClashes(group, draft)) {
      const verdict = against(fact, onRecord.get(key) ?? []);
      if (verdict === 'known') continue;
      if (typeof verdict === 'string') {
        const { by, column, from } = fact;
        draft.errors.push(
          errorAt(by.sheet, by.row, column, `What is on record covers some of these days (${fact.field}).`, {
            expected: verdict,
            received: from,
          }),
        );
        continue;
      }
      const { by, column: _, ...write } = fact;
      writes.push({ ...write, ...verdict });
      changed.add(by);
    }
  }
  return { writes, changed };
};

/** In order of their days. One that was open ends where a later open one begins. */
const withoutClashes = (group: readonly StatedFact[], draft: Draft): readonly StatedFact[] => {
  const ordered = group.toSorted((a, b) =>
    a.from === b.from ? a.by.row - b.by.row : a.from < b.from ? -1 : 1,
  );
  const kept: StatedFact[] = [];
  for (const next of ordered) {
    const last = kept.at(-1);
    if (last === undefined || (last.to !== null && last.to < next.from)) kept.push(next);
    else if (last.to === null && next.to === null && last.from < next.from) {
      kept[kept.length - 1] = { ...last, to: addDays(next.from, -1) };
      kept.push(next);
    } else draft.errors.push(clash(last, next));
  }
  return kept;
};

const clash = (last: StatedFact, { by, column, from, field }: StatedFact) =>
  errorAt(
    by.sheet,
    by.row,
    column,
    `The effective dates overlap with ${last.by.sheet === by.sheet ? '' : `${last.by.sheet} `}row ${last.by.row} (${field}).`,
    {
      expected: last.to === null ? `a last day in row ${last.by.row}` : `a day after ${last.to}`,
      received: from,
    },
  );

type Verdict = 'known' | { readonly replaces: boolean } | `days ${string}`;

const against = ({ from, to, value }: StatedFact, known: readonly FactNow[]): Verdict => {
  const [only, ...others] = known.filter(
    (fact) => (to === null || fact.valid_from <= to) && (fact.valid_to === null || fact.valid_to >= from),
  );
  if (only === undefined) return { replaces: false };
  const covers = only.valid_from <= from && (only.valid_to === null || (to !== null && to <= only.valid_to));
  if (covers && JSON.stringify(only.value) === JSON.stringify(value)) return 'known';
  if (others.length === 0) {
    if (only.valid_from === from && only.valid_to === to) return { replaces: true };
    if (only.valid_from < from && only.valid_to === to) return { replaces: true };
  }
  return `days apart from ${only.valid_from} to ${only.valid_to ?? 'further notice'}`;
};
