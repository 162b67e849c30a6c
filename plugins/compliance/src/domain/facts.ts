/**
 * Dated facts about a subject.
 *
 * A fact says what a field was from a day to a day, and where that is known from. "Unknown" is a value, written as
 * `value: null`: it is asked for and shown, never read as "no". A field nobody has recorded for a day is unknown too.
 *
 * Fields are dotted names of their owner: `gstin.type`, `gstin.aato`, `org.listed`. Money is integer paise.
 *
 * A fact may change inside a period. Three readings exist, and each use names its own:
 *  - `on-any-day` (default): the period is cut at every change; what holds on some day applies for those days.
 *    Registration status and type: a GSTIN cancelled on the 14th still owes the part-month.
 *  - `at-start`: the state on the period's first day (see `readingDay`) decides for all of it. Choices that bind a whole period and
 *    turnover bands: a QRMP filer who crosses 5 crore in mid-quarter files that quarter as it began.
 *  - `at-end`: the state on its last day decides. Figures that are only final then, such as turnover of the year.
 */
import { z } from 'zod';
import type { LocalDate } from './calendar.ts';
import { addDays, LocalDateSchema } from './calendar.ts';
import type { Problem } from './invalid.ts';
import type { Span } from './period.ts';

export const FieldSchema = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9-]+)*$/, 'expected a dotted field name such as gstin.aato');

/** Absence that is known ("has no ESI code") is `false`. */
export const FactValueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]);
export type FactValue = z.output<typeof FactValueSchema>;

export const FactSchema = z
  .object({
    field: FieldSchema,
    /** null: recorded as unknown */
    value: FactValueSchema.nullable(),
    from: LocalDateSchema,
    /** last day on which it holds; null: until further notice */
    to: LocalDateSchema.nullable(),
    /** who says so: "GST portal", "import of 2 Apr 2026", "derived: rule 61A" */
    source: z.string().min(1),
    /** of a derived fact that is unknown: the fields to ask for instead of it */
    needs: z.array(FieldSchema).readonly().optional(),
  })
  .refine((fact) => fact.to === null || fact.to >= fact.from, {
    path: ['to'],
    error: 'expected a day on or after "from"',
  })
  .readonly();
export type Fact = z.output<typeof FactSchema>;

export type FactReading = 'on-any-day' | 'at-start' | 'at-end';

export type Known = { readonly known: true; readonly value: FactValue; readonly fact: Fact };
export type Unknown = {
  readonly known: false;
  readonly why: 'never-recorded' | 'not-recorded-for-this-day' | 'recorded-as-unknown';
  /** what to ask for */
  readonly needs: readonly string[];
};
export type Lookup = Known | Unknown;

/** What a field was on a day. With several facts for the day the one that started last wins. */
export function factAsOf(facts: readonly Fact[], field: string, day: LocalDate): Lookup {
  let found: Fact | undefined;
  let recorded = false;
  for (const fact of facts) {
    if (fact.field !== field) continue;
    recorded = true;
    if (
      fact.from <= day &&
      (fact.to === null || fact.to >= day) &&
      (found === undefined || fact.from >= found.from)
    ) {
      found = fact;
    }
  }
  if (found === undefined) {
    return { known: false, why: recorded ? 'not-recorded-for-this-day' : 'never-recorded', needs: [field] };
  }
  if (found.value === null)
    return { known: false, why: 'recorded-as-unknown', needs: found.needs ?? [field] };
  return { known: true, value: found.value, fact: found };
}

/**
 * The day an `at-start` or `at-end` reading looks at: the period's first or last day, or the nearest day inside it for
 * which the field is recorded at all (a subject registered or cancelled on the way has no facts at the edge).
 */
export function readingDay(
  facts: readonly Fact[],
  field: string,
  reading: 'at-start' | 'at-end',
  period: Span,
): LocalDate {
  const own = facts.filter(
    (f) => f.field === field && f.from <= period.to && (f.to === null || f.to >= period.from),
  );
  if (reading === 'at-start') {
    const first = own.map((f) => f.from).sort()[0];
    return first !== undefined && first > period.from ? first : period.from;
  }
  const lasts = own.map((f) => f.to ?? period.to).sort();
  const last = lasts.at(-1);
  return last !== undefined && last < period.to ? last : period.to;
}

/** Cuts the span wherever one of the fields may change, so that each is single-valued in every piece. */
export function piecesOf(span: Span, facts: readonly Fact[], fields: ReadonlySet<string>): Span[] {
  const starts = new Set<LocalDate>([span.from]);
  for (const fact of facts) {
    if (!fields.has(fact.field)) continue;
    if (fact.from > span.from && fact.from <= span.to) starts.add(fact.from);
    if (fact.to !== null && fact.to >= span.from && fact.to < span.to) starts.add(addDays(fact.to, 1));
  }
  const ordered = [...starts].sort();
  return ordered.map((from, i) => {
    const next = ordered[i + 1];
    return { from, to: next === undefined ? span.to : addDays(next, -1) };
  });
}

/** What a field was over a span: adjoining days of one value or of one kind of ignorance in one entry. */
export function factOver(facts: readonly Fact[], field: string, span: Span): (Span & { lookup: Lookup })[] {
  return piecesOf(span, facts, new Set([field])).map((piece) => ({
    ...piece,
    lookup: factAsOf(facts, field, piece.from),
  }));
}

/**
 * Facts of one field must not say two things about one day. Returns a problem for each that does, by its place in
 * the list, so that an import can point at the row.
 */
export function overlappingFacts(facts: readonly Fact[]): Problem[] {
  const problems: Problem[] = [];
  const byField = Map.groupBy(
    facts.map((fact, index) => ({ fact, index })),
    ({ fact }) => fact.field,
  );
  for (const entries of byField.values()) {
    entries.sort((a, b) =>
      a.fact.from < b.fact.from ? -1 : a.fact.from > b.fact.from ? 1 : a.index - b.index,
    );
    let last = entries[0]!;
    for (const next of entries.slice(1)) {
      if (last.fact.to === null || last.fact.to >= next.fact.from) {
        problems.push({
          path: `facts[${next.index}].from`,
          expected: `a day after ${last.fact.to ?? 'the open end'} of facts[${last.index}] (${last.fact.field})`,
          received: next.fact.from,
        });
      }
      if (last.fact.to !== null && (next.fact.to === null || next.fact.to > last.fact.to)) last = next;
    }
  }
  return problems;
}

/** A family's way from recorded facts to the ones its masters ask for, such as GST's `gstin.filesQuarterly`. */
export interface Derivation {
  readonly produces: readonly string[];
  readonly needs: readonly string[];
  readonly derive: (facts: readonly Fact[], life: Life, window: Span) => readonly Fact[];
}

/** The days on which a subject exists under its law: a GSTIN from its effective date to the day before cancellation. */
export interface Life {
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

/**
 * The recorded facts with what the derivations make of them, one after the other: each sees what those before it made.
 * What is on record of a derived field gives way to what the derivation makes of it.
 */
export function withDerived(
  facts: readonly Fact[],
  derivations: readonly Derivation[],
  life: Life,
  window: Span,
): readonly Fact[] {
  return derivations.reduce<readonly Fact[]>(
    (known, { produces, derive }) => [
      ...known.filter(({ field }) => !produces.includes(field)),
      ...derive(known, life, window),
    ],
    facts,
  );
}
