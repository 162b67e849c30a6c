/**
 * Who files quarterly. QRMP (rule 61A, Notification 84/2020-CT) is a choice, open to those whose aggregate turnover of
 * the year before is up to 5 crore; who crosses it during a quarter keeps the quarter and files monthly from the next
 * one, and all of the next year.
 *
 * The masters do not ask for the choice: a GSTIN marked QRMP above 5 crore would then be neither monthly (the choice
 * says no) nor quarterly (the turnover says no), and would owe nothing in the system. They ask for
 * `gstin.filesQuarterly`, which this derives: true, false, or unknown with what is missing. It is one answer for a
 * quarter, except where the type of registration changes inside it: then each stretch has its own.
 */
import type { Derivation, Fact, Life, LocalDate, Lookup, Period, Span } from '@compliance-os/compliance';
import {
  addDays,
  clip,
  crore,
  earlier,
  factAsOf,
  factOver,
  financialYear,
  lastDayOfMonth,
  later,
  localDate,
  periodsOverlapping,
} from '@compliance-os/compliance';

export const QRMP_TURNOVER_LIMIT = crore(5);

/** Casual taxable persons and those outside s.39(1) have no QRMP. */
const ELIGIBLE_TYPES: readonly unknown[] = ['regular', 'sez-unit', 'sez-developer'];
const QRMP_START = localDate('2021-01-01');

export const filesQuarterly: Derivation = {
  produces: ['gstin.filesQuarterly'],
  needs: ['gstin.type', 'gstin.qrmp', 'gstin.aato', 'gstin.turnoverToDate'],
  derive: (facts, life, window) =>
    periodsOverlapping('quarterly', 'FY', window).flatMap((quarter) =>
      stretchesOf(facts, life, quarter).map((stretch): Fact => {
        const [value, why, needs] = decide(facts, quarter, stretch);
        return {
          field: 'gstin.filesQuarterly',
          value,
          from: stretch.from,
          to: stretch.to,
          source: `derived, rule 61A: ${why}`,
          ...(needs.length > 0 && { needs }),
        };
      }),
    ),
};

interface Stretch extends Span {
  readonly type: Lookup;
}

/** The days of the quarter that the registration lived, cut where it comes to or goes from a type that may choose. */
function stretchesOf(facts: readonly Fact[], life: Life, quarter: Period): readonly Stretch[] {
  const lived = clip(quarter, life.from, life.to);
  const stretches: Stretch[] = [];
  for (const { from, to, lookup: type } of lived === null ? [] : factOver(facts, 'gstin.type', lived)) {
    const last = stretches.at(-1);
    if (last !== undefined && mayChoose(last.type) === mayChoose(type))
      stretches[stretches.length - 1] = { ...last, to };
    else stretches.push({ from, to, type });
  }
  return stretches;
}

/** null: the type is not known */
const mayChoose = (type: Lookup): boolean | null => (type.known ? ELIGIBLE_TYPES.includes(type.value) : null);

type Decision = readonly [value: boolean | null, why: string, needs: readonly string[]];

function decide(facts: readonly Fact[], quarter: Period, { type, from, to }: Stretch): Decision {
  if (from < QRMP_START) return [false, 'QRMP began on 2021-01-01', []];
  if (type.known && mayChoose(type) === false) return [false, `no QRMP for ${String(type.value)}`, []];
  const closes = choiceCloses(quarter, { from, to });
  const choice = factAsOf(facts, 'gstin.qrmp', closes);
  if (choice.known && choice.value !== true) return [false, `QRMP not chosen by ${closes}`, []];
  const aato = factAsOf(facts, 'gstin.aato', from);
  if (above(aato))
    return [false, 'turnover of the year before above 5 crore, so monthly whatever is chosen', []];
  if (!aato.known && crossedTheYearBefore(facts, from))
    return [false, '5 crore were crossed in the year before, so monthly whatever is chosen', []];
  const toDate = runningTurnover(facts, from);
  if (above(toDate)) return [false, `turnover above 5 crore by ${from}, so monthly whatever is chosen`, []];
  const needs = [type, choice, aato, toDate].flatMap((lookup) => (lookup.known ? [] : lookup.needs));
  return needs.length > 0
    ? [null, `${needs.join(', ')} not known`, needs]
    : [true, `QRMP chosen by ${closes}, turnover up to 5 crore`, []];
}

/**
 * The window for a quarter is open to the last day of its first month. Who is registered, or leaves composition, later
 * in the quarter chooses on that day (Circular 143/13/2020 lets both choose for the quarter they enter in).
 */
function choiceCloses(quarter: Period, { from, to }: Span): LocalDate {
  return earlier(later(lastDayOfMonth(quarter.from), from), to);
}

/** The final figure is not in yet, but it cannot be below what was reached. */
function crossedTheYearBefore(facts: readonly Fact[], day: LocalDate): boolean {
  const before = financialYear(addDays(financialYear(day).from, -1));
  return factOver(facts, 'gstin.turnoverToDate', before).some(({ lookup }) => above(lookup));
}

/** Nobody records the running turnover daily: what was never recorded for the day has not crossed. Unknown stays open. */
function runningTurnover(facts: readonly Fact[], day: LocalDate): Lookup {
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
