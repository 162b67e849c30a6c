/**
 * Facts that are about a financial year, such as its turnover: whatever day they were written down, they say something
 * about that year and nothing about the next.
 */
import type { LocalDate } from './calendar.ts';
import { addDays, earlier } from './calendar.ts';
import type { Problem } from './invalid.ts';
import type { Span } from './period.ts';
import { periodContaining } from './period.ts';

/**
 * What a field is about. `financial-year`: all of the year that its first day lies in. `closed-financial-year`: the
 * same, of a figure that is final only when the year is over. `financial-year-to-date`: from its first day to the end of
 * that year, such as a running total.
 */
export type FactScope = 'financial-year' | 'closed-financial-year' | 'financial-year-to-date';

/** The days that a statement is about, by the scope of its field. */
export function daysOfStatement(scope: FactScope, from: LocalDate, to: LocalDate | null): Span {
  const year = financialYear(from);
  if (scope !== 'financial-year-to-date') return year;
  return { from, to: to === null ? year.to : earlier(to, year.to) };
}

/** Refuses a statement about more than one year, and a final figure of a year that is not over on the day of `today`. */
export function statementProblem(
  scope: FactScope,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate | null },
  today: LocalDate,
): Problem | null {
  const year = financialYear(from);
  if (to !== null && to > year.to)
    return {
      path: 'to',
      expected: `a day up to ${year.to}: it is about one financial year`,
      received: to,
    };
  if (scope === 'closed-financial-year' && year.to >= today) {
    const last = financialYear(addDays(financialYear(today).from, -1));
    return {
      path: 'from',
      expected: `a day of a financial year that is over, the last from ${last.from} to ${last.to}`,
      received: from,
    };
  }
  return null;
}

export function financialYear(day: LocalDate): Span {
  const { from, to } = periodContaining('annual', 'FY', day);
  return { from, to };
}
