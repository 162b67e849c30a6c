import { effectiveDate, internalTarget, type DueDates, type LocalDate } from '../domain/index.ts';
import type { Settings } from './settings.ts';

/** The day to aim at, before the date that counts. It follows the date when a notification moves it. */
export const targetOf = (
  dates: DueDates,
  { targetDaysBefore }: Pick<Settings, 'targetDaysBefore'>,
): LocalDate => internalTarget(effectiveDate(dates), targetDaysBefore);
