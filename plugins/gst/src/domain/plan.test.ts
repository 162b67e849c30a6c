/** One GSTIN through the whole domain: facts to derived facts, events, instances, order of filing, cost of delay. */
import { describe, expect, it } from 'vitest';
import type { Candidate, Fact, FactValue, Sibling, Subject } from '@compliance-os/compliance';
import {
  accrue,
  blockingDependencies,
  crore,
  dependencyStates,
  FactSchema,
  localDate,
  parsePeriod,
  planInstances,
  rupees,
} from '@compliance-os/compliance';
import { gstMasters } from '../masters/index.ts';
import { gstDerivations, gstEvents } from './derivations.ts';

const d = localDate;
const fact = (field: string, value: FactValue | null, from = '2020-04-01', to: string | null = null): Fact =>
  FactSchema.parse({ field, value, from, to, source: 'test' });
const facts = (...more: Fact[]) => [
  fact('gstin.type', 'regular'),
  fact('gstin.status', 'active'),
  fact('gstin.stateCode', '27'),
  fact('gstin.exports', false),
  fact('gstin.jobWork', false),
  fact('gstin.mixedSupplies', false),
  fact('gstin.wantsComposition', false),
  fact('gstin.aatoAnyYearSince2017', crore(9)),
  ...more,
];
const gstin = (part: Partial<Subject>): Subject => ({
  id: '27AAPFU0939F1ZV',
  kind: 'registration:gstin',
  life: { from: d('2020-04-01'), to: null },
  facts: facts(fact('gstin.qrmp', false), fact('gstin.aato', crore(7), '2026-04-01')),
  events: [],
  onboardedOn: d('2026-07-01'),
  ...part,
});
const plan = (subject: Subject, from: string, to: string) =>
  planInstances({
    subjects: [subject],
    masters: gstMasters,
    derivations: gstDerivations,
    eventDerivations: gstEvents.map(({ derive }) => derive),
    window: { from: d(from), to: d(to) },
  });
const due = (instances: readonly Candidate[], from: string, to: string) =>
  instances
    .filter((c) => c.statutory !== null && c.statutory >= from && c.statutory <= to)
    .map((c) => `${c.statutory} ${c.master.slice(4)} ${c.period.key}`)
    .sort();

describe('what falls due in November 2026', () => {
  it('for a monthly filer', () => {
    const { instances } = plan(gstin({}), '2026-11-01', '2026-11-30');
    expect(due(instances, '2026-11-01', '2026-11-30')).toEqual([
      '2026-11-11 GSTR1-M 2026-10',
      '2026-11-18 IMS-2B 2026-10',
      '2026-11-20 GSTR3B-M 2026-10',
      '2026-11-30 ITC-CUTOFF FY2025-26',
      '2026-11-30 R37A FY2025-26',
    ]);
  });

  it('for a quarterly filer', () => {
    const subject = gstin({
      facts: facts(fact('gstin.qrmp', true), fact('gstin.aato', crore(3), '2026-04-01')),
    });
    const { instances } = plan(subject, '2026-10-01', '2026-11-30');
    expect(due(instances, '2026-10-01', '2026-11-30')).toEqual([
      '2026-10-13 GSTR1-Q FY2026-27/Q2',
      '2026-10-20 IMS-2B-Q FY2026-27/Q2',
      '2026-10-22 GSTR3B-Q FY2026-27/Q2',
      '2026-10-31 QRMP-OPT FY2026-27/Q3',
      '2026-11-13 IFF 2026-10',
      '2026-11-25 PMT06 2026-10',
      '2026-11-30 ITC-CUTOFF FY2025-26',
      '2026-11-30 R37A FY2025-26',
    ]);
  });

  it('for one that turns monthly after crossing 5 crore in August', () => {
    const crossing = fact('gstin.turnoverToDate', crore(5.2), '2026-08-15', '2027-03-31');
    const subject = gstin({
      facts: facts(fact('gstin.qrmp', true), fact('gstin.aato', crore(4), '2026-04-01'), crossing),
    });
    const returns = plan(subject, '2026-08-01', '2026-11-30')
      .instances.filter((c) => c.master.includes('GSTR3B'))
      .map((c) => c.period.key);
    expect(returns).toEqual(['2026-10', '2026-11', 'FY2026-27/Q2']);
  });

  it('is asked for where the turnover is unknown', () => {
    const subject = gstin({ facts: facts(fact('gstin.qrmp', true), fact('gstin.aato', null, '2026-04-01')) });
    const { instances, undetermined } = plan(subject, '2026-10-01', '2026-10-31');
    expect(instances.some((c) => c.master.includes('GSTR3B'))).toBe(false);
    const open = undetermined.filter((c) => c.master.includes('GSTR3B') && c.span.from >= '2026-10-01');
    expect(open.map((c) => [c.master, c.period.key, c.applicability.missing])).toEqual([
      ['GST-GSTR3B-M', '2026-10', ['gstin.aato']],
      ['GST-GSTR3B-Q', 'FY2026-27/Q3', ['gstin.aato']],
    ]);
  });
});

describe('a registration cancelled with effect from 15 October 2026', () => {
  const ended = gstin({ life: { from: d('2020-04-01'), to: d('2026-10-14') } });
  const { instances } = plan(ended, '2026-10-01', '2027-12-31');
  const find = (code: string) => instances.filter((c) => c.master === code);

  it('still owes the part-month, and no month after', () => {
    const october = find('GST-GSTR3B-M').at(-1)!;
    expect([october.period.key, october.span.from, october.span.to, october.statutory]).toEqual([
      '2026-10',
      '2026-10-01',
      '2026-10-14',
      '2026-11-20',
    ]);
  });

  it('owes the final return, three months from the order where that is later', () => {
    expect(find('GST-GSTR10')).toMatchObject([
      {
        statutory: '2027-01-15',
        provisional: true,
        due: {
          awaits: [{ name: 'registration.cancellation-ordered' }],
          expected: { why: 'statutory-earliest' },
        },
      },
    ]);
    const ordered = { ...ended, facts: [...ended.facts, fact('gstin.cancellationOrderOn', '2026-11-02')] };
    const later = plan(ordered, '2026-10-01', '2027-12-31').instances.filter(
      (c) => c.master === 'GST-GSTR10',
    );
    expect(later.map((c) => [c.statutory, c.provisional])).toEqual([['2027-02-02', false]]);
  });

  it('owes one final return, also when its day is corrected', () => {
    const corrected = { ...ended, life: { ...ended.life, to: d('2026-10-20') } };
    const keys = (subject: Subject) =>
      plan(subject, '2026-10-01', '2027-12-31')
        .instances.filter((c) => ['GST-GSTR10', 'GST-BANK-10A'].includes(c.master))
        .map((c) => c.key);
    expect(keys(corrected)).toEqual(keys(ended));
    expect(keys(ended)).toHaveLength(1);
  });

  it('is cancelled too where only its status says so', () => {
    const said = gstin({
      facts: [
        ...facts().filter((f) => f.field !== 'gstin.status'),
        fact('gstin.status', 'active', '2020-04-01', '2026-10-14'),
        fact('gstin.status', 'cancelled', '2026-10-15'),
        fact('gstin.qrmp', false),
      ],
    });
    const owed = plan(said, '2026-10-01', '2027-12-31').instances;
    const spans = (code: string) =>
      owed.filter((c) => c.master === code).map((c) => [c.span.from, c.span.to, c.statutory]);
    expect(spans('GST-GSTR3B-M').at(-1)).toEqual(['2026-10-01', '2026-10-14', '2026-11-20']);
    expect(spans('GST-GSTR10')).toEqual([['2026-10-15', '2026-10-15', '2027-01-15']]);
  });

  it('owes none where the cancellation was revoked', () => {
    const revoked = gstin({
      facts: [
        ...facts().filter((f) => f.field !== 'gstin.status'),
        fact('gstin.status', 'cancelled', '2026-10-15', '2026-11-30'),
        fact('gstin.status', 'active', '2026-12-01'),
        fact('gstin.qrmp', false),
      ],
    });
    const { instances: owed } = plan(revoked, '2026-10-01', '2027-12-31');
    expect(owed.filter((c) => c.master === 'GST-GSTR10')).toEqual([]);
  });

  it('may owe the annual return of its last year, once the turnover is known', () => {
    const { undetermined } = plan(ended, '2026-10-01', '2027-12-31');
    expect(
      undetermined
        .filter((c) => c.master === 'GST-GSTR9')
        .map((c) => [c.period.key, c.applicability.missing]),
    ).toContainEqual(['FY2026-27', ['gstin.aatoOfPeriod']]);
  });
});

describe('a Letter of Undertaking', () => {
  const exporter = (registered: string, ...exports: Fact[]) =>
    plan(
      gstin({
        life: { from: d(registered), to: null },
        onboardedOn: null,
        facts: [...facts(fact('gstin.qrmp', false)).filter((f) => f.field !== 'gstin.exports'), ...exports],
      }),
      '2026-04-01',
      '2028-03-31',
    )
      .instances.filter((c) => c.master === 'GST-LUT')
      .map((c) => `${c.period.key} ${c.statutory}`);

  it('of a new exporter counts from the first day, not from before it existed', () => {
    expect(exporter('2026-08-01', fact('gstin.exports', true, '2026-08-01'))).toEqual([
      'FY2026-27 2026-08-01',
      'FY2027-28 2027-03-31',
      'FY2028-29 2028-03-31',
    ]);
  });

  it('of one that begins to export counts from its first zero-rated supply', () => {
    expect(
      exporter(
        '2020-04-01',
        fact('gstin.exports', false, '2020-04-01', '2026-10-04'),
        fact('gstin.exports', true, '2026-10-05'),
      ),
    ).toEqual(['FY2026-27 2026-10-05', 'FY2027-28 2027-03-31', 'FY2028-29 2028-03-31']);
  });

  it('of a standing exporter is due before every year', () => {
    expect(exporter('2020-04-01', fact('gstin.exports', true))).toEqual([
      'FY2026-27 2026-03-31',
      'FY2027-28 2027-03-31',
      'FY2028-29 2028-03-31',
    ]);
  });
});

describe('dates that only an event would bring forward', () => {
  it('are the dates of the law and no forecast', () => {
    const started = gstin({ life: { from: d('2026-09-20'), to: null }, onboardedOn: null });
    const { instances } = plan(started, '2026-09-01', '2027-12-31');
    const of = (code: string) => instances.find((c) => c.master === code)!;
    expect(of('GST-BANK-10A')).toMatchObject({
      statutory: '2026-10-20',
      provisional: false,
      due: { unless: [{ name: 'gstr1.first' }] },
    });
    expect(of('GST-ITC-CUTOFF')).toMatchObject({ statutory: '2027-11-30', provisional: false });
  });
});

describe('the order of filing', () => {
  const master = (code: string) => gstMasters.find((m) => m.code === code)!;
  const sibling = (code: string, key: string, state: Sibling['state']): Sibling => ({
    id: `${code} ${key}`,
    master: code,
    period: parsePeriod(key),
    state,
  });
  const blockers = (code: string, key: string, ...siblings: Sibling[]) =>
    blockingDependencies(dependencyStates(master(code), parsePeriod(key), siblings)).flatMap((s) =>
      s.waitingFor.map((w) => `${w.id} ${s.dependency.law}`),
    );

  it('GSTR-3B waits for GSTR-1, the next GSTR-1 for GSTR-3B', () => {
    expect(
      blockers(
        'GST-GSTR3B-M',
        '2026-10',
        sibling('GST-GSTR1-M', '2026-10', 'open'),
        sibling('GST-GSTR3B-M', '2026-09', 'done'),
      ),
    ).toEqual(['GST-GSTR1-M 2026-10 CGST s.39(1), rule 61; s.37 first']);
    expect(blockers('GST-GSTR1-M', '2026-11', sibling('GST-GSTR3B-M', '2026-10', 'open'))).toEqual([
      'GST-GSTR3B-M 2026-10 rule 59(6)(a)',
    ]);
    expect(blockers('GST-GSTR1-M', '2026-11', sibling('GST-GSTR3B-M', '2026-10', 'done'))).toEqual([]);
  });

  it('holds across the change from quarterly to monthly', () => {
    expect(blockers('GST-GSTR1-M', '2026-10', sibling('GST-GSTR3B-Q', 'FY2026-27/Q2', 'open'))).toEqual([
      'GST-GSTR3B-Q FY2026-27/Q2 rule 59(6)(a)',
    ]);
  });

  it('lets IFF of the second month pass, but not after an unfiled quarter', () => {
    expect(blockers('GST-IFF', '2026-11', sibling('GST-GSTR3B-Q', 'FY2026-27/Q3', 'open'))).toEqual([]);
    expect(blockers('GST-IFF', '2026-11', sibling('GST-GSTR3B-Q', 'FY2026-27/Q2', 'open'))).toHaveLength(1);
  });

  it('holds IFF back after a month that was not filed before the change to quarterly', () => {
    expect(blockers('GST-IFF', '2026-10', sibling('GST-GSTR3B-M', '2026-09', 'open'))).toEqual([
      'GST-GSTR3B-M 2026-09 rule 59(6)',
    ]);
  });
});

it('costs 50 rupees a day and 18% on the net tax', () => {
  const gstr3b = gstMasters.find((m) => m.code === 'GST-GSTR3B-M')!;
  const result = accrue(gstr3b, {
    period: parsePeriod('2026-10'),
    dates: { statutory: d('2026-11-20'), extended: null, feeFreeUntil: null },
    upTo: d('2026-11-30'),
    facts: facts(fact('gstin.aato', crore(7), '2026-04-01')),
    nil: false,
    amounts: { 'tax.net': rupees(365_000), 'credit.wronglyUtilised': 0 },
    events: {},
    filedOn: {},
  });
  expect(result).toMatchObject({
    lateFee: { amount: rupees(500), perDay: rupees(50) },
    total: rupees(500 + 1_800),
    incomplete: false,
  });
});
