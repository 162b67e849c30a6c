/** How a period is written for people and for the GST portal. Keys are in `period.ts`. */
import { civil } from './calendar.ts';
import type { LocalDate } from './calendar.ts';
import { InvalidValue } from './invalid.ts';
import type { Period, Span } from './period.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** "Oct 2026", "Q2 FY 2026-27", "H1 2026", "FY 2026-27", "2026", "25 Nov 2026". */
export function periodLabel(period: Period): string {
  if (period.kind === 'event') return dateLabel(period.from);
  if (period.kind === 'month') return monthLabel(period.from);
  const year = period.basis === 'CY' ? String(period.year) : `FY ${period.key.slice(2, 9)}`;
  return period.slot === null ? year : `${period.slot} ${year}`;
}

/** "22 Nov 2026" */
export function dateLabel(date: LocalDate): string {
  return `${civil(date).day} ${monthLabel(date)}`;
}

/** "from 1 Aug 2026 to 14 Aug 2026", "on 1 Aug 2026" */
export function spanLabel({ from, to }: Span): string {
  return from === to ? `on ${dateLabel(from)}` : `from ${dateLabel(from)} to ${dateLabel(to)}`;
}

/** 1 = "Jan" */
export function monthName(month: number): string {
  return MONTHS[month - 1] ?? String(month);
}

/**
 * The GST portal's return period, MMYYYY: the month itself, the last month of a quarter or half, March of a year.
 * @throws InvalidValue for an event, which the portal knows no period for
 */
export function gstReturnPeriod(period: Period): string {
  if (period.kind === 'event')
    throw new InvalidValue('period.invalid', 'period', 'a month, quarter or year', period.key);
  return `${period.to.slice(5, 7)}${period.to.slice(0, 4)}`;
}

function monthLabel(date: LocalDate): string {
  const { year, month } = civil(date);
  return `${monthName(month)} ${year}`;
}
