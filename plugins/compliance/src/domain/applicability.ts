/**
 * Does a master apply to a subject in a period? Three answers: applies, does not apply, undetermined.
 *
 * The period is cut wherever a fact of the tree changes; the tree is read on each piece with Kleene's three-valued
 * logic; a master applies for the days on which the tree holds. So a registration cancelled in mid-month owes the
 * part-month, and one fact that is unknown leaves the answer open only where it decides.
 */
import type { LocalDate } from './calendar.ts';
import { addDays, civil } from './calendar.ts';
import type { Leaf, LeafOp, Predicate } from './applicability-schema.ts';
import { fieldsOf } from './applicability-schema.ts';
import type { Fact, FactValue, Lookup } from './facts.ts';
import { factAsOf, piecesOf, readingDay } from './facts.ts';
import type { Period, Span } from './period.ts';

export type Verdict = 'applies' | 'does-not-apply' | 'undetermined';

/** One node of the stored answer to "why?". */
export type Explanation =
  | {
      readonly node: 'leaf';
      readonly verdict: Verdict;
      readonly field: string;
      readonly op: LeafOp;
      readonly expected: Leaf['value'];
      /** null: not known */
      readonly received: FactValue | null;
      readonly asOf: LocalDate;
      /** where the value is from, or why it is not known */
      readonly source: string;
      readonly needs: readonly string[];
    }
  | { readonly node: 'always'; readonly verdict: 'applies' }
  | {
      readonly node: 'all' | 'any' | 'not';
      readonly verdict: Verdict;
      readonly children: readonly Explanation[];
    };

export interface Applicability {
  readonly verdict: Verdict;
  /** First to last day on which it applies, or might where undetermined; null where it does not. */
  readonly span: Span | null;
  /** Days inside the span on which it does not: of one that left and came back, or where nobody knows. */
  readonly gaps: readonly Span[];
  /** Days of the period about which it cannot be said. */
  readonly open: readonly Span[];
  /** Fields to ask for, of every open day. */
  readonly missing: readonly string[];
  /** The reading of the piece that decided. */
  readonly explanation: Explanation;
}

/** @param span the days to look at, by default the whole period; `at-start` and `at-end` stay the period's own */
export function evaluateApplicability(
  predicate: Predicate,
  facts: readonly Fact[],
  period: Period,
  span: Span = period,
): Applicability {
  const all = [...facts, ...periodFacts(period)];
  const readings = piecesOf(span, all, fieldsOf(predicate)).map((piece) => ({
    piece,
    explanation: explain(predicate, all, period, piece),
  }));
  const open = readings.filter((r) => r.explanation.verdict === 'undetermined');
  for (const verdict of ['applies', 'undetermined'] as const) {
    const first = readings.findIndex((r) => r.explanation.verdict === verdict);
    const last = readings.findLastIndex((r) => r.explanation.verdict === verdict);
    if (first < 0) continue;
    const within = readings.slice(first, last + 1);
    return {
      verdict,
      span: { from: readings[first]!.piece.from, to: readings[last]!.piece.to },
      gaps: joined(within.filter((r) => r.explanation.verdict !== verdict)),
      open: joined(open),
      missing: [...new Set(open.flatMap((r) => missingOf(r.explanation)))].sort(),
      explanation: readings[first]!.explanation,
    };
  }
  const { explanation } = readings[0]!;
  return { verdict: 'does-not-apply', span: null, gaps: [], open: [], missing: [], explanation };
}

/** The days of the readings, adjoining ones in one span. */
function joined(readings: readonly { readonly piece: Span }[]): readonly Span[] {
  const spans: Span[] = [];
  for (const { piece } of readings) {
    const last = spans.at(-1);
    if (last !== undefined && addDays(last.to, 1) === piece.from)
      spans[spans.length - 1] = { from: last.from, to: piece.to };
    else spans.push(piece);
  }
  return spans;
}

/** What a period itself says: `period.monthInQuarter` 1 to 3, `period.month` 1 to 12 of its last day. */
export function periodFacts(period: Period): Fact[] {
  const month = civil(period.to).month;
  const fact = (field: string, value: FactValue): Fact => ({
    field,
    value,
    from: period.from,
    to: period.to,
    source: `period ${period.key}`,
  });
  return [
    fact('period.monthInQuarter', ((month + 8) % 3) + 1),
    fact('period.month', month),
    fact('period.kind', period.kind),
  ];
}

function explain(predicate: Predicate, facts: readonly Fact[], period: Period, piece: Span): Explanation {
  if ('always' in predicate) return { node: 'always', verdict: 'applies' };
  if ('not' in predicate) {
    const child = explain(predicate.not, facts, period, piece);
    return { node: 'not', verdict: opposite(child.verdict), children: [child] };
  }
  if ('field' in predicate) return explainLeaf(predicate, facts, period, piece);
  const node = 'all' in predicate ? 'all' : 'any';
  const parts = 'all' in predicate ? predicate.all : predicate.any;
  const children = parts.map((part) => explain(part, facts, period, piece));
  const decisive: Verdict = node === 'all' ? 'does-not-apply' : 'applies';
  const verdict = children.some((c) => c.verdict === decisive)
    ? decisive
    : children.some((c) => c.verdict === 'undetermined')
      ? 'undetermined'
      : opposite(decisive);
  return { node, verdict, children };
}

function explainLeaf(leaf: Leaf, facts: readonly Fact[], period: Period, piece: Span): Explanation {
  const edge = leaf.at === 'at-start' || leaf.at === 'at-end' ? leaf.at : null;
  const asOf = edge === null ? piece.from : readingDay(facts, leaf.field, edge, period);
  const lookup = factAsOf(facts, leaf.field, asOf);
  const holds = leafHolds(leaf, lookup);
  return {
    node: 'leaf',
    verdict: holds === null ? 'undetermined' : holds ? 'applies' : 'does-not-apply',
    field: leaf.field,
    op: leaf.op,
    expected: leaf.value,
    received: lookup.known ? lookup.value : null,
    asOf,
    source: lookup.known ? lookup.fact.source : lookup.why,
    needs: lookup.known ? (holds === null ? [leaf.field] : []) : lookup.needs,
  };
}

/** null: cannot be said, because the fact is unknown or of another type than the comparison. */
export function leafHolds(leaf: Leaf, lookup: Lookup): boolean | null {
  if (!lookup.known) return null;
  const { value } = lookup;
  switch (leaf.op) {
    case 'present':
      return (value !== false && value !== '') === leaf.value;
    case 'eq':
    case 'ne': {
      const same = isOneOf(value, [leaf.value]);
      return same === null ? null : same === (leaf.op === 'eq');
    }
    case 'in':
    case 'notIn': {
      const member = isOneOf(value, leaf.value);
      return member === null ? null : member === (leaf.op === 'in');
    }
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return ordered(leaf.op, value, leaf.value);
  }
}

/** A list fact is a member when one of its entries is. A fact of a type none of the values has cannot be compared. */
function isOneOf(value: FactValue, values: readonly (string | number | boolean)[]): boolean | null {
  const entries: readonly (string | number | boolean)[] = typeof value === 'object' ? value : [value];
  if (entries.some((entry) => values.includes(entry))) return true;
  const comparable = entries.length === 0 || values.some((v) => typeof v === typeof entries[0]);
  return comparable ? false : null;
}

/** Numbers by size, text (dates as YYYY-MM-DD) by code point. */
function ordered(op: 'lt' | 'lte' | 'gt' | 'gte', a: FactValue, b: number | string): boolean | null {
  if (typeof a !== typeof b || typeof a === 'object' || typeof a === 'boolean') return null;
  const order = a < b ? -1 : a > b ? 1 : 0;
  switch (op) {
    case 'lt':
      return order < 0;
    case 'lte':
      return order <= 0;
    case 'gt':
      return order > 0;
    case 'gte':
      return order >= 0;
  }
}

function opposite(verdict: Verdict): Verdict {
  return verdict === 'applies' ? 'does-not-apply' : verdict === 'does-not-apply' ? 'applies' : 'undetermined';
}

/** Fields whose ignorance leaves the node open; a branch already decided asks for nothing. */
function missingOf(explanation: Explanation): readonly string[] {
  if (explanation.verdict !== 'undetermined') return [];
  return explanation.node === 'leaf' ? explanation.needs : explanation.children.flatMap(missingOf);
}
