/**
 * What a missed date costs up to a day: late fee and interest that accrue by themselves, in paise. A figure is given
 * only where law and facts support it; otherwise the answer is "unpriced" with the reason, never zero.
 */
import type { LocalDate } from './calendar.ts';
import { daysBetween, later } from './calendar.ts';
import type { AccrualInput, Charge } from './charge.ts';
import { effectiveDate } from './extension.ts';
import type { Interest, LateFee } from './fee-schema.ts';
import { priceInterest } from './interest.ts';
import { priceLateFee } from './late-fee.ts';
import type { Paise } from './money.ts';
import type { Period } from './period.ts';

export interface Accrual {
  readonly lateFee: Charge;
  readonly interest: readonly Charge[];
  /** sum of what is priced */
  readonly total: Paise;
  /** true: something is unpriced, the total is a lower bound */
  readonly incomplete: boolean;
}

export interface AccruingMaster {
  readonly lateFee: readonly LateFee[];
  readonly interest: readonly Interest[];
}

export function accrue(master: AccruingMaster, input: AccrualInput): Accrual {
  const lateFee = lateFeeOf(master.lateFee, input);
  const interest = master.interest
    .filter((i) => inForce(i, input.period))
    .map((i) => priceInterest(i, input));
  const charges = [lateFee, ...interest];
  return {
    lateFee,
    interest,
    total: charges.reduce((sum, c) => sum + (c.kind === 'priced' ? c.amount : 0), 0),
    incomplete: charges.some((c) => c.kind === 'unpriced'),
  };
}

function lateFeeOf(scales: readonly LateFee[], input: AccrualInput): Charge {
  const name = 'late fee';
  if (scales.length === 0) return { kind: 'none', name, reason: 'the law has no late fee for it' };
  const fee = scales.find((scale) => inForce(scale, input.period));
  if (fee === undefined) {
    return {
      kind: 'unpriced',
      name,
      law: scales[0]!.law,
      reason: `no scale on record for ${input.period.key}`,
    };
  }
  const from = feeFrom(fee, input);
  if (from === null)
    return { kind: 'none', name, reason: `counted under ${fee.afterFilingOf} until that is filed` };
  const days = daysBetween(from, input.upTo);
  if (days <= 0) return { kind: 'none', name, reason: `nothing accrued by ${input.upTo}` };
  return priceLateFee(fee, { ...input, days });
}

/** Last day without fee: the due date, a fee-free day after it, or the filing of the master it shares the fee with. */
function feeFrom(fee: LateFee, { dates, filedOn }: AccrualInput): LocalDate | null {
  const due = later(effectiveDate(dates), dates.feeFreeUntil ?? effectiveDate(dates));
  if (fee.afterFilingOf === undefined) return due;
  const filed = filedOn[fee.afterFilingOf];
  return filed === undefined ? null : later(due, filed);
}

function inForce(scale: LateFee | Interest, period: Period): boolean {
  return (
    (scale.effectiveFrom === undefined || scale.effectiveFrom <= period.to) &&
    (scale.effectiveTo === undefined || period.to <= scale.effectiveTo)
  );
}
