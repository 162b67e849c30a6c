// A due date is an IST calendar date, not a moment: it is read and shown in UTC so that no zone can move it.

const DAY = 86_400_000;
const intlLocale = (locale: string): string => (locale === 'hi' ? 'hi-IN' : 'en-IN');
const asUtc = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** `2026-11-20` → `20 Nov 2026`. */
export const formatDate = (date: string, locale = 'en'): string =>
  new Intl.DateTimeFormat(intlLocale(locale), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
    numberingSystem: 'latn',
  }).format(asUtc(date));

/** `2026-11` or any date in it → `November 2026`. */
export const formatMonth = (date: string, locale = 'en'): string =>
  new Intl.DateTimeFormat(intlLocale(locale), {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
    numberingSystem: 'latn',
  }).format(asUtc(`${date.slice(0, 7)}-01`));

/** A moment, in Indian time: `22 Nov 2026, 9:14 pm`. */
export const formatMoment = (moment: string, locale = 'en'): string =>
  new Intl.DateTimeFormat(intlLocale(locale), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Kolkata',
    numberingSystem: 'latn',
  }).format(new Date(moment));

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((asUtc(to) - asUtc(from)) / DAY);

export const addDays = (date: string, days: number): string =>
  new Date(asUtc(date) + days * DAY).toISOString().slice(0, 10);

/** The first day of the month `count` months from the date's month. */
export function addMonths(date: string, count: number): string {
  const [year = 1970, month = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + count, 1)).toISOString().slice(0, 10);
}

/** Monday is 0. */
export const weekday = (date: string): number => (new Date(asUtc(date)).getUTCDay() + 6) % 7;

export const weekdayNames = (locale = 'en', width: 'narrow' | 'short' = 'short'): string[] =>
  Array.from({ length: 7 }, (_, index) =>
    new Intl.DateTimeFormat(intlLocale(locale), { weekday: width, timeZone: 'UTC' }).format(
      Date.UTC(2024, 0, 1 + index),
    ),
  );
