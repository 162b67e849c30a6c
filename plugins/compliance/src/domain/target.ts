/** The day to aim at before the law's: due dates never move for a Sunday or a holiday, the internal target does. */
import type { LocalDate } from './calendar.ts';
import { addDays } from './calendar.ts';
import { dayOff } from './holidays.ts';

/** `daysBefore` the effective due date, and further back to a day that is neither a Sunday nor a holiday. */
export function internalTarget(due: LocalDate, daysBefore: number): LocalDate {
  let day = addDays(due, -daysBefore);
  while (dayOff(day) !== null) day = addDays(day, -1);
  return day;
}
