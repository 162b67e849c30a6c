/**
 * Who files quarterly. QRMP (rule 61A, Notification 84/2020-CT) is a choice, open to those whose aggregate turnover is
 * up to 5 crore; who crosses it during a quarter keeps the quarter and files monthly from the next one.
 *
 * The masters do not ask for the choice: a GSTIN marked QRMP above 5 crore would then be neither monthly (the choice
 * says no) nor quarterly (the turnover says no), and would owe nothing in the system. They ask for
 * `gstin.filesQuarterly`, which this derives for each whole quarter: true, false, or unknown with what is missing.
 */
import type { Derivation, Fact, Life, Lookup, Period, Span } from '@compliance-os/compliance';
import {
  clip,
  crore,
  factAsOf,
  factOver,
  later,
  localDate,
  periodsOverlapping,
} from '@compliance-os/compliance';
import type { LocalDate } from '@compliance-os/compliance';

export const QRMP_TURNOVER_LIMIT = crore(5);

/** Casual taxable persons and those outside s.39(1) have no QRMP. */
const ELIGIBLE_TYPES = ['regular', 'sez-unit', 'sez-developer'];
const QRMP_START = localDate('2021-01-01');

export const filesQuarterly: Derivation = {
  produces: ['gstin.filesQuarterly'],
  needs: ['gstin.type', 'gstin.qrmp', 'gstin.aato', 'gstin.turnoverToDate'],
  derive(facts, life, window) {
    return periodsOverlapping('quarterly', 'FY', window).flatMap((quarter) => {
      const span = clip(quarter, life.from, life.to);
      return span === null ? [] : [factOfQuarter(facts, life, quarter, span)];
    });
  },
};

function factOfQuarter(facts: readonly Fact[], life: Life, quarter: Period, span: Span): Fact {
  const day = decisiveDay(facts, life, quarter, span);
  const [value, why, needs] = filesQuarterlyOn(facts, day);
  const source = `derived, rule 61A, as of ${day}: ${why}`;
  return {
    field: 'gstin.filesQuarterly',
    value,
    from: quarter.from,
    to: quarter.to,
    source,
    ...(needs.length > 0 && { needs }),
  };
}

/**
 * The first day of the quarter; for one registered in it, or leaving composition in it, that day (Circular 143/13/2020
 * lets both choose for the quarter they enter in).
 */
function decisiveDay(facts: readonly Fact[], life: Life, quarter: Period, span: Span): LocalDate {
  const start = later(quarter.from, life.from);
  const types = factOver(facts, 'gstin.type', span);
  const entered = types.find((t) => t.lookup.known && ELIGIBLE_TYPES.includes(String(t.lookup.value)));
  return entered === undefined ? start : later(start, entered.from);
}

type Decision = readonly [value: boolean | null, why: string, needs: readonly string[]];

function filesQuarterlyOn(facts: readonly Fact[], day: LocalDate): Decision {
  if (day < QRMP_START) return [false, 'QRMP began on 2021-01-01', []];
  const type = factAsOf(facts, 'gstin.type', day);
  if (type.known && !ELIGIBLE_TYPES.includes(String(type.value)))
    return [false, `no QRMP for ${String(type.value)}`, []];
  const choice = factAsOf(facts, 'gstin.qrmp', day);
  if (choice.known && choice.value !== true) return [false, 'QRMP not chosen', []];
  const aato = factAsOf(facts, 'gstin.aato', day);
  const toDate = currentTurnover(facts, day);
  if (above(aato) || above(toDate))
    return [false, 'turnover above 5 crore, so monthly whatever is chosen', []];
  const needs = [type, choice, aato, toDate].flatMap((lookup) => (lookup.known ? [] : lookup.needs));
  return needs.length > 0
    ? [null, `${needs.join(', ')} not known`, needs]
    : [true, 'QRMP chosen, turnover up to 5 crore', []];
}

/** Nobody records the running turnover daily: what was never recorded for the day has not crossed. Unknown stays open. */
function currentTurnover(facts: readonly Fact[], day: LocalDate): Lookup {
  const lookup = factAsOf(facts, 'gstin.turnoverToDate', day);
  if (lookup.known || lookup.why === 'recorded-as-unknown') return lookup;
  const fact: Fact = {
    field: 'gstin.turnoverToDate',
    value: 0,
    from: day,
    to: day,
    source: 'no crossing recorded',
  };
  return { known: true, value: 0, fact };
}

function above(lookup: Lookup): boolean {
  return lookup.known && typeof lookup.value === 'number' && lookup.value > QRMP_TURNOVER_LIMIT;
}
