/**
 * Refuses, when a master is written, a rule that could not give a date later: a day that does not exist in the month
 * it falls in, slots its periods do not have, branches that never hold. Every problem is reported, not the first.
 */
import { daysInMonth } from './calendar.ts';
import type { Problem } from './invalid.ts';
import type { Frequency, YearBasis } from './period.ts';
import type { DayOfYear, Rule } from './rule-schema.ts';

const COMMON_YEAR = 2026;
const SLOTS: Partial<Record<Frequency, string>> = { quarterly: 'Q1 to Q4', 'half-yearly': 'H1 and H2' };

/** @param frequency and basis of the master; without them every month may end a period */
export function ruleProblems(
  rule: Rule,
  frequency?: Frequency,
  basis: YearBasis = 'FY',
  path = 'rule',
): Problem[] {
  switch (rule.kind) {
    case 'day-of-following-month': {
      const overridden = new Set(rule.overrides?.map((o) => o.when.periodEndMonth));
      const own = endMonths(frequency, basis).filter((month) => !overridden.has(month));
      return [
        ...dayProblems(rule.day, rule.monthsAfter, own, path),
        ...(rule.overrides ?? []).flatMap((o, i) => [
          ...dayProblems(
            o.rule.day,
            o.rule.monthsAfter,
            [o.when.periodEndMonth],
            `${path}.overrides[${i}].rule`,
          ),
          ...unreachable(
            o.when.periodEndMonth,
            frequency,
            basis,
            `${path}.overrides[${i}].when.periodEndMonth`,
          ),
        ]),
      ];
    }
    case 'fixed':
    case 'every-n-years':
      return dayOfYearProblems(rule, path);
    case 'fixed-by-period': {
      const slots = Object.keys(rule.dates);
      const wanted =
        frequency === undefined ? undefined : (SLOTS[frequency] ?? 'a quarterly or half-yearly master');
      const fits = frequency === undefined || SLOTS[frequency]?.startsWith(slots[0]!.charAt(0)) === true;
      return [
        ...(fits ? [] : [{ path: `${path}.dates`, expected: wanted!, received: slots.join(', ') }]),
        ...Object.entries(rule.dates).flatMap(([slot, date]) =>
          dayOfYearProblems(date, `${path}.dates.${slot}`),
        ),
      ];
    }
    case 'days-after':
    case 'months-after':
    case 'working-days-after':
    case 'before-event':
      return rule.assumedEventDate
        ? dayOfYearProblems(rule.assumedEventDate, `${path}.assumedEventDate`)
        : [];
    case 'relative-to-event':
      return rule.targetLatest ? dayOfYearProblems(rule.targetLatest, `${path}.targetLatest`) : [];
    case 'variant': {
      if (rule.branches.length === 0) return [problem(`${path}.branches`, 'at least one branch', 'none')];
      const names = rule.branches.map((b) => b.name);
      return rule.branches.flatMap((branch, i) => [
        ...(names.indexOf(branch.name) === i
          ? []
          : [problem(`${path}.branches[${i}].name`, 'a name of its own', branch.name)]),
        ...dateless(branch.rule, `${path}.branches[${i}].rule`),
        ...ruleProblems(branch.rule, frequency, basis, `${path}.branches[${i}].rule`),
      ]);
    }
    case 'earlier-of':
    case 'later-of':
      if (rule.rules.length < 2)
        return [problem(`${path}.rules`, 'at least two rules', String(rule.rules.length))];
      return rule.rules.flatMap((part, i) => [
        ...dateless(part, `${path}.rules[${i}]`),
        ...ruleProblems(part, frequency, basis, `${path}.rules[${i}]`),
      ]);
    case 'last-day-of-following-month':
    case 'days-after-period-end':
    case 'offset-from-fy-start-days':
    case 'relative-to-master':
    case 'max-gap':
    case 'min-gap':
    case 'absolute':
    case 'none':
      return [];
  }
}

/** Months in which a period of the frequency can end; an event can fall in any. */
function endMonths(frequency: Frequency | undefined, basis: YearBasis): readonly number[] {
  switch (frequency) {
    case 'quarterly':
      return [3, 6, 9, 12];
    case 'half-yearly':
      return basis === 'FY' ? [3, 9] : [6, 12];
    case 'annual':
      return basis === 'FY' ? [3] : [12];
    case 'monthly':
    case 'event':
    case 'one-time':
    case undefined:
      return [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  }
}

function dayProblems(day: number, monthsAfter: number, ends: readonly number[], path: string): Problem[] {
  const short = ends.filter((end) => day > daysInMonth(COMMON_YEAR, ((end - 1 + monthsAfter) % 12) + 1));
  if (short.length === 0) return [];
  const shown = `${day}, which does not exist ${monthsAfter} month(s) after a period ending in month ${short.join(', ')}`;
  return [problem(`${path}.day`, 'a day every target month has (or last-day-of-following-month)', shown)];
}

function dayOfYearProblems(date: DayOfYear, path: string): Problem[] {
  const days = daysInMonth(COMMON_YEAR, date.month);
  if (date.day === 'last' || date.day <= days) return [];
  return [problem(`${path}.day`, `1 to ${days} in month ${date.month}, or "last"`, String(date.day))];
}

function unreachable(
  month: number,
  frequency: Frequency | undefined,
  basis: YearBasis,
  path: string,
): Problem[] {
  const ends = endMonths(frequency, basis);
  return ends.includes(month)
    ? []
    : [problem(path, `a month in which a period ends (${ends.join(', ')})`, String(month))];
}

function dateless(rule: Rule, path: string): Problem[] {
  return rule.kind === 'none' ? [problem(`${path}.kind`, 'a rule that gives a date', 'none')] : [];
}

function problem(path: string, expected: string, received: string): Problem {
  return { path, expected, received };
}
