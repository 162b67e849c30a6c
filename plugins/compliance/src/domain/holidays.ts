/**
 * Days on which offices and banks are closed. No due date moves for one (General Clauses Act s.10 names no portal); a
 * warning is shown, and the internal target goes before it. The three national holidays are the same everywhere and
 * each year; of the States none is on record, since theirs are notified year by year.
 */
import type { LocalDate } from './calendar.ts';
import { civil, weekday } from './calendar.ts';

interface Holiday {
  readonly name: string;
  readonly month: number;
  readonly day: number;
}

export const NATIONAL_HOLIDAYS: readonly Holiday[] = [
  { name: 'Republic Day', month: 1, day: 26 },
  { name: 'Independence Day', month: 8, day: 15 },
  { name: 'Gandhi Jayanti', month: 10, day: 2 },
];

/** Why a day is off: `Sunday` or the name of the holiday; null: it is not. */
export function dayOff(day: LocalDate): string | null {
  const { month, day: ofMonth } = civil(day);
  const holiday = NATIONAL_HOLIDAYS.find((one) => one.month === month && one.day === ofMonth);
  return holiday?.name ?? (weekday(day) === 7 ? 'Sunday' : null);
}
