/** The day to aim at before the law's: due dates never move for a Sunday or a holiday, the internal target does. */
import type { LocalDate } from './calendar.ts';
import { addDays, weekday } from './calendar.ts';

/** `daysBefore` the effective due date, and further back to a day that is neither a Sunday nor a holiday. */
export function internalTarget(
  due: LocalDate,
  daysBefore: number,
  holidays: ReadonlySet<LocalDate>,
): LocalDate {
  let day = addDays(due, -daysBefore);
  while (isDayOff(day, holidays)) day = addDays(day, -1);
  return day;
}

export function isDayOff(day: LocalDate, holidays: ReadonlySet<LocalDate>): boolean {
  return weekday(day) === 7 || holidays.has(day);
}
