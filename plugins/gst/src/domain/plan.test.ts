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
import { filesQuarterly } from './qrmp.ts';
import { registrationEvents } from './registration-events.ts';

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
  facts: facts(fact('gstin.qrmp', false), fact('gstin.aato', crore(7))),
  events: [],
  onboardedOn: d('2026-07-01'),
  ...part,
});
const plan = (subject: Subject, from: string, to: string) =>
  planInstances({
    subjects: [subject],
    masters: gstMasters,
    derivations: [filesQuarterly],
    eventDerivations: [registrationEvents.derive],
    window: { from: d(from), to: d(to) },
    existing: new Set(),
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
    const subject = gstin({ facts: facts(fact('gstin.qrmp', true), fact('gstin.aato', crore(3))) });
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
    const subject = gstin({ facts: facts(fact('gstin.qrmp', true), fact('gstin.aato', crore(4)), crossing) });
    const returns = plan(subject, '2026-08-01', '2026-11-30')
      .instances.filter((c) => c.master.includes('GSTR3B'))
      .map((c) => c.period.key);
    expect(returns).toEqual(['2026-10', '2026-11', 'FY2026-27/Q2']);
  });

  it('is asked for where the turnover is unknown', () => {
    const subject = gstin({ facts: facts(fact('gstin.qrmp', true), fact('gstin.aato', null)) });
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
    expect(find('GST-GSTR10').map((c) => c.statutory)).toEqual(['2027-01-15']);
    const ordered = { ...ended, facts: [...ended.facts, fact('gstin.cancellationOrderOn', '2026-11-02')] };
    const later = plan(ordered, '2026-10-01', '2027-12-31').instances.filter(
      (c) => c.master === 'GST-GSTR10',
    );
    expect(later.map((c) => c.statutory)).toEqual(['2027-02-02']);
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
});

it('costs 50 rupees a day and 18% on the net tax', () => {
  const gstr3b = gstMasters.find((m) => m.code === 'GST-GSTR3B-M')!;
  const result = accrue(gstr3b, {
    period: parsePeriod('2026-10'),
    dates: { statutory: d('2026-11-20'), extended: null, feeFreeUntil: null },
    upTo: d('2026-11-30'),
    facts: facts(fact('gstin.aato', crore(7))),
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
