/**
 * Civil dates of the Indian calendar, by whole-number arithmetic.
 *
 * A due date is a calendar date in Asia/Kolkata, never an instant, so nothing here builds a `Date`: the result
 * cannot depend on the time zone of the process. India has had one offset without daylight saving since 1945.
 */
import { z } from 'zod';
import { InvalidValue } from './invalid.ts';

/** 'YYYY-MM-DD', an existing day in IST. Compares correctly as text: `a < b` means a is earlier. */
/** A day that a business deals in. Far sentinels such as 9999-12-31 are refused: an open end is said by leaving it open. */
export const LocalDateSchema = z.iso
  .date()
  .refine((day) => day >= '1900-01-01' && day <= '2200-12-31', 'expected a day from 1900 to 2200')
  .brand<'LocalDate'>();
export type LocalDate = z.output<typeof LocalDateSchema>;

/** ISO weekday: 1 Monday … 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface CivilDate {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  /** 1 to 31 */
  readonly day: number;
}

const IST_OFFSET_MS = 19_800_000;
const DAY_MS = 86_400_000;

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** @throws InvalidValue `date.invalid` for a day that does not exist or a year outside 1 to 9999 */
export function dateOf(year: number, month: number, day: number): LocalDate {
  const text = format(year, month, day);
  const exists =
    year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  if (!exists) throw new InvalidValue('date.invalid', 'date', 'an existing calendar day', text);
  return text;
}

/** @throws InvalidValue `date.invalid` */
export function localDate(text: string): LocalDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) throw new InvalidValue('date.invalid', 'date', 'YYYY-MM-DD', text);
  return dateOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

export function isLocalDate(text: string): text is LocalDate {
  return LocalDateSchema.safeParse(text).success;
}

export function civil(date: LocalDate): CivilDate {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
export function dayNumber(date: LocalDate): number {
  const { year, month, day } = civil(date);
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function dateFromDayNumber(days: number): LocalDate {
  const z0 = days + 719_468;
  const era = Math.floor(z0 / 146_097);
  const dayOfEra = z0 - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return dateOf(year, month, dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateFromDayNumber(dayNumber(date) + days);
}

/** Same day of the month, or the month's last day where it is shorter: 31 January + 1 month = 28 February. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const { year, month, day } = civil(date);
  return dayOfMonth(year, month + months, day);
}

/** Day of a month counted from `year` (month may run past 12 or below 1), clamped to the month's end. */
export function dayOfMonth(year: number, month: number, day: number): LocalDate {
  const index = year * 12 + month - 1;
  const y = Math.floor(index / 12);
  const m = index - y * 12 + 1;
  return dateOf(y, m, Math.min(day, daysInMonth(y, m)));
}

export function lastDayOfMonth(date: LocalDate): LocalDate {
  const { year, month } = civil(date);
  return dateOf(year, month, daysInMonth(year, month));
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

export function weekday(date: LocalDate): Weekday {
  return (((((dayNumber(date) + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** Calendar year in which the date's financial year (1 April to 31 March) starts. */
export function fyStartYear(date: LocalDate): number {
  const { year, month } = civil(date);
  return month >= 4 ? year : year - 1;
}

/** Today in India. 18:30 UTC is the boundary: 2026-03-31T18:30:00Z is already 1 April 2026. */
export function todayIST(instant: Date | number): LocalDate {
  return dateFromDayNumber(Math.floor((Number(instant) + IST_OFFSET_MS) / DAY_MS));
}

export function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}

export function later(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}

function format(year: number, month: number, day: number): LocalDate {
  const pad = (n: number, width: number) => String(n).padStart(width, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as LocalDate;
}
