/**
 * What being late costs under each master that is shipped. Every figure is worked out by hand from the rate and the cap
 * of its notification, in rupees; the days are counted from the due date, which is not one of them.
 */
import { describe, expect, it } from 'vitest';
import {
  accrue,
  addDays,
  crore,
  effectiveDate,
  evaluateRule,
  localDate,
  masterFor,
  parsePeriod,
  plannedDate,
  rupees,
  type DueDates,
  type Fact,
  type FactValue,
  type LocalDate,
} from '@compliance-os/compliance';
import { gstMasters } from './index.ts';

interface Late {
  readonly days: number;
  readonly nil?: boolean;
  /** facts of the registration, money in paise */
  readonly facts?: Readonly<Record<string, FactValue>>;
  /** amounts that the return says, in rupees */
  readonly amounts?: Readonly<Record<string, number>>;
  readonly filedOn?: Readonly<Record<string, string>>;
  readonly feeFreeUntil?: string;
  readonly extended?: string;
  /** day of the event that an event master counts from */
  readonly event?: string;
}

const known = (facts: Readonly<Record<string, FactValue>>): Fact[] =>
  Object.entries(facts).map(([field, value]) => ({
    field,
    value,
    from: localDate('2017-07-01'),
    to: null,
    source: 'example',
  }));

const price = (form: string, key: string, late: Late) => {
  const day = late.event === undefined ? undefined : localDate(late.event);
  const period = parsePeriod(key, day);
  const master = masterFor(
    gstMasters.filter(({ code }) => code === `GST-${form}`),
    period,
  )!;
  const events: Record<string, LocalDate> = day === undefined ? {} : { trigger: day };
  for (const name of master.triggers ?? []) if (day !== undefined) events[name] = day;
  const facts = known({ 'gstin.stateCode': '27', ...late.facts });
  const statutory = plannedDate(evaluateRule(master.rule, { period, facts, events, masterDates: {} }))!;
  const dates: DueDates = {
    statutory,
    extended: late.extended === undefined ? null : localDate(late.extended),
    feeFreeUntil: late.feeFreeUntil === undefined ? null : localDate(late.feeFreeUntil),
  };
  const { lateFee, interest } = accrue(master, {
    period,
    dates,
    upTo: addDays(effectiveDate(dates), late.days),
    facts,
    nil: late.nil ?? false,
    amounts: Object.fromEntries(
      Object.entries(late.amounts ?? {}).map(([name, amount]) => [name, rupees(amount)]),
    ),
    events,
    filedOn: Object.fromEntries(
      Object.entries(late.filedOn ?? {}).map(([code, on]) => [code, localDate(on)]),
    ),
  });
  return { lateFee, interest };
};

const turnover = (paise: number) => ({ facts: { 'gstin.aato': paise } });
const annual = (aato: number, inState: number) => ({
  facts: { 'gstin.aatoOfPeriod': aato, 'gstin.stateTurnoverOfPeriod': inState },
});
const PAISA = 1;

/** form, period, what is late, and the fee in rupees: under both Acts together, half of it under each */
type Row = readonly [form: string, period: string, late: Late, fee: number, law: RegExp];

/** GSTR-1 and GSTR-3B: 50 a day, 20 where nil; 500 where nil, 2,000, 5,000 or 10,000 by the turnover of the year before. */
const byTurnover = (form: string, period: string, law: RegExp): Row[] => [
  [form, period, { days: 1, ...turnover(crore(1)) }, 50, law],
  [form, period, { days: 39, ...turnover(crore(1)) }, 1_950, law],
  [form, period, { days: 40, ...turnover(crore(1)) }, 2_000, law],
  [form, period, { days: 41, ...turnover(crore(1)) }, 2_000, law],
  [form, period, { days: 41, ...turnover(crore(1.5)) }, 2_000, law],
  [form, period, { days: 41, ...turnover(crore(1.5) + PAISA) }, 2_050, law],
  [form, period, { days: 100, ...turnover(crore(1.5) + PAISA) }, 5_000, law],
  [form, period, { days: 101, ...turnover(crore(5)) }, 5_000, law],
  [form, period, { days: 101, ...turnover(crore(5) + PAISA) }, 5_050, law],
  [form, period, { days: 200, ...turnover(crore(900)) }, 10_000, law],
  [form, period, { days: 201, ...turnover(crore(900)) }, 10_000, law],
  [form, period, { days: 1, nil: true, ...turnover(crore(900)) }, 20, law],
  [form, period, { days: 24, nil: true, ...turnover(crore(1)) }, 480, law],
  [form, period, { days: 25, nil: true, ...turnover(crore(1)) }, 500, law],
  [form, period, { days: 26, nil: true, ...turnover(crore(900)) }, 500, law],
  [form, period, { days: 26, nil: true }, 500, law],
  [form, period, { days: 39 }, 1_950, law],
];

/** One rate and one cap for all. */
const plain = (
  form: string,
  period: string,
  perDay: number,
  cap: number,
  more: Partial<Late> = {},
): Row[] => [
  [form, period, { days: 1, ...more }, perDay, /s\.47/],
  [form, period, { days: cap / perDay - 1, ...more }, cap - perDay, /s\.47/],
  [form, period, { days: cap / perDay, ...more }, cap, /s\.47/],
  [form, period, { days: cap / perDay + 1, ...more }, cap, /s\.47/],
];

const ANNUAL_LAW = /s\.47\(2\); Notification 07\/2023-CT; Circular 246\/03\/2025/;

const ROWS: readonly Row[] = [
  ...byTurnover('GSTR1-M', '2026-10', /s\.47.*20\/2021-CT/),
  ...byTurnover('GSTR1-Q', 'FY2026-27/Q2', /s\.47.*20\/2021-CT/),
  ...byTurnover('GSTR3B-M', '2026-10', /s\.47.*19\/2021-CT/),
  ...byTurnover('GSTR3B-Q', 'FY2026-27/Q2', /s\.47.*19\/2021-CT/),
  ...byTurnover('GSTR3B-M', '2021-06', /s\.47.*19\/2021-CT/),
  ...plain('GSTR4', 'FY2026-27', 50, 2_000),
  ...plain('GSTR4', 'FY2026-27', 20, 500, { nil: true }),
  ...plain('GSTR5', '2026-10', 50, 10_000),
  ...plain('GSTR5', '2026-10', 20, 10_000, { nil: true }),
  ...plain('GSTR5A', '2026-10', 50, 10_000),
  ...plain('GSTR5A', '2026-10', 20, 10_000, { nil: true }),
  ...plain('GSTR6', '2026-10', 50, 10_000),
  ...plain('GSTR6', '2026-10', 50, 10_000, { nil: true }),
  ...plain('GSTR7', '2026-10', 50, 2_000),
  ['GSTR7', '2026-10', { days: 300, nil: true }, 0, /23\/2024-CT/],
  ['GSTR7', '2024-11', { days: 300, nil: true }, 0, /23\/2024-CT/],
  ...plain('GSTR7', '2024-10', 50, 2_000, { nil: true }),
  ...plain('GSTR8', '2026-10', 200, 10_000),
  ...plain('GSTR8', '2026-10', 200, 10_000, { nil: true }),
  ...plain('GSTR10', 'event:cancelled', 200, 10_000, { event: '2026-08-31' }),

  // up to 5 crore: 50 a day, no more than 0.04% of the turnover in the State; 1 crore caps it at 4,000
  ['GSTR9', 'FY2025-26', { days: 79, ...annual(crore(5), crore(1)) }, 3_950, ANNUAL_LAW],
  ['GSTR9', 'FY2025-26', { days: 80, ...annual(crore(5), crore(1)) }, 4_000, ANNUAL_LAW],
  ['GSTR9', 'FY2025-26', { days: 81, ...annual(crore(5), crore(1)) }, 4_000, ANNUAL_LAW],
  // above 5 and up to 20 crore: 100 a day, the same share
  ['GSTR9', 'FY2025-26', { days: 1, ...annual(crore(5) + PAISA, crore(1)) }, 100, ANNUAL_LAW],
  ['GSTR9', 'FY2025-26', { days: 41, ...annual(crore(20), crore(1)) }, 4_000, ANNUAL_LAW],
  ['GSTR9', 'FY2025-26', { days: 399, ...annual(crore(20), crore(10)) }, 39_900, ANNUAL_LAW],
  ['GSTR9', 'FY2025-26', { days: 401, ...annual(crore(20), crore(10)) }, 40_000, ANNUAL_LAW],
  // above 20 crore: 200 a day, no more than 0.5%
  ['GSTR9', 'FY2025-26', { days: 1, ...annual(crore(20) + PAISA, crore(1)) }, 200, ANNUAL_LAW],
  ['GSTR9', 'FY2025-26', { days: 249, ...annual(crore(20) + PAISA, crore(1)) }, 49_800, ANNUAL_LAW],
  ['GSTR9', 'FY2025-26', { days: 251, ...annual(crore(20) + PAISA, crore(1)) }, 50_000, ANNUAL_LAW],
  ['GSTR9', 'FY2022-23', { days: 10, ...annual(crore(30), crore(30)) }, 2_000, ANNUAL_LAW],

  // 9C: what the one fee for both comes to after GSTR-9 was filed (31 December 2026 is the due date)
  [
    'GSTR9C',
    'FY2025-26',
    { days: 30, ...annual(crore(30), crore(30)), filedOn: { 'GST-GSTR9': '2026-12-01' } },
    6_000,
    ANNUAL_LAW,
  ],
  [
    'GSTR9C',
    'FY2025-26',
    { days: 90, ...annual(crore(30), crore(30)), filedOn: { 'GST-GSTR9': '2027-03-01' } },
    6_000,
    ANNUAL_LAW,
  ],
  // the waiver of Notification 08/2025-CT has lapsed: 466 days from 31 December 2023 to 10 April 2025
  [
    'GSTR9C',
    'FY2022-23',
    {
      days: 466,
      ...annual(crore(30), crore(30)),
      filedOn: { 'GST-GSTR9': '2023-12-31' },
      feeFreeUntil: '2025-03-31',
    },
    93_200,
    ANNUAL_LAW,
  ],
];

describe('late fees', () => {
  it.each(ROWS)('%s of %s, %j: ₹%d', (form, period, late, fee, law) => {
    const { lateFee } = price(form, period, late);
    expect(lateFee).toMatchObject({
      kind: 'priced',
      amount: rupees(fee),
      heads: { cgst: rupees(fee / 2), sgst: rupees(fee / 2) },
    });
    expect(lateFee).toMatchObject({ law: expect.stringMatching(law) });
  });

  it('of GSTR-9C add nothing once GSTR-9 has reached the cap of both', () => {
    // state turnover of 1 crore: 4,000 for both. 60 days of GSTR-9 at 100 have reached it; 9C follows 30 days later.
    const shared = { ...annual(crore(10), crore(1)), filedOn: { 'GST-GSTR9': '2027-03-01' } };
    expect(price('GSTR9', 'FY2025-26', { days: 60, ...annual(crore(10), crore(1)) }).lateFee).toMatchObject({
      amount: rupees(4_000),
      capped: true,
    });
    expect(price('GSTR9C', 'FY2025-26', { days: 90, ...shared }).lateFee).toMatchObject({
      amount: 0,
      days: 30,
      perDay: 0,
      capped: true,
    });
  });

  it.each<[string, string, Late, string]>([
    [
      'GSTR9C',
      'FY2025-26',
      { days: 90, ...annual(crore(30), crore(30)) },
      'counted under GST-GSTR9 until that is filed',
    ],
    [
      'GSTR9C',
      'FY2022-23',
      {
        days: 456,
        ...annual(crore(30), crore(30)),
        filedOn: { 'GST-GSTR9': '2023-12-31' },
        feeFreeUntil: '2025-03-31',
      },
      'waived where filed by 2025-03-31',
    ],
    ['CMP08', 'FY2026-27/Q2', { days: 90 }, 'the law has no late fee for it'],
    ['PMT06', '2026-10', { days: 90 }, 'the law has no late fee for it'],
    ['IFF', '2026-10', { days: 90 }, 'the law has no late fee for it'],
    ['GSTR3B-M', '2026-10', { days: 0, ...turnover(crore(1)) }, 'nothing accrued by 2026-11-20'],
    ['GSTR3B-M', '2026-03', { days: 0, extended: '2026-04-21' }, 'nothing accrued by 2026-04-21'],
  ])('%s of %s, %j: none, %s', (form, period, late, reason) =>
    expect(price(form, period, late).lateFee).toMatchObject({ kind: 'none', reason }),
  );

  it.each<[string, string, Late, string]>([
    ['GSTR3B-M', '2021-05', { days: 9, ...turnover(crore(1)) }, 'no scale on record for 2021-05'],
    ['GSTR7', '2021-05', { days: 9 }, 'no scale on record for 2021-05'],
    ['GSTR9', 'FY2021-22', { days: 9, ...annual(crore(9), crore(9)) }, 'no scale on record for FY2021-22'],
    ['GSTR4', 'FY2023-24', { days: 9 }, 'the rate on record has low confidence'],
    ['GSTR3B-M', '2026-10', { days: 41 }, 'gstin.aato not known, so the band is not'],
    [
      'GSTR9',
      'FY2025-26',
      { days: 9, facts: { 'gstin.aatoOfPeriod': crore(9) } },
      'gstin.stateTurnoverOfPeriod is not known, so the cap is not',
    ],
  ])('%s of %s, %j: unpriced, %s', (form, period, late, reason) =>
    expect(price(form, period, late).lateFee).toMatchObject({ kind: 'unpriced', reason }),
  );
});

/** form, period, base and how much of it in rupees, days, interest in rupees and paise: amount x 18% x days / 365 */
type InterestRow = readonly [
  form: string,
  period: string,
  base: string,
  amount: number,
  days: number,
  interest: number,
  event: string | undefined,
];

const on = (base: string, form: string, period: string, event?: string): InterestRow[] =>
  (
    [
      // 1,00,000 x 0.18 / 365 = 49.315
      [100_000, 1, 49.32],
      [100_000, 10, 493.15],
      [100_000, 365, 18_000],
      // the year has 365 days, also where 366 have passed
      [100_000, 366, 18_049.32],
      [100_000, 730, 36_000],
      [1, 1, 0],
    ] as const
  ).map(([amount, days, interest]) => [form, period, base, amount, days, interest, event]);

const INTEREST: readonly InterestRow[] = [
  ...on('tax.net', 'GSTR3B-M', '2026-10'),
  ...on('tax.net', 'GSTR3B-M', '2017-07'),
  ...on('credit.wronglyUtilised', 'GSTR3B-M', '2026-10'),
  ...on('tax.net', 'GSTR3B-Q', 'FY2026-27/Q2'),
  ...on('credit.wronglyUtilised', 'GSTR3B-Q', 'FY2026-27/Q2'),
  ...on('tax.net', 'PMT06', '2026-10'),
  ...on('tax.net', 'CMP08', 'FY2026-27/Q2'),
  ...on('tax.net', 'GSTR5', '2026-10'),
  ...on('tax.net', 'GSTR5A', '2026-10'),
  ...on('tax.net', 'GSTR7', '2026-10'),
  ...on('tax.net', 'GSTR8', '2026-10'),
  ...on('igst.exportsNotRealised', 'LUT', 'FY2026-27'),
  ...on('credit.wronglyUtilised', 'R37A', 'FY2025-26'),
  ...on('credit.wronglyUtilised', 'R42-43', 'FY2025-26'),
  ...on('credit.wronglyUtilised', 'R37-180D', 'event:invoice', '2026-04-01'),
  ...on('tax.net', 'GSTR10', 'event:cancelled', '2026-08-31'),
];

describe('interest', () => {
  it.each(INTEREST)(
    '%s of %s: on %s of ₹%d, %d days late: ₹%d',
    (form, period, base, amount, days, interest, event) => {
      const charges = price(form, period, {
        days,
        amounts: { [base]: amount },
        ...(event && { event }),
      }).interest;
      expect(charges.filter(({ kind }) => kind === 'priced')).toMatchObject([
        { amount: rupees(interest), days, heads: { total: rupees(interest) } },
      ]);
    },
  );

  it('runs from the extended date, and through a waiver of the fee', () => {
    const amounts = { 'tax.net': 100_000 };
    const [charge] = price('GSTR3B-M', '2026-03', { days: 10, extended: '2026-04-21', amounts }).interest;
    expect(charge).toMatchObject({ amount: rupees(493.15) });
    const [waived] = price('GSTR3B-M', '2026-10', { days: 10, feeFreeUntil: '2027-01-31', amounts }).interest;
    expect(waived).toMatchObject({ amount: rupees(493.15) });
  });

  it('is unpriced without the amount that it runs on', () => {
    expect(price('GSTR3B-M', '2026-10', { days: 10 }).interest.map(({ kind }) => kind)).toEqual([
      'unpriced',
      'unpriced',
    ]);
  });
});

it('every master with a fee or interest that can be worked out stands in these tables', () => {
  const listed = new Set([...ROWS, ...INTEREST].map(([form]) => `GST-${form}`));
  const priced = gstMasters.filter(({ lateFee, interest }) =>
    [...lateFee, ...interest].some(({ kind }) => kind !== 'described'),
  );
  expect([...new Set(priced.map(({ code }) => code))].filter((code) => !listed.has(code))).toEqual([]);
});
