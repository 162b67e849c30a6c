import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accrue } from './accrual.ts';
import { addDays, localDate } from './calendar.ts';
import type { AccrualInput } from './charge.ts';
import type { Fact } from './facts.ts';
import type { Interest, LateFee } from './fee-schema.ts';
import { InterestSchema, LateFeeSchema } from './fee-schema.ts';
import { monthsTouched } from './interest.ts';
import { crore, rupees } from './money.ts';
import { parsePeriod } from './period.ts';

const d = localDate;
const scale = { law: 'CGST s.47', confidence: 'high' as const };
const each = (total: number) => ({ cgst: rupees(total / 2), sgst: rupees(total / 2) });
const nil = { perDay: each(20), cap: { amount: rupees(500) } };
const gst: LateFee = LateFeeSchema.parse({
  kind: 'per-day',
  ...scale,
  effectiveFrom: '2021-06-01',
  bands: [
    {
      name: 'up to 1.5 crore',
      when: { field: 'gstin.aato', op: 'lte', value: crore(1.5), at: 'at-start' },
      perDay: each(50),
      nil,
      cap: { amount: rupees(2_000) },
    },
    {
      name: 'above',
      when: { always: true },
      perDay: each(50),
      nil,
      cap: { amount: rupees(10_000) },
    },
  ],
});
const annual: LateFee = LateFeeSchema.parse({
  kind: 'per-day',
  ...scale,
  bands: [
    {
      name: 'all',
      when: { always: true },
      perDay: each(200),
      cap: { basisPoints: 50, of: 'gstin.stateTurnoverOfPeriod' },
    },
  ],
});
const interest18: Interest = InterestSchema.parse({
  kind: 'per-annum',
  ...scale,
  name: 'late tax',
  basisPoints: 1800,
  dayCount: 'actual/365',
  base: 'tax.net',
  baseText: 'net cash liability',
});
const fact = (field: string, value: number | null): Fact => ({
  field,
  value,
  from: d('2020-04-01'),
  to: null,
  source: 'test',
});
const input = (part: Partial<AccrualInput> = {}): AccrualInput => ({
  period: parsePeriod('2026-10'),
  dates: { statutory: d('2026-11-20'), extended: null, feeFreeUntil: null },
  upTo: d('2026-11-30'),
  facts: [fact('gstin.aato', crore(1))],
  nil: null,
  amounts: {},
  events: {},
  filedOn: {},
  ...part,
});
const fee = (late: LateFee, part: Partial<AccrualInput> = {}) =>
  accrue({ lateFee: [late], interest: [] }, input(part)).lateFee;

describe('late fee by the day', () => {
  it.each<[string, Partial<AccrualInput>, number, boolean]>([
    ['ten days', {}, 500, false],
    ['one day', { upTo: d('2026-11-21') }, 50, false],
    ['ten days, nil', { nil: true }, 200, false],
    ['at the cap', { upTo: d('2026-12-30') }, 2_000, true],
    ['far beyond it', { upTo: d('2028-12-30') }, 2_000, true],
    ['far beyond it, nil', { upTo: d('2028-12-30'), nil: true }, 500, true],
    ['in the higher band', { upTo: d('2028-12-30'), facts: [fact('gstin.aato', crore(9))] }, 10_000, true],
    [
      'from the extended date',
      { dates: { statutory: d('2026-11-20'), extended: d('2026-11-25'), feeFreeUntil: null } },
      250,
      false,
    ],
    [
      'from the due date where a waiver has lapsed',
      { dates: { statutory: d('2026-11-20'), extended: null, feeFreeUntil: d('2026-11-28') } },
      500,
      false,
    ],
    ['ten days, the same in every band', { facts: [] }, 500, false],
    [
      'far beyond the cap, nil, the same in every band',
      { facts: [], nil: true, upTo: d('2028-12-30') },
      500,
      true,
    ],
  ])('%s', (_name, part, amount, capped) => {
    const charge = fee(gst, part);
    expect(charge).toMatchObject({
      kind: 'priced',
      amount: rupees(amount),
      heads: { cgst: rupees(amount / 2), sgst: rupees(amount / 2) },
      capped,
      law: 'CGST s.47',
    });
    expect(charge).toMatchObject({ perDay: capped ? 0 : (part.nil ?? false) ? rupees(20) : rupees(50) });
  });

  it('says what it takes for granted', () => {
    expect(fee(gst)).toMatchObject({ assumptions: ['not a nil return', 'band: up to 1.5 crore'] });
    expect(fee(gst, { nil: false })).toMatchObject({ assumptions: ['band: up to 1.5 crore'] });
  });

  it('takes a share of the turnover as its cap', () => {
    const turnover = (amount: number) => ({
      facts: [fact('gstin.stateTurnoverOfPeriod', amount)],
      upTo: d('2027-11-20'),
    });
    expect(fee(annual, turnover(crore(10)))).toMatchObject({ amount: rupees(73_000), capped: false });
    expect(fee(annual, turnover(crore(1)))).toMatchObject({ amount: rupees(50_000), capped: true });
  });

  it.each<[string, LateFee, Partial<AccrualInput>, string]>([
    [
      'an unknown turnover on which the cap depends',
      gst,
      { facts: [], upTo: d('2027-01-20') },
      'gstin.aato not known, so the band is not',
    ],
    ['an unknown base of the cap', annual, {}, 'gstin.stateTurnoverOfPeriod is not known, so the cap is not'],
    ['a period before the scale', gst, { period: parsePeriod('2021-05') }, 'no scale on record for 2021-05'],
    ['a rate of low confidence', { ...gst, confidence: 'low' }, {}, 'the rate on record has low confidence'],
    ['a fee only described', { kind: 'described', ...scale, text: 'RBI matrix' }, {}, 'RBI matrix'],
  ])('leaves %s unpriced', (_name, late, part, reason) =>
    expect(fee(late, part)).toMatchObject({ kind: 'unpriced', reason }),
  );

  it('is nothing up to the day, and for a form without one', () => {
    expect(fee(gst, { upTo: d('2026-11-20') })).toMatchObject({ kind: 'none' });
    expect(accrue({ lateFee: [], interest: [] }, input())).toMatchObject({
      lateFee: { kind: 'none' },
      total: 0,
      incomplete: false,
    });
  });

  it('is nothing for who files by the day of a waiver, and all of it for who files the day after', () => {
    const dates = { statutory: d('2023-12-31'), extended: null, feeFreeUntil: d('2025-03-31') };
    const facts = [fact('gstin.stateTurnoverOfPeriod', crore(30))];
    const period = parsePeriod('FY2022-23');
    const on = (day: string) => fee(annual, { dates, facts, period, upTo: d(day) });
    expect(on('2025-03-31')).toMatchObject({ kind: 'none', reason: 'waived where filed by 2025-03-31' });
    expect(on('2025-04-01')).toMatchObject({ amount: rupees(200 * 457), days: 457 });
  });

  it('says that no band was needed', () => {
    expect(fee(gst, { facts: [], nil: true })).toMatchObject({
      assumptions: ['the same in every band: gstin.aato not known'],
    });
  });

  it('does not guess that a scale applies at all', () => {
    const [band] = gst.kind === 'per-day' ? gst.bands : [];
    const first = LateFeeSchema.parse({ ...gst, bands: [band] });
    expect(fee(first, { facts: [] })).toMatchObject({ kind: 'unpriced' });
  });

  it('is counted once, under one cap, where two forms share it', () => {
    const shared: LateFee = { ...gst, afterFilingOf: 'GST-GSTR9' };
    expect(fee(shared)).toMatchObject({
      kind: 'none',
      reason: 'counted under GST-GSTR9 until that is filed',
    });
    expect(fee(shared, { filedOn: { 'GST-GSTR9': d('2026-11-26') } })).toMatchObject({
      amount: rupees(200),
      days: 4,
    });
    expect(fee(shared, { filedOn: { 'GST-GSTR9': d('2026-11-01') } })).toMatchObject({
      amount: rupees(500),
      days: 10,
    });
    // 30 days of GSTR-9 at 50 are 1,500 of the cap of 2,000; 60 days more add no more than the 500 that are left
    const late = { filedOn: { 'GST-GSTR9': d('2026-12-20') }, upTo: d('2027-02-18') };
    expect(fee(shared, late)).toMatchObject({
      amount: rupees(500),
      heads: { cgst: rupees(250), sgst: rupees(250) },
      days: 60,
      perDay: 0,
      capped: true,
    });
    expect(fee(shared, { ...late, filedOn: { 'GST-GSTR9': d('2027-02-18') } })).toMatchObject({
      kind: 'none',
    });
  });
});

describe('other fees', () => {
  const byDelay: LateFee = {
    kind: 'by-delay',
    ...scale,
    steps: [
      { upTo: { months: 1 }, amount: rupees(75_000) },
      { upTo: 'beyond', amount: rupees(150_000) },
    ],
  };
  const roc: LateFee = {
    kind: 'multiple-of-normal-fee',
    ...scale,
    normalFee: 'roc.normalFee',
    steps: [
      { upTo: { days: 30 }, times: 2 },
      { upTo: { days: 360 }, times: 30 },
      { upTo: 'beyond', times: 30, perDayBeyond: rupees(20) },
    ],
  };
  it.each<[string, LateFee, Partial<AccrualInput>, number]>([
    ['flat', { kind: 'flat', ...scale, amount: rupees(5_000) }, {}, 5_000],
    ['by delay, to the month', byDelay, { upTo: d('2026-12-20') }, 75_000],
    ['by delay, beyond', byDelay, { upTo: d('2026-12-21') }, 150_000],
    [
      'by income',
      {
        kind: 'by-fact',
        ...scale,
        bands: [
          { name: 'small', when: { field: 'gstin.aato', op: 'lte', value: crore(2) }, amount: rupees(1_000) },
        ],
      },
      {},
      1_000,
    ],
    ['a multiple', roc, { amounts: { 'roc.normalFee': rupees(600) } }, 1_200],
    [
      'a multiple and days beyond',
      roc,
      { amounts: { 'roc.normalFee': rupees(100) }, upTo: addDays(d('2026-11-20'), 365) },
      3_100,
    ],
  ])('%s', (_name, late, part, amount) =>
    expect(fee(late, part)).toMatchObject({ kind: 'priced', amount: rupees(amount) }),
  );

  it('capped by an amount of the statement (s.234E)', () => {
    const tds: LateFee = {
      kind: 'per-day',
      ...scale,
      bands: [
        { name: 'all', when: { always: true }, perDay: { total: rupees(200) }, cap: { upTo: 'tds.amount' } },
      ],
    };
    expect(fee(tds, { amounts: { 'tds.amount': rupees(1_500) } })).toMatchObject({
      amount: rupees(1_500),
      capped: true,
    });
    expect(fee(tds)).toMatchObject({ kind: 'unpriced' });
  });
});

describe('interest', () => {
  const price = (i: Interest, part: Partial<AccrualInput>) =>
    accrue({ lateFee: [], interest: [i] }, input(part));

  it('is simple, actual by 365, rounded to the paisa', () => {
    const result = price(interest18, { amounts: { 'tax.net': rupees(100_000) } });
    expect(result.interest[0]).toMatchObject({ kind: 'priced', amount: 49_315, perDay: 4_932, days: 10 });
    expect(result.total).toBe(49_315);
  });

  it('runs from the extended date, and through a fee waiver', () => {
    const amounts = { 'tax.net': rupees(365_000) };
    const extended = { statutory: d('2026-11-20'), extended: d('2026-11-25'), feeFreeUntil: null };
    const waived = { statutory: d('2026-11-20'), extended: null, feeFreeUntil: d('2026-11-28') };
    expect(price(interest18, { amounts, dates: extended }).total).toBe(rupees(900));
    expect(price(interest18, { amounts, dates: waived }).total).toBe(rupees(1_800));
  });

  it('is unpriced without its base, and the total says that it is a lower bound', () => {
    expect(price(interest18, {})).toMatchObject({
      interest: [{ kind: 'unpriced', reason: 'tax.net is not known: net cash liability' }],
      total: 0,
      incomplete: true,
    });
  });

  it('by month or part counts calendar months touched, between named days', () => {
    const tds: Interest = {
      kind: 'per-month-or-part',
      ...scale,
      name: 'late deposit',
      basisPoints: 150,
      base: 'tds.amount',
      baseText: 'tax',
      from: 'tds.deducted',
      to: 'paid',
    };
    const part = {
      amounts: { 'tds.amount': rupees(10_000) },
      events: { 'tds.deducted': d('2026-10-31') },
      upTo: d('2026-12-01'),
    };
    expect(price(tds, part).total).toBe(rupees(450));
    expect(price(tds, { ...part, events: {} }).interest[0]).toMatchObject({ kind: 'unpriced' });
    expect(monthsTouched(d('2026-04-30'), d('2026-05-01'))).toBe(2);
  });
});

it('never falls as days pass, and never exceeds the cap', () => {
  fc.assert(
    fc.property(fc.nat(2_000), fc.nat(50), fc.boolean(), (days, more, isNil) => {
      const amount = (n: number) => {
        const charge = fee(gst, { upTo: addDays(d('2026-11-20'), n), nil: isNil });
        return charge.kind === 'priced' ? charge.amount : 0;
      };
      expect(amount(days + more)).toBeGreaterThanOrEqual(amount(days));
      expect(amount(days)).toBeLessThanOrEqual(rupees(2_000));
    }),
  );
});
