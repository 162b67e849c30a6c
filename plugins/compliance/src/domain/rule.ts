/**
 * When is it due? One pure function from a rule and what is known to a statutory date.
 *
 * Dates never move for a Sunday or a holiday: the laws covered have no such rule, and the government notifies when it
 * wants a shift (`extension.ts`).
 */
import type { Leaf } from './applicability-schema.ts';
import { leafHolds } from './applicability.ts';
import type { LocalDate } from './calendar.ts';
import { addDays, addMonths, civil, dayOfMonth, fyStartYear, weekday } from './calendar.ts';
import type { Fact } from './facts.ts';
import { factAsOf, readingDay } from './facts.ts';
import type { Period } from './period.ts';
import type { DayOfYear, OneOfRule, Rule, VariantRule } from './rule-schema.ts';

export interface RuleInput {
  /** The whole period its key names, also where the subject covers only a part of it. */
  readonly period: Period;
  readonly facts: readonly Fact[];
  /** Day of each event that belongs to this instance, by event name. */
  readonly events: Readonly<Record<string, LocalDate>>;
  /** Dates of other masters for the same subject and period, by code. */
  readonly masterDates: Readonly<Record<string, LocalDate>>;
  /** Days besides Sundays on which no work is done, for working-days-after. */
  readonly holidays?: ReadonlySet<LocalDate>;
}

export type Awaited =
  | { readonly what: 'event'; readonly name: string }
  | { readonly what: 'fact'; readonly name: string }
  | { readonly what: 'master'; readonly name: string };

/** How firm a date shown while something is awaited is. */
export type ExpectedDate = {
  readonly date: LocalDate;
  /**
   * statutory-latest: it cannot be later. statutory-earliest: it cannot be earlier. assumed: what is awaited is taken
   * to happen on its usual day.
   */
  readonly why: 'statutory-latest' | 'statutory-earliest' | 'assumed';
};

export interface Step {
  readonly text: string;
  readonly date: LocalDate | null;
}

export type DueDate =
  | {
      readonly kind: 'date';
      readonly date: LocalDate;
      /** the law's own date, which one of these would bring forward */
      readonly unless?: readonly Awaited[];
      readonly trace: readonly Step[];
    }
  | {
      readonly kind: 'awaits';
      readonly awaits: readonly Awaited[];
      readonly expected: ExpectedDate | null;
      readonly trace: readonly Step[];
    }
  | {
      readonly kind: 'no-date';
      /** no-rule: the master has none. not-in-cycle: nothing falls due for this period. */
      readonly why: 'no-rule' | 'not-in-cycle';
      readonly trace: readonly Step[];
    };

export function evaluateRule(rule: Rule, input: RuleInput): DueDate {
  const { period } = input;
  switch (rule.kind) {
    case 'day-of-following-month': {
      const { year, month } = civil(period.to);
      const override = rule.overrides?.find((o) => o.when.periodEndMonth === month)?.rule;
      const { day, monthsAfter } = override ?? rule;
      const why = override ? `period ends in month ${month}: ` : '';
      return onDate(
        dayOfMonth(year, month + monthsAfter, day),
        `${why}day ${day}, ${monthsAfter} month(s) after the period`,
      );
    }
    case 'last-day-of-following-month': {
      const { year, month } = civil(period.to);
      return onDate(
        dayOfMonth(year, month + rule.monthsAfter, 31),
        `last day of the month, ${rule.monthsAfter} month(s) after the period`,
      );
    }
    case 'fixed':
      return onDate(dayOfYear(rule, period), `fixed day of the year starting ${period.year}`);
    case 'fixed-by-period': {
      const date = slotDate(rule.dates, period);
      return date === undefined
        ? { kind: 'no-date', why: 'not-in-cycle', trace: [{ text: `no date for ${period.key}`, date: null }] }
        : onDate(dayOfYear(date, period), `fixed day of ${period.slot}`);
    }
    case 'days-after-period-end':
      return onDate(
        addDays(period.to, rule.days),
        `${rule.days} days after the period ended on ${period.to}`,
      );
    case 'offset-from-fy-start-days': {
      const start = dayOfMonth(fyStartYear(period.from), 4, 1);
      return onDate(addDays(start, rule.days), `${rule.days} days after ${start}`);
    }
    case 'days-after':
      return fromEvent(rule, input, `${rule.days} days after`, (day) => addDays(day, rule.days));
    case 'months-after':
      return fromEvent(rule, input, `${rule.months} months after`, (day) => addMonths(day, rule.months));
    case 'working-days-after':
      return fromEvent(rule, input, `${rule.days} working days after`, (day) =>
        addWorkingDays(day, rule.days, input.holidays),
      );
    case 'before-event':
      return fromEvent(rule, input, `${rule.daysBefore} days before`, (day) =>
        addDays(day, -rule.daysBefore),
      );
    case 'max-gap':
      return fromEvent(rule, input, `at most ${rule.days} days after`, (day) => addDays(day, rule.days));
    case 'relative-to-event': {
      const known = input.events[rule.event];
      if (known !== undefined)
        return onDate(
          addDays(known, -rule.daysBefore),
          `${rule.daysBefore} days before ${rule.event} on ${known}`,
        );
      const latest = rule.targetLatest === undefined ? null : dayOfYear(rule.targetLatest, period);
      return awaiting(
        { what: 'event', name: rule.event },
        latest === null ? null : { date: latest, why: 'statutory-latest' },
      );
    }
    case 'relative-to-master': {
      const target = input.masterDates[rule.master];
      if (target === undefined) return awaiting({ what: 'master', name: rule.master }, null);
      return onDate(
        addDays(target, -rule.daysBefore),
        `${rule.daysBefore} days before ${rule.master} of ${target}`,
      );
    }
    case 'min-gap': {
      const previous = input.events[rule.event];
      const text =
        previous === undefined ? `${rule.event} not known` : `not before ${addDays(previous, rule.days)}`;
      return onDate(period.to, `within the period; ${text}`);
    }
    case 'every-n-years':
      return everyNYears(rule, input);
    case 'variant':
      return variant(rule, input);
    case 'earlier-of':
      return earlierOf(rule, input);
    case 'later-of':
      return laterOf(rule, input);
    case 'absolute':
      return onDate(rule.date, 'the date the law names');
    case 'none':
      return { kind: 'no-date', why: 'no-rule', trace: [{ text: rule.reason, date: null }] };
  }
}

/** The date to plan by: the due date, or what is expected while something is awaited. */
export function plannedDate(due: DueDate): LocalDate | null {
  return due.kind === 'date' ? due.date : due.kind === 'awaits' ? (due.expected?.date ?? null) : null;
}

export function dayOfYear(at: DayOfYear, period: Period): LocalDate {
  return dayOfMonth(period.year + at.yearOffset, at.month, at.day === 'last' ? 31 : at.day);
}

function onDate(date: LocalDate, text: string): DueDate {
  return { kind: 'date', date, trace: [{ text, date }] };
}

function awaiting(what: Awaited, expected: ExpectedDate | null): DueDate {
  const text = `${what.what} ${what.name} is not known${expected === null ? '' : `; expected (${expected.why})`}`;
  return { kind: 'awaits', awaits: [what], expected, trace: [{ text, date: expected?.date ?? null }] };
}

type EventRule = { readonly event: string; readonly assumedEventDate?: DayOfYear | undefined };

function fromEvent(
  rule: EventRule,
  input: RuleInput,
  text: string,
  count: (day: LocalDate) => LocalDate,
): DueDate {
  const day = input.events[rule.event];
  if (day !== undefined) return onDate(count(day), `${text} ${rule.event} on ${day}`);
  const assumed = rule.assumedEventDate === undefined ? null : dayOfYear(rule.assumedEventDate, input.period);
  return awaiting(
    { what: 'event', name: rule.event },
    assumed === null ? null : { date: count(assumed), why: 'assumed' },
  );
}

function slotDate(dates: Readonly<Record<string, DayOfYear>>, period: Period): DayOfYear | undefined {
  return period.slot === null ? undefined : dates[period.slot];
}

function addWorkingDays(
  from: LocalDate,
  days: number,
  holidays: ReadonlySet<LocalDate> | undefined,
): LocalDate {
  let day = from;
  for (let left = days; left > 0;) {
    day = addDays(day, 1);
    if (weekday(day) !== 7 && holidays?.has(day) !== true) left -= 1;
  }
  return day;
}

/** n full years follow the year of the event; the date after the n-th is the first, then every n years. */
function everyNYears(rule: Extract<Rule, { kind: 'every-n-years' }>, input: RuleInput): DueDate {
  const due = dayOfYear(rule, input.period);
  const firstYear = civil(rule.firstDue).year;
  const event = input.events[rule.event];
  const first =
    event === undefined ? firstYear : Math.max(firstYear, fyStartYear(event) + rule.n + rule.yearOffset);
  const year = civil(due).year;
  const inCycle = year >= first && (year - first) % rule.n === 0;
  if (event === undefined) {
    return awaiting({ what: 'event', name: rule.event }, inCycle ? { date: due, why: 'assumed' } : null);
  }
  if (inCycle)
    return onDate(due, `every ${rule.n} years, first in ${first}, counted from ${rule.event} on ${event}`);
  return {
    kind: 'no-date',
    why: 'not-in-cycle',
    trace: [{ text: `not a year of the cycle of ${first}`, date: null }],
  };
}

/** While the fact is unknown, or names no branch, the earliest date of any branch is shown. */
function variant(rule: VariantRule, input: RuleInput): DueDate {
  const day = readingDay(input.facts, rule.by, rule.at ?? 'at-end', input.period);
  const lookup = factAsOf(input.facts, rule.by, day);
  const branch = rule.branches.find((b) => leafHolds({ field: rule.by, ...b.when } as Leaf, lookup) === true);
  if (branch) {
    const due = evaluateRule(branch.rule, input);
    const shown = lookup.known ? String(lookup.value) : 'unknown';
    return { ...due, trace: [{ text: `${rule.by} is ${shown}: ${branch.name}`, date: null }, ...due.trace] };
  }
  const open = rule.branches.map((b) => evaluateRule(b.rule, input));
  const expected = earliest(open);
  const why = lookup.known
    ? (rule.unmapped ?? `no branch for ${String(lookup.value)}`)
    : `${rule.by} is not known`;
  return {
    kind: 'awaits',
    awaits: [{ what: 'fact', name: rule.by }],
    expected: expected === null ? null : { date: expected.date, why: 'assumed' },
    trace: [{ text: `${why}; the earliest of its branches is shown`, date: expected?.date ?? null }],
  };
}

/** What is awaited can only bring the date forward: one that the law names stands until then. */
function earlierOf(rule: OneOfRule, input: RuleInput): DueDate {
  const parts = rule.rules.map((part) => evaluateRule(part, input));
  const trace = parts.flatMap((part) => part.trace);
  const awaits = awaitedBy(parts);
  const best = earliest(parts);
  const firm = earliest(parts.filter(({ kind }) => kind === 'date'));
  if (firm !== null && firm.date === best?.date)
    return {
      kind: 'date',
      date: firm.date,
      ...(awaits.length > 0 && { unless: awaits }),
      trace: [
        ...trace,
        { text: awaits.length > 0 ? 'the date that stands until then' : 'the earlier', date: firm.date },
      ],
    };
  if (awaits.length > 0) return { kind: 'awaits', awaits, expected: best, trace };
  return { kind: 'no-date', why: 'not-in-cycle', trace };
}

/** What is awaited can only put the date off: the one shown is the earliest that it can be. */
function laterOf(rule: OneOfRule, input: RuleInput): DueDate {
  const parts = rule.rules.map((part) => evaluateRule(part, input));
  const trace = parts.flatMap((part) => part.trace);
  const dates = parts.flatMap((part) => (part.kind === 'date' ? [part.date] : []));
  const firm = dates.reduce<LocalDate | null>((a, b) => (a === null || b > a ? b : a), null);
  const awaits = awaitedBy(parts);
  const open = parts.flatMap((part) => (part.kind === 'awaits' ? [part] : []));
  if (open.length === 0) {
    if (firm === null) return { kind: 'no-date', why: 'not-in-cycle', trace };
    return {
      kind: 'date',
      date: firm,
      ...(awaits.length > 0 && { unless: awaits }),
      trace: [...trace, { text: 'the later', date: firm }],
    };
  }
  const forecast = open
    .flatMap(({ expected }) => (expected === null ? [] : [expected.date]))
    .sort()
    .at(-1);
  const expected: ExpectedDate | null =
    forecast !== undefined && (firm === null || forecast > firm)
      ? { date: forecast, why: 'assumed' }
      : firm === null
        ? null
        : { date: firm, why: 'statutory-earliest' };
  return { kind: 'awaits', awaits, expected, trace };
}

function awaitedBy(parts: readonly DueDate[]): readonly Awaited[] {
  return parts.flatMap((part) =>
    part.kind === 'awaits' ? part.awaits : part.kind === 'date' ? (part.unless ?? []) : [],
  );
}

/** Earliest of known and expected dates; on one day the firmer reading stands. */
function earliest(parts: readonly DueDate[]): ExpectedDate | null {
  let best: ExpectedDate | null = null;
  for (const part of parts) {
    const next: ExpectedDate | null =
      part.kind === 'date'
        ? { date: part.date, why: 'statutory-latest' }
        : part.kind === 'awaits'
          ? part.expected
          : null;
    if (next === null) continue;
    const firmer = best !== null && next.date === best.date && next.why === 'statutory-latest';
    if (best === null || next.date < best.date || firmer) best = next;
  }
  return best;
}
