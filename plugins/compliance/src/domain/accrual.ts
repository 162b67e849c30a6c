/**
 * What a missed date costs up to a day: late fee and interest that accrue by themselves, in paise. A figure is given
 * only where law and facts support it; otherwise the answer is "unpriced" with the reason, never zero.
 *
 * A waiver is for whoever files by its day: after it the fee is counted from the due date as if there had been none.
 */
import type { LocalDate } from './calendar.ts';
import { daysBetween, earlier } from './calendar.ts';
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
  const due = effectiveDate(input.dates);
  const { feeFreeUntil } = input.dates;
  if (feeFreeUntil !== null && input.upTo <= feeFreeUntil)
    return { kind: 'none', name, reason: `waived where filed by ${feeFreeUntil}` };
  const priced = (from: LocalDate): Charge => {
    const days = daysBetween(from, input.upTo);
    if (days <= 0) return { kind: 'none', name, reason: `nothing accrued by ${input.upTo}` };
    return priceLateFee(fee, { ...input, days });
  };
  if (fee.afterFilingOf === undefined) return priced(due);
  const filed = input.filedOn[fee.afterFilingOf];
  if (filed === undefined)
    return { kind: 'none', name, reason: `counted under ${fee.afterFilingOf} until that is filed` };
  return filed <= due ? priced(due) : beyond(priced(due), sharedUntil(fee, filed, due, input), input, filed);
}

/** What the fee had come to when the master that it is shared with was filed. */
function sharedUntil(fee: LateFee, filed: LocalDate, due: LocalDate, input: AccrualInput): Charge {
  const upTo = earlier(filed, input.upTo);
  return priceLateFee(fee, { ...input, upTo, days: daysBetween(due, upTo) });
}

/** One fee, and one cap, for two filings: of the whole, what the first has not borne yet. */
function beyond(whole: Charge, borne: Charge, { upTo }: AccrualInput, from: LocalDate): Charge {
  if (whole.kind !== 'priced' || borne.kind !== 'priced') return whole;
  const days = daysBetween(from, upTo);
  if (days <= 0) return { kind: 'none', name: whole.name, reason: `nothing accrued by ${upTo}` };
  const heads = Object.entries(whole.heads).map(
    ([head, amount]) => [head, amount - (borne.heads[head] ?? 0)] as const,
  );
  return { ...whole, amount: whole.amount - borne.amount, heads: Object.fromEntries(heads), days };
}

function inForce(scale: LateFee | Interest, period: Period): boolean {
  return (
    (scale.effectiveFrom === undefined || scale.effectiveFrom <= period.to) &&
    (scale.effectiveTo === undefined || period.to <= scale.effectiveTo)
  );
}
