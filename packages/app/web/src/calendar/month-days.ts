import { addDays, addMonths, weekday } from '@compliance-os/ui';

/** The days that a month's page shows: whole weeks, Monday first. */
export function monthDays(first: string): string[] {
  const last = addDays(addMonths(first, 1), -1);
  const from = addDays(first, -weekday(first));
  const to = addDays(last, 6 - weekday(last));
  const days: string[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) days.push(date);
  return days;
}
