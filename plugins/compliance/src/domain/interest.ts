/** Simple interest on a late payment, in paise. It runs from the effective due date; a waived fee does not stop it. */
import type { AccrualInput, Charge } from './charge.ts';
import type { LocalDate } from './calendar.ts';
import { civil, daysBetween } from './calendar.ts';
import { effectiveDate } from './extension.ts';
import type { Interest } from './fee-schema.ts';
import { proportion } from './money.ts';

const YEAR_DAYS = 365;

export function priceInterest(interest: Interest, input: AccrualInput): Charge {
  const { name, law } = interest;
  const unpriced = (reason: string): Charge => ({ kind: 'unpriced', name, reason, law });
  if (interest.confidence === 'low') return unpriced('the rate on record has low confidence');
  if (interest.kind === 'described') return unpriced(interest.text);
  const from = interest.kind === 'per-annum' ? effectiveDate(input.dates) : edge(interest.from, input);
  const to = interest.kind === 'per-annum' ? input.upTo : edge(interest.to, input);
  if (from === null || to === null) return unpriced('the day it runs from or to is not known');
  const days = daysBetween(from, to);
  if (days <= 0) return { kind: 'none', name, reason: `nothing accrued by ${to}` };
  const base = input.amounts[interest.base];
  if (base === undefined || base === null)
    return unpriced(`${interest.base} is not known: ${interest.baseText}`);
  const after = (n: number) =>
    interest.kind === 'per-annum'
      ? proportion(base, interest.basisPoints * n, 10_000 * YEAR_DAYS)
      : proportion(base, interest.basisPoints * n, 10_000);
  const amount = after(interest.kind === 'per-annum' ? days : monthsTouched(from, to));
  const perDay = interest.kind === 'per-annum' ? after(days + 1) - amount : 0;
  return {
    kind: 'priced',
    name,
    amount,
    heads: { total: amount },
    perDay,
    days,
    capped: false,
    law,
    assumptions: [],
  };
}

/** Calendar months with a day between, both edges inside: 30 April to 1 May is two, as TRACES counts. */
export function monthsTouched(from: LocalDate, to: LocalDate): number {
  const [a, b] = [civil(from), civil(to)];
  return (b.year - a.year) * 12 + b.month - a.month + 1;
}

function edge(name: string, input: AccrualInput): LocalDate | null {
  if (name === 'due') return effectiveDate(input.dates);
  if (name === 'paid') return input.upTo;
  return input.events[name] ?? null;
}
