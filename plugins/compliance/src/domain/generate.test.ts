import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from './calendar.ts';
import type { Fact, FactValue } from './facts.ts';
import { FactSchema } from './facts.ts';
import type { PlanInput, Subject } from './generate.ts';
import { planInstances } from './generate.ts';
import type { MasterInput } from './master.ts';
import { defineMaster } from './master.ts';

const d = localDate;
const base: MasterInput = {
  code: 'TST-M',
  family: 'test',
  name: 'Monthly',
  form: 'T-1',
  authority: 'Nobody',
  law: 's.1',
  frequency: 'monthly',
  subject: 'registration:gstin',
  applicability: { field: 'gstin.type', op: 'eq', value: 'regular' },
  rule: { kind: 'day-of-following-month', day: 20, monthsAfter: 1 },
  dueText: '20th',
  effectiveFrom: '2017-07-01',
  confidence: 'high',
  source: { law: 's.1', urls: [], basis: 'seen' },
};
const monthly = defineMaster(base);
const fact = (field: string, value: FactValue | null, from = '2020-04-01', to: string | null = null): Fact =>
  FactSchema.parse({ field, value, from, to, source: 'test' });
const subject = (part: Partial<Subject> = {}): Subject => ({
  id: 'g1',
  kind: 'registration:gstin',
  life: { from: d('2020-04-01'), to: null },
  facts: [fact('gstin.type', 'regular')],
  events: [],
  onboardedOn: null,
  ...part,
});
const plan = (part: Partial<PlanInput>) =>
  planInstances({
    subjects: [subject()],
    masters: [monthly],
    derivations: [],
    eventDerivations: [],
    window: { from: d('2026-10-01'), to: d('2026-11-30') },
    ...part,
  });
const keys = (part: Partial<PlanInput>) =>
  plan(part).instances.map((c) => `${c.master} ${c.period.key} ${c.statutory}`);

describe('planning', () => {
  it('takes every period that touches the window or falls due in it', () => {
    expect(keys({})).toEqual([
      'TST-M 2026-09 2026-10-20',
      'TST-M 2026-10 2026-11-20',
      'TST-M 2026-11 2026-12-20',
    ]);
  });

  it('gives a registration that came and went the part it lived', () => {
    const lived = subject({ life: { from: d('2026-10-12'), to: d('2026-11-14') } });
    expect(
      plan({ subjects: [lived] }).instances.map((c) => [c.period.key, c.span.from, c.span.to, c.statutory]),
    ).toEqual([
      ['2026-10', '2026-10-12', '2026-10-31', '2026-11-20'],
      ['2026-11', '2026-11-01', '2026-11-14', '2026-12-20'],
    ]);
  });

  it('gives a change of type inside a month the days on which it applies', () => {
    const changed = subject({
      facts: [
        fact('gstin.type', 'composition', '2020-04-01', '2026-10-14'),
        fact('gstin.type', 'regular', '2026-10-15'),
      ],
    });
    expect(plan({ subjects: [changed] }).instances.map((c) => [c.period.key, c.span.from])).toEqual([
      ['2026-10', '2026-10-15'],
      ['2026-11', '2026-11-01'],
    ]);
  });

  it('asks for what it needs to know, with the date it would have', () => {
    const { instances, undetermined } = plan({ subjects: [subject({ facts: [] })] });
    expect(instances).toEqual([]);
    expect(
      undetermined.map((c) => [c.period.key, c.statutory, c.applicability.missing, c.summary]),
    ).toContainEqual(['2026-10', '2026-11-20', ['gstin.type'], 'Undetermined: gstin.type is not known.']);
  });

  it('keeps apart what fell due before it was taken on', () => {
    const { instances, beforeOnboarding } = plan({ subjects: [subject({ onboardedOn: d('2026-11-05') })] });
    expect(beforeOnboarding.map((c) => c.period.key)).toEqual(['2026-09']);
    expect(instances.map((c) => c.period.key)).toEqual(['2026-10', '2026-11']);
  });

  it('owes at once what was due before it existed, unless that was a choice', () => {
    const undertaking = defineMaster({
      ...base,
      code: 'TST-L',
      frequency: 'annual',
      rule: { kind: 'fixed', month: 3, day: 31, yearOffset: 0 },
    });
    const choice = defineMaster({
      ...base,
      code: 'TST-O',
      nature: 'election',
      frequency: 'annual',
      rule: { kind: 'fixed', month: 3, day: 31, yearOffset: 0 },
    });
    const fresh = subject({ life: { from: d('2026-10-12'), to: null }, onboardedOn: d('2026-10-20') });
    const { instances, beforeOnboarding } = plan({ masters: [undertaking, choice], subjects: [fresh] });
    expect(instances.map((c) => `${c.master} ${c.statutory}`)).toEqual(['TST-L 2026-03-31']);
    expect(beforeOnboarding).toEqual([]);
  });

  it('takes the version of the master that governs the period', () => {
    const first = defineMaster({ ...base, effectiveTo: '2026-10-31' });
    const second = defineMaster({
      ...base,
      version: 2,
      effectiveFrom: '2026-11-01',
      rule: { kind: 'day-of-following-month', day: 25, monthsAfter: 1 },
    });
    expect(
      plan({ masters: [first, second] }).instances.map((c) => [c.period.key, c.masterVersion, c.statutory]),
    ).toEqual([
      ['2026-09', 1, '2026-10-20'],
      ['2026-10', 1, '2026-11-20'],
      ['2026-11', 2, '2026-12-25'],
    ]);
  });

  it('leaves subjects of another kind alone', () => {
    expect(keys({ subjects: [subject({ kind: 'entity' })] })).toEqual([]);
  });

  it('finds a yearly duty due in the window long after its period, and one due before it', () => {
    const after = defineMaster({
      ...base,
      code: 'TST-Y',
      frequency: 'annual',
      rule: { kind: 'fixed', month: 11, day: 30, yearOffset: 1 },
    });
    const before = defineMaster({
      ...base,
      code: 'TST-L',
      frequency: 'annual',
      rule: { kind: 'fixed', month: 3, day: 31, yearOffset: 0 },
    });
    const belated = defineMaster({
      ...base,
      code: 'TST-U',
      frequency: 'annual',
      rule: { kind: 'fixed', month: 3, day: 31, yearOffset: 6 },
    });
    const due = (window: { from: string; to: string }) =>
      plan({ masters: [after, before, belated], window: { from: d(window.from), to: d(window.to) } })
        .instances.filter((c) => c.statutory! >= window.from && c.statutory! <= window.to)
        .map((c) => `${c.master} ${c.period.key}`);
    expect(due({ from: '2026-11-01', to: '2026-11-30' })).toEqual(['TST-Y FY2025-26']);
    expect(due({ from: '2027-03-01', to: '2027-03-31' })).toEqual(['TST-L FY2027-28', 'TST-U FY2021-22']);
  });
});

describe('events', () => {
  const onEvent = defineMaster({
    ...base,
    code: 'TST-E',
    frequency: 'event',
    triggers: ['allotment'],
    rule: {
      kind: 'variant',
      by: 'allotment.type',
      branches: [
        {
          name: 'private',
          when: { op: 'eq', value: 'private-placement' },
          rule: { kind: 'days-after', event: 'allotment', days: 15 },
        },
        {
          name: 'other',
          when: { op: 'ne', value: 'private-placement' },
          rule: { kind: 'days-after', event: 'trigger', days: 30 },
        },
      ],
    },
  });
  const allotment = (id: string, date: string, type: string) => ({
    id,
    name: 'allotment',
    date: d(date),
    facts: [fact('allotment.type', type)],
  });

  it('make one instance each, with what is known about each', () => {
    const events = [
      allotment('a1', '2026-10-10', 'private-placement'),
      allotment('a2', '2026-10-10', 'rights'),
    ];
    expect(keys({ masters: [onEvent], subjects: [subject({ events })] })).toEqual([
      'TST-E event:a1 2026-10-25',
      'TST-E event:a2 2026-11-09',
    ]);
  });

  it('of a family follow from the life of the subject', () => {
    const final = defineMaster({
      ...base,
      code: 'TST-F',
      frequency: 'event',
      triggers: ['ended'],
      rule: { kind: 'months-after', event: 'ended', months: 3 },
    });
    const ended = { id: 'end', name: 'ended', date: d('2026-10-15') };
    expect(keys({ masters: [final], eventDerivations: [() => [ended]] })).toEqual([
      'TST-F event:end 2027-01-15',
    ]);
  });
});

describe('dates of other masters', () => {
  const control = defineMaster({
    ...base,
    code: 'TST-C',
    rule: { kind: 'relative-to-master', master: 'TST-M', daysBefore: 2 },
  });

  it('are taken from the same subject and period', () => {
    expect(keys({ masters: [control, monthly] })).toContain('TST-C 2026-10 2026-11-18');
  });

  it('are awaited where that master does not apply', () => {
    const elsewhere = defineMaster({
      ...base,
      applicability: { field: 'gstin.type', op: 'eq', value: 'isd' },
    });
    const { instances } = plan({ masters: [control, elsewhere] });
    expect(instances[0]).toMatchObject({
      master: 'TST-C',
      statutory: null,
      provisional: true,
      due: { awaits: [{ what: 'master', name: 'TST-M' }] },
    });
  });
});

describe('subjects that are alike', () => {
  const yearly = defineMaster({
    ...base,
    code: 'TST-Y',
    frequency: 'annual',
    applicability: { field: 'gstin.aato', op: 'gt', value: 100 },
    rule: { kind: 'fixed', month: 12, day: 31, yearOffset: 1 },
  });
  const some = fc.record({
    type: fc.constantFrom('regular', 'composition', null),
    turnover: fc.constantFrom(50, 500, null),
    from: fc.constantFrom(d('2020-04-01'), d('2026-10-12')),
    onboardedOn: fc.constantFrom(null, d('2026-10-25')),
  });
  const subjects = fc.array(some, { maxLength: 8 }).map((parts) =>
    parts.map(({ type, turnover, from, onboardedOn }, index) =>
      subject({
        id: `g${index}`,
        life: { from, to: null },
        facts: [fact('gstin.type', type), fact('gstin.aato', turnover)],
        onboardedOn,
      }),
    ),
  );
  it('are planned as if each were alone', () => {
    fc.assert(
      fc.property(subjects, (all) => {
        const input = { masters: [monthly, yearly] };
        const together = plan({ ...input, subjects: all });
        for (const one of all) {
          const alone = plan({ ...input, subjects: [one] });
          for (const kind of ['instances', 'undetermined', 'beforeOnboarding'] as const)
            expect(together[kind].filter((candidate) => candidate.subject === one.id)).toEqual(alone[kind]);
        }
      }),
    );
  });
});
