/**
 * Periods and their canonical keys.
 *
 *   2026-10          month                        FY2026-27/Q2   quarter of a financial year
 *   FY2026-27/H1     half of a financial year     FY2026-27      financial year
 *   CY2026  CY2026/H1  CY2026/Q1                  calendar year, half, quarter
 *   event:<id>       one occurrence of an event, on its own day
 *
 * A key always names the whole period. What a subject really covers of it (registered or cancelled on the way)
 * stands beside the key as a `Span`.
 */
import { z } from 'zod';
import type { LocalDate } from './calendar.ts';
import {
  addDays,
  civil,
  dateOf,
  dayOfMonth,
  earlier,
  fyStartYear,
  lastDayOfMonth,
  later,
} from './calendar.ts';
import { InvalidValue } from './invalid.ts';

export const FREQUENCIES = ['monthly', 'quarterly', 'half-yearly', 'annual', 'event', 'one-time'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** FY: April to March. CY: January to December. */
export type YearBasis = 'FY' | 'CY';
export type PeriodKind = 'month' | 'quarter' | 'half' | 'year' | 'event';

export interface Period {
  readonly key: string;
  readonly kind: PeriodKind;
  readonly basis: YearBasis;
  /** Calendar year in which the period's financial or calendar year starts. */
  readonly year: number;
  /** Q1 to Q4, H1 to H2; null for month, year and event. */
  readonly slot: PeriodSlot | null;
  /** First and last day, both inside. */
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export type PeriodSlot = 'Q1' | 'Q2' | 'Q3' | 'Q4' | 'H1' | 'H2';

export interface Span {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

const EVENT_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;
const FORMS = '2026-10, FY2026-27, FY2026-27/Q2, FY2026-27/H1, CY2026, CY2026/H1 or event:<id>';

/** A key of a period with a calendar meaning, or of an event. */
export const PeriodKeySchema = z.string().refine((key) => isPeriodKey(key), {
  error: (issue) => `expected ${FORMS}, received ${JSON.stringify(issue.input)}`,
});

/**
 * Reads a canonical key. An event key has no dates of its own: give the day of the occurrence.
 * @throws InvalidValue `period.invalid`
 */
export function parsePeriod(key: string, eventDate?: LocalDate): Period {
  if (key.startsWith('event:')) return eventPeriod(key.slice(6), eventDate);
  const month = /^(\d{4})-(\d{2})$/.exec(key);
  if (month) return monthPeriod(Number(month[1]), Number(month[2]));
  const year = /^(FY|CY)(\d{4})(?:-(\d{2}))?(?:\/(Q[1-4]|H[12]))?$/.exec(key);
  if (!year) throw new InvalidValue('period.invalid', 'period', FORMS, key);
  const basis = year[1] as YearBasis;
  const start = Number(year[2]);
  const slot = (year[4] as PeriodSlot | undefined) ?? null;
  const period = yearPeriod(basis, start, slot);
  if (period.key !== key) throw new InvalidValue('period.invalid', 'period', `"${period.key}"`, key);
  return period;
}

export function isPeriodKey(key: string): boolean {
  if (key.startsWith('event:')) return EVENT_ID.test(key.slice(6));
  try {
    parsePeriod(key);
    return true;
  } catch {
    return false;
  }
}

export function monthPeriod(year: number, month: number): Period {
  if (month < 1 || month > 12) throw new InvalidValue('period.invalid', 'period.month', '01 to 12', month);
  const from = dateOf(year, month, 1);
  const to = lastDayOfMonth(from);
  return { key: from.slice(0, 7), kind: 'month', basis: 'FY', year: fyStartYear(from), slot: null, from, to };
}

/** A financial or calendar year, or a quarter or half of it. */
export function yearPeriod(basis: YearBasis, year: number, slot: PeriodSlot | null = null): Period {
  const label = basis === 'CY' ? `CY${year}` : `FY${year}-${String((year + 1) % 100).padStart(2, '0')}`;
  const months = slot === null ? 12 : slot.startsWith('Q') ? 3 : 6;
  const startMonth = (basis === 'FY' ? 4 : 1) + (slot === null ? 0 : (Number(slot[1]) - 1) * months);
  const from = dayOfMonth(year, startMonth, 1);
  const to = addDays(dayOfMonth(year, startMonth + months, 1), -1);
  const kind = slot === null ? 'year' : months === 3 ? 'quarter' : 'half';
  return { key: slot === null ? label : `${label}/${slot}`, kind, basis, year, slot, from, to };
}

/** @throws InvalidValue `period.invalid` without a date, which the key does not carry */
export function eventPeriod(id: string, date?: LocalDate): Period {
  if (!EVENT_ID.test(id))
    throw new InvalidValue('period.invalid', 'period.event', 'letters, digits, . _ : -', id);
  if (date === undefined) throw new InvalidValue('period.invalid', 'period.date', 'the day of the event', id);
  return {
    key: `event:${id}`,
    kind: 'event',
    basis: 'FY',
    year: fyStartYear(date),
    slot: null,
    from: date,
    to: date,
  };
}

/** The period of a frequency that contains the day. Events have no such period. */
export function periodContaining(frequency: Frequency, basis: YearBasis, day: LocalDate): Period {
  const { year, month } = civil(day);
  const start = basis === 'FY' ? fyStartYear(day) : year;
  const index = basis === 'FY' ? (month + 8) % 12 : month - 1;
  switch (frequency) {
    case 'monthly':
      return monthPeriod(year, month);
    case 'quarterly':
      return yearPeriod(basis, start, `Q${Math.floor(index / 3) + 1}` as PeriodSlot);
    case 'half-yearly':
      return yearPeriod(basis, start, `H${Math.floor(index / 6) + 1}` as PeriodSlot);
    case 'annual':
      return yearPeriod(basis, start);
    case 'event':
    case 'one-time':
      throw new InvalidValue('period.invalid', 'frequency', 'a calendar frequency', frequency);
  }
}

/** Whether a master of this frequency has instances for this period: a quarterly one has none for a month. */
export function isPeriodOf(period: Period, frequency: Frequency, basis: YearBasis): boolean {
  if (frequency === 'event' || frequency === 'one-time') return period.kind === 'event';
  return period.kind !== 'event' && periodContaining(frequency, basis, period.from).key === period.key;
}

/** Every period of a calendar frequency that shares a day with the window, in order. */
export function periodsOverlapping(frequency: Frequency, basis: YearBasis, window: Span): Period[] {
  const periods: Period[] = [];
  if (frequency === 'event' || frequency === 'one-time') return periods;
  for (let day = window.from; day <= window.to; day = addDays(periods.at(-1)!.to, 1)) {
    periods.push(periodContaining(frequency, basis, day));
  }
  return periods;
}

/** The days of a period on which something held, or null where it never did. `to: null` means still holding. */
export function clip(period: Span, from: LocalDate, to: LocalDate | null): Span | null {
  const start = later(period.from, from);
  const end = to === null ? period.to : earlier(period.to, to);
  return start > end ? null : { from: start, to: end };
}

export function spansOverlap(a: Span, b: Span): boolean {
  return a.from <= b.to && b.from <= a.to;
}

export function isWithin(inner: Span, outer: Span): boolean {
  return inner.from >= outer.from && inner.to <= outer.to;
}
