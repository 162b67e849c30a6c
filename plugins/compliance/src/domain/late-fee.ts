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
    case 'by-fact':
      return inBand(fee, fee.bands, input, ({ amount }) => once(fee, amount, input));
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

type PerDay = Extract<LateFee, { kind: 'per-day' }>;

function perDay(fee: PerDay, input: LateInput): Charge {
  return inBand(fee, fee.bands, input, (band) => inBandPerDay(fee, band, input));
}

function inBandPerDay(fee: PerDay, band: PerDay['bands'][number], input: LateInput): Charge {
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
    assumptions: [...assumptions, bandText(band)],
  };
}

/**
 * The price in the first band that applies. Where a fact is not known and several bands are possible, the price that
 * all of them give: a nil return costs the same whatever the turnover. One of them must be certain to apply if none
 * before it does: end a scale with `always`.
 */
function inBand<B extends { readonly name: string; readonly when: Predicate }>(
  fee: LateFee,
  bands: readonly B[],
  input: LateInput,
  price: (band: B) => Charge,
): Charge {
  const unknown = new Set<string>();
  const possible: B[] = [];
  let certain = false;
  for (const band of bands) {
    const { verdict, missing } = evaluateApplicability(band.when, input.facts, input.period);
    if (verdict === 'does-not-apply') continue;
    possible.push(band);
    certain = verdict === 'applies';
    if (certain) break;
    for (const field of missing) unknown.add(field);
  }
  const [first, ...others] = possible.map(price);
  if (first === undefined) return unpriced(fee, 'no band of the scale applies');
  if (certain && others.every((other) => samePrice(first, other))) {
    if (first.kind !== 'priced' || possible.length === 1) return first;
    return {
      ...first,
      assumptions: [
        ...first.assumptions.filter((text) => text !== bandText(possible[0]!)),
        `the same in every band: ${[...unknown].join(', ')} not known`,
      ],
    };
  }
  return unpriced(fee, `${[...unknown].join(', ')} not known, so the band is not`);
}

const bandText = ({ name }: { readonly name: string }): string => `band: ${name}`;

function samePrice(a: Charge, b: Charge): boolean {
  return (
    a.kind === 'priced' &&
    b.kind === 'priced' &&
    a.amount === b.amount &&
    a.perDay === b.perDay &&
    JSON.stringify(a.heads) === JSON.stringify(b.heads)
  );
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
