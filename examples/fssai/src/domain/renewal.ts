/** Where a licence stands before its last day. Pure: today comes in as a value. */
import { addDays, daysBetween, type LocalDate } from '@compliance-os/compliance';

/** FSS (Licensing and Registration) Regulations 2011, 2.1.7, as far as general knowledge goes: see `masters/renewal.ts`. */
export const OPENS_DAYS_BEFORE = 180;
export const FEE_FREE_DAYS_BEFORE = 30;

/** not-yet: nobody can apply. open: without a late fee. late-fee: with one. expired: a new licence is needed. */
export type RenewalState = 'not-yet' | 'open' | 'late-fee' | 'expired';

export interface Renewal {
  readonly state: RenewalState;
  /** negative once it has expired */
  readonly daysLeft: number;
  readonly applyFrom: LocalDate;
  readonly applyWithoutFeeUntil: LocalDate;
}

const stateOf = (daysLeft: number): RenewalState => {
  if (daysLeft < 0) return 'expired';
  if (daysLeft < FEE_FREE_DAYS_BEFORE) return 'late-fee';
  return daysLeft <= OPENS_DAYS_BEFORE ? 'open' : 'not-yet';
};

/** @param validUntil last day of the licence */
export function renewalOf(validUntil: LocalDate, today: LocalDate): Renewal {
  const daysLeft = daysBetween(today, validUntil);
  return {
    state: stateOf(daysLeft),
    daysLeft,
    applyFrom: addDays(validUntil, -OPENS_DAYS_BEFORE),
    applyWithoutFeeUntil: addDays(validUntil, -FEE_FREE_DAYS_BEFORE),
  };
}

/**
 * The reminder that is due, by its days before the last day. Of several that passed while nobody looked only the nearest
 * to it counts: one says it all.
 */
export function dueReminder(daysBefore: readonly number[], daysLeft: number): number | undefined {
  if (daysLeft < 0) return undefined;
  const passed = daysBefore.filter((days) => daysLeft <= days);
  return passed.length === 0 ? undefined : Math.min(...passed);
}
