/**
 * Coverage groups: of these masters exactly one must hold for every subject on every day. A state of facts that falls
 * between two masters would owe nothing silently; the check finds it.
 *
 * A day counts as covered when a master applies to a period of its own that contains the day: a quarterly return
 * covers each month of its quarter. One that an event starts covers every day from the event on.
 */
import { z } from 'zod';
import type { Predicate } from './applicability-schema.ts';
import { fieldsOf, PredicateSchema } from './applicability-schema.ts';
import { evaluateApplicability } from './applicability.ts';
import { summary } from './applicability-words.ts';
import type { LocalDate } from './calendar.ts';
import { localDate } from './calendar.ts';
import { masterFor } from './catalogue.ts';
import type { EventOccurrence } from './events.ts';
import type { Fact, FactValue, Life } from './facts.ts';
import { piecesOf } from './facts.ts';
import type { Master } from './master.ts';
import { SubjectKindSchema } from './master.ts';
import type { Period, Span } from './period.ts';
import { clip, eventPeriod, periodContaining, spansOverlap } from './period.ts';
import { MasterCodeSchema } from './rule-schema.ts';

export const CoverageGroupSchema = z
  .strictObject({
    code: z.string().regex(/^[a-z][a-z0-9]*(\.[a-z0-9-]+)+$/),
    name: z.string().min(1),
    law: z.string().min(1),
    subject: SubjectKindSchema,
    /** who must be covered */
    population: PredicateSchema,
    members: z.array(MasterCodeSchema).min(1).readonly(),
    /** the days after the last one of the subject count too: what is owed because it ended */
    afterEnd: z.boolean().default(false),
  })
  .readonly();
export type CoverageGroup = z.output<typeof CoverageGroupSchema>;

export type CoverageVerdict = 'outside' | 'exactly-one' | 'undetermined' | 'many' | 'none';

export interface CoveragePiece extends Span {
  readonly verdict: CoverageVerdict;
  /** codes that apply on these days */
  readonly masters: readonly string[];
  /** facts to ask for where undetermined */
  readonly missing: readonly string[];
  /** why nobody has to be covered on these days; null where somebody has */
  readonly outside: string | null;
}

export interface Coverage {
  /** the worst of the pieces, in the order outside, exactly-one, undetermined, many, none */
  readonly verdict: CoverageVerdict;
  readonly pieces: readonly CoveragePiece[];
}

const SEVERITY: readonly CoverageVerdict[] = ['outside', 'exactly-one', 'undetermined', 'many', 'none'];

/**
 * @param facts with derived ones included (`withDerived`)
 * @param events with derived ones included
 */
export function checkCoverage(
  group: CoverageGroup,
  masters: readonly Master[],
  facts: readonly Fact[],
  life: Life,
  period: Period,
  events: readonly EventOccurrence[] = [],
): Coverage {
  const span = clip(period, life.from, group.afterEnd ? null : life.to);
  if (span === null) return { verdict: 'outside', pieces: [] };
  const members = group.members
    .map((code) => masters.filter((m) => m.code === code))
    .filter((m) => m.length > 0);
  const fields = fieldsOf(group.population);
  for (const master of members.flat()) fieldsOf(master.applicability, fields);
  const pieces = piecesOf(span, facts, fields).map((piece) =>
    coverDay(group.population, members, facts, events, piece),
  );
  const worst = Math.max(...pieces.map((piece) => SEVERITY.indexOf(piece.verdict)));
  return { verdict: SEVERITY[worst]!, pieces };
}

function coverDay(
  population: Predicate,
  members: readonly (readonly Master[])[],
  facts: readonly Fact[],
  events: readonly EventOccurrence[],
  piece: Span,
): CoveragePiece {
  const day: Span = { from: piece.from, to: piece.from };
  const belongs = evaluateApplicability(
    population,
    facts,
    periodContaining('monthly', 'FY', piece.from),
    day,
  );
  if (belongs.verdict === 'does-not-apply')
    return { ...piece, verdict: 'outside', masters: [], missing: [], outside: summary(belongs) };
  const applying: string[] = [];
  const missing = new Set(belongs.missing);
  for (const versions of members) {
    const own = ownPeriod(versions[0]!, piece.from, events);
    const master = own === null ? null : masterFor(versions, own);
    if (own === null || master === null) continue;
    const span = own.kind === 'event' ? own : day;
    const result = evaluateApplicability(master.applicability, facts, own, span);
    if (result.verdict === 'applies') applying.push(master.code);
    for (const field of result.missing) missing.add(field);
  }
  const verdict =
    applying.length > 1
      ? 'many'
      : missing.size > 0
        ? 'undetermined'
        : applying.length === 1
          ? 'exactly-one'
          : 'none';
  return { ...piece, verdict, masters: applying, missing: [...missing].sort(), outside: null };
}

/** The period that covers the day; of a master that an event starts, the last event up to the day. */
function ownPeriod(
  { frequency, basis, triggers }: Master,
  day: LocalDate,
  events: readonly EventOccurrence[],
): Period | null {
  if (frequency !== 'event' && frequency !== 'one-time') return periodContaining(frequency, basis, day);
  const last = events
    .filter(({ name, date }) => triggers?.includes(name) === true && date <= day)
    .reduce<EventOccurrence | null>((a, b) => (a === null || b.date > a.date ? b : a), null);
  return last === null ? null : eventPeriod(last.id, last.date);
}

/** One instance of a member, as far as coverage asks. */
export interface Covering {
  readonly master: string;
  readonly period: string;
  /** days that it covers */
  readonly span: Span;
  readonly isOpen: boolean;
  /** waived or not used: somebody has decided that it does not count */
  readonly isReleased: boolean;
}

export interface StandingGap {
  /** several stand over the same days; the one that applies does not stand for the day */
  readonly verdict: 'overlap' | 'missing';
  readonly masters: readonly string[];
  readonly periods: readonly string[];
}

/**
 * The group over what is there instead of over facts: facts may have changed since, and what somebody works on stays.
 * @param coverage of the facts, for a period that contains the day
 * @param covering what stands of the group's members for the subject, withdrawn ones left out
 */
export function checkStanding(
  { pieces }: Coverage,
  covering: readonly Covering[],
  day: LocalDate,
): readonly StandingGap[] {
  const counted = covering.filter(({ isReleased }) => !isReleased);
  const crossing = counted.filter((one) =>
    counted.some(
      (other) => other !== one && (one.isOpen || other.isOpen) && spansOverlap(one.span, other.span),
    ),
  );
  const gaps: StandingGap[] = crossing.length === 0 ? [] : [gapOf('overlap', crossing)];
  const piece = pieces.find(({ from, to }) => from <= day && day <= to);
  const owed = piece?.verdict === 'exactly-one' ? piece.masters[0]! : null;
  const stands = covering.some(({ master, span }) => master === owed && span.from <= day && day <= span.to);
  if (owed !== null && !stands) gaps.push({ verdict: 'missing', masters: [owed], periods: [] });
  return gaps;
}

function gapOf(verdict: 'overlap', covering: readonly Covering[]): StandingGap {
  const unique = (values: readonly string[]) => [...new Set(values)].sort();
  return {
    verdict,
    masters: unique(covering.map(({ master }) => master)),
    periods: unique(covering.map(({ period }) => period)),
  };
}

/**
 * Every combination of values, unknown (null) included, as facts that hold for good. For tests that sweep all states:
 * `for (const facts of everyState({ 'gstin.qrmp': [true, false, null] })) …`
 */
export function* everyState(
  dimensions: Readonly<Record<string, readonly (FactValue | null)[]>>,
): Generator<readonly Fact[]> {
  const [first, ...rest] = Object.entries(dimensions);
  if (first === undefined) {
    yield [];
    return;
  }
  const [field, values] = first;
  for (const value of values) {
    const fact: Fact = { field, value, from: localDate('1900-01-01'), to: null, source: 'sweep' };
    for (const others of everyState(Object.fromEntries(rest))) yield [fact, ...others];
  }
}
