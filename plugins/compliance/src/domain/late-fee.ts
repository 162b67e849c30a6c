/** The price of a late fee after so many days. Which scale is in force and from when: `accrual.ts`. */
import type { AccrualInput, Charge } from './charge.ts';
import { evaluateApplicability } from './applicability.ts';
import type { Predicate } from './applicability-schema.ts';
import { addMonths } from './calendar.ts';
import { effectiveDate } from './extension.ts';
import { factAsOf, readingDay } from './facts.ts';
import type { Cap, Delay, Heads, LateFee } from './fee-schema.ts';
import type { Paise } from './money.ts';
import { proportion } from './money.ts';

/** `days`: days of delay, at least 1 */
export interface LateInput extends AccrualInput {
  readonly days: number;
}

const NAME = 'late fee';
type Priced = Extract<Charge, { kind: 'priced' }>;

export function priceLateFee(fee: LateFee, input: LateInput): Charge {
  if (fee.confidence === 'low') return unpriced(fee, 'the rate on record has low confidence');
  switch (fee.kind) {
    case 'described':
      return unpriced(fee, fee.text);
    case 'flat':
      return once(fee, fee.amount, input);
    case 'by-delay': {
      const step = fee.steps.find((s) => isWithinDelay(s.upTo, input));
      return step === undefined
        ? unpriced(fee, `no step for ${input.days} days`)
        : once(fee, step.amount, input);
    }
    case 'by-fact': {
      const band = bandFor(fee.bands, input);
      return typeof band === 'string' ? unpriced(fee, band) : once(fee, band.amount, input);
    }
    case 'multiple-of-normal-fee': {
      const normal = amountOf(fee.normalFee, input);
      if (normal === null) return unpriced(fee, `${fee.normalFee} is not known`);
      const step = fee.steps.find((s) => isWithinDelay(s.upTo, input));
      if (step === undefined) return unpriced(fee, `no step for ${input.days} days`);
      const perDay = step.perDayBeyond ?? 0;
      const beyond = Math.max(0, input.days - lastDayBefore(fee.steps, step));
      return { ...once(fee, normal * step.times + perDay * beyond, input), perDay };
    }
    case 'per-day':
      return perDay(fee, input);
  }
}

function perDay(fee: Extract<LateFee, { kind: 'per-day' }>, input: LateInput): Charge {
  const band = bandFor(fee.bands, input);
  if (typeof band === 'string') return unpriced(fee, band);
  const scale = input.nil === true && band.nil !== undefined ? band.nil : band;
  const daily = sum(scale.perDay);
  const uncapped = daily * input.days;
  const limit = scale.cap === null ? null : limitOf(scale.cap, input);
  if (limit === undefined) return unpriced(fee, `${capField(scale.cap)} is not known, so the cap is not`);
  const capped = limit !== null && uncapped >= limit;
  const assumptions = input.nil === null && band.nil !== undefined ? ['not a nil return'] : [];
  return {
    kind: 'priced',
    name: NAME,
    amount: capped ? limit : uncapped,
    heads: split(scale.perDay, capped ? limit : uncapped),
    perDay: capped ? 0 : Math.min(daily, limit === null ? daily : limit - uncapped),
    days: input.days,
    capped,
    law: fee.law,
    assumptions: [...assumptions, `band: ${band.name}`],
  };
}

/** The first band that applies, or why none can be said to. */
function bandFor<B extends { readonly when: Predicate }>(bands: readonly B[], input: LateInput): B | string {
  for (const band of bands) {
    const { verdict, missing } = evaluateApplicability(band.when, input.facts, input.period);
    if (verdict === 'applies') return band;
    if (verdict === 'undetermined') return `${missing.join(', ')} not known, so the band is not`;
  }
  return 'no band of the scale applies';
}

/** Paise; null: no cap. undefined: its base is not known. */
function limitOf(cap: Cap, input: LateInput): Paise | null | undefined {
  if ('amount' in cap) return cap.amount;
  const base = amountOf('of' in cap ? cap.of : cap.upTo, input);
  if (base === null) return undefined;
  return 'of' in cap ? proportion(base, cap.basisPoints, 10_000) : base;
}

function capField(cap: Cap | null): string {
  return cap === null || 'amount' in cap ? '' : 'of' in cap ? cap.of : cap.upTo;
}

/** An amount given for the instance, or a fact of the period's end. */
function amountOf(name: string, input: LateInput): Paise | null {
  const given = input.amounts[name];
  if (given !== undefined) return given;
  const lookup = factAsOf(input.facts, name, readingDay(input.facts, name, 'at-end', input.period));
  return lookup.known && typeof lookup.value === 'number' ? lookup.value : null;
}

function isWithinDelay(delay: Delay, input: LateInput): boolean {
  if (delay === 'beyond') return true;
  return 'days' in delay
    ? input.days <= delay.days
    : input.upTo <= addMonths(effectiveDate(input.dates), delay.months);
}

function lastDayBefore(steps: readonly { readonly upTo: Delay }[], step: { readonly upTo: Delay }): number {
  const previous = steps[steps.findIndex((s) => s === step) - 1]?.upTo;
  return previous !== undefined && previous !== 'beyond' && 'days' in previous ? previous.days : 0;
}

/** Shares of a total in the proportion of the daily heads; what cannot be divided goes to the first head. */
function split(daily: Heads, total: Paise): Heads {
  const whole = sum(daily);
  const part = (share: Paise) => (whole === 0 ? 0 : Number((BigInt(total) * BigInt(share)) / BigInt(whole)));
  const heads = Object.entries(daily).map(([head, share]) => [head, part(share)] as const);
  const rest = total - heads.reduce((s, [, amount]) => s + amount, 0);
  return Object.fromEntries(heads.map(([head, amount], i) => [head, i === 0 ? amount + rest : amount]));
}

function sum(heads: Heads): Paise {
  return Object.values(heads).reduce((a, b) => a + b, 0);
}

function once(fee: LateFee, amount: Paise, input: LateInput): Priced {
  return {
    kind: 'priced',
    name: NAME,
    amount,
    heads: { total: amount },
    perDay: 0,
    days: input.days,
    capped: false,
    law: fee.law,
    assumptions: [],
  };
}

function unpriced(fee: LateFee, reason: string): Charge {
  return { kind: 'unpriced', name: NAME, reason, law: fee.law };
}
