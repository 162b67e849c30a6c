import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from './calendar.ts';
import type { GovernmentNotification } from './extension-schema.ts';
import { GovernmentNotificationSchema } from './extension-schema.ts';
import type { Fact, FactValue } from './facts.ts';
import { FactSchema } from './facts.ts';
import type { Subject } from './generate.ts';
import type { MasterInput } from './master.ts';
import { defineMaster } from './master.ts';
import { spansOverlap } from './period.ts';
import type { Revision, RevisionInput, Standing } from './revise.ts';
import { CHANGES, reviseInstances } from './revise.ts';
import type { InstanceStatus } from './status.ts';

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
  applicability: { field: 'files.quarterly', op: 'eq', value: false },
  rule: { kind: 'day-of-following-month', day: 20, monthsAfter: 1 },
  dueText: '20th',
  effectiveFrom: '2017-07-01',
  confidence: 'high',
  source: { law: 's.1', urls: [], basis: 'seen' },
};
const monthly = defineMaster(base);
const quarterly = defineMaster({
  ...base,
  code: 'TST-Q',
  frequency: 'quarterly',
  applicability: { field: 'files.quarterly', op: 'eq', value: true },
});
const final = defineMaster({
  ...base,
  code: 'TST-F',
  frequency: 'event',
  triggers: ['cancelled'],
  applicability: { always: true },
  rule: { kind: 'months-after', event: 'cancelled', months: 3 },
});
/** Thirty days after the meeting, taken to be on its last day while it is not known. */
const meeting = defineMaster({
  ...base,
  code: 'TST-E',
  frequency: 'annual',
  applicability: { always: true },
  rule: {
    kind: 'days-after',
    event: 'meeting',
    days: 30,
    assumedEventDate: { month: 9, day: 30, yearOffset: 1 },
  },
});
const fact = (field: string, value: FactValue | null, from = '2020-04-01', to: string | null = null): Fact =>
  FactSchema.parse({ field, value, from, to, source: 'test' });
const subject = (part: Partial<Subject> = {}): Subject => ({
  id: 'g1',
  kind: 'registration:gstin',
  life: { from: d('2020-04-01'), to: null },
  facts: [fact('files.quarterly', false)],
  events: [],
  onboardedOn: null,
  ...part,
});
const notification = (part: object): GovernmentNotification =>
  GovernmentNotificationSchema.parse({
    id: 'n-1',
    number: 'Notification 1',
    date: '2026-11-21',
    scope: { masters: ['TST-M'], periods: { keys: ['2026-10'] } },
    moves: { to: '2026-11-25' },
    feeFreeUntil: null,
    law: 's.2',
    urls: [],
    confidence: 'high',
    ...part,
  });

type Part = Partial<RevisionInput>;
const revised = (part: Part) =>
  reviseInstances({
    subjects: [subject()],
    standing: [],
    masters: [monthly, quarterly],
    derivations: [],
    eventDerivations: [],
    notifications: [],
    revise: new Set(),
    missingOf: ({ applicability }) => applicability.missing,
    window: { from: d('2026-10-01'), to: d('2026-12-31') },
    today: d('2026-11-22'),
    ...part,
  });

/** The instances after a run that did what was found, as the store writes it. */
const applied = (standing: readonly Standing[], revisions: readonly Revision[]): readonly Standing[] => {
  const stand = ({ target, subject: of }: Revision, id: string): Standing => ({
    id,
    subject: of,
    made: target!.duty.master,
    period: target!.duty.period,
    span: target!.duty.span,
    dates: target!.inForce.dates,
    provisional: target!.duty.provisional,
    status: target!.beforeOnboarding ? 'filed' : 'not-started',
    beforeOnboarding: target!.beforeOnboarding,
    workedOn: false,
  });
  const byId = new Map(standing.map((one) => [one.id, one]));
  for (const revision of revisions) {
    const { kind, standing: one, target } = revision;
    if (one === null) {
      const id = `${revision.subject}|${target!.duty.master.code}|${target!.duty.period.key}`;
      byId.set(id, stand(revision, id));
    } else if (kind === 'withdraw') {
      byId.set(one.id, { ...one, status: 'withdrawn', beforeOnboarding: false });
    } else if ((CHANGES as readonly string[]).includes(kind)) {
      byId.set(one.id, stand(revision, one.id));
    }
  }
  return [...byId.values()];
};
const run = (part: Part): readonly Standing[] => applied(part.standing ?? [], revised(part).revisions);

/** "withdraw TST-M 2026-12", in the order of the calendar. */
const told = ({ revisions }: { readonly revisions: readonly Revision[] }): string[] =>
  revisions
    .map(({ kind, standing, target }) => {
      const { code } = target?.duty.master ?? standing!.made;
      return `${kind} ${code} ${(target?.duty.period ?? standing!.period).key}`;
    })
    .sort();
const one = (standing: readonly Standing[], code: string, period: string): Standing =>
  standing.find(({ made, period: { key } }) => made.code === code && key === period)!;
const touchedBy = (standing: readonly Standing[], period: string, part: Partial<Standing>) =>
  standing.map((it) => (it.period.key === period ? { ...it, ...part } : it));

describe('what is known anew', () => {
  const before = run({});

  it('about nothing changes nothing', () => {
    expect(before.map(({ period }) => period.key)).toEqual(['2026-09', '2026-10', '2026-11', '2026-12']);
    expect(revised({ standing: before })).toEqual({ revisions: [], questions: [], unchanged: 4 });
  });

  it('withdraws the months after the end, and cuts the month of it', () => {
    const ended = subject({ life: { from: d('2020-04-01'), to: d('2026-11-14') } });
    const found = revised({ standing: before, subjects: [ended] });
    expect(told(found)).toEqual(['respan TST-M 2026-11', 'withdraw TST-M 2026-12']);
    expect(found.revisions.map(({ reason }) => reason)).toEqual([
      'Covers 1 Nov 2026 to 14 Nov 2026. Applies: files.quarterly is no.',
      'Ended on 14 Nov 2026.',
    ]);
    const after = run({ standing: before, subjects: [ended] });
    expect(told(revised({ standing: after }))).toEqual(['respan TST-M 2026-11', 'restore TST-M 2026-12']);
    expect(run({ standing: after })).toEqual(before);
  });

  it('reaches what lies before the window', () => {
    const ended = subject({ life: { from: d('2020-04-01'), to: d('2026-10-20') } });
    const window = { from: d('2027-01-01'), to: d('2027-03-31') };
    expect(told(revised({ standing: before, subjects: [ended], window }))).toEqual([
      'respan TST-M 2026-10',
      'withdraw TST-M 2026-11',
      'withdraw TST-M 2026-12',
    ]);
  });

  it('puts one form in the place of the other, never both', () => {
    const chosen = subject({
      facts: [
        fact('files.quarterly', false, '2020-04-01', '2026-09-30'),
        fact('files.quarterly', true, '2026-10-01'),
      ],
    });
    expect(told(revised({ standing: before, subjects: [chosen] }))).toEqual([
      'create TST-Q FY2026-27/Q3',
      'withdraw TST-M 2026-10',
      'withdraw TST-M 2026-11',
      'withdraw TST-M 2026-12',
    ]);
  });

  it('makes a forecast firm', () => {
    const masters = [meeting];
    const open = run({ masters });
    expect(one(open, 'TST-E', 'FY2025-26')).toMatchObject({
      provisional: true,
      dates: { statutory: '2026-10-30' },
    });
    const events = [{ id: 'agm', name: 'meeting', date: d('2026-09-15'), period: 'FY2025-26' }];
    const found = revised({ masters, standing: open, subjects: [subject({ events })] });
    const last = found.revisions.find(({ standing }) => standing?.period.key === 'FY2025-26')!;
    expect(last).toMatchObject({
      kind: 'redate',
      target: { duty: { statutory: '2026-10-15', provisional: false } },
    });
    expect(last.reason).toBe('30 Oct 2026 becomes 15 Oct 2026: 30 days after meeting on 2026-09-15.');
  });

  it('dates an event again, under the same name', () => {
    const on = (date: string) => subject({ events: [{ id: 'cancelled', name: 'cancelled', date: d(date) }] });
    const masters = [final];
    const made = run({ masters, subjects: [on('2026-11-15')] });
    const found = revised({ masters, standing: made, subjects: [on('2026-11-20')] });
    expect(told(found)).toEqual(['redate TST-F event:cancelled']);
    expect(found.revisions[0]!.reason).toMatch(/^15 Feb 2027 becomes 20 Feb 2027: 3 months after cancelled/);
    expect(told(revised({ masters, standing: made }))).toEqual(['withdraw TST-F event:cancelled']);
  });

  it('that is nothing certain keeps what is there, and asks', () => {
    const unsure = subject({ facts: [fact('files.quarterly', null)] });
    const { revisions, questions, unchanged } = revised({ standing: before, subjects: [unsure] });
    expect({ revisions, unchanged }).toEqual({ revisions: [], unchanged: 4 });
    expect(questions.map(({ master, period, missing }) => [master.code, period.key, missing])).toContainEqual(
      ['TST-M', '2026-10', ['files.quarterly']],
    );
  });

  it('freezes what belongs to a plugin that is off', () => {
    const ended = subject({ life: { from: d('2020-04-01'), to: d('2026-11-14') } });
    expect(told(revised({ standing: before, subjects: [ended], masters: [quarterly] }))).toEqual([]);
  });
});

describe('the day of taking on', () => {
  const taken = (onboardedOn: string | null) =>
    subject({ onboardedOn: onboardedOn === null ? null : d(onboardedOn) });

  it('is looked at for what is new and for what is there', () => {
    expect(told(revised({ subjects: [taken('2026-11-01')] }))).toContain('before-onboarding TST-M 2026-09');
    const owed = run({});
    expect(told(revised({ standing: owed, subjects: [taken('2026-11-01')] }))).toEqual([
      'before-onboarding TST-M 2026-09',
    ]);
    const filed = run({ standing: owed, subjects: [taken('2026-11-01')] });
    expect(one(filed, 'TST-M', '2026-09')).toMatchObject({ status: 'filed', beforeOnboarding: true });
    expect(told(revised({ standing: filed }))).toEqual(['restore TST-M 2026-09']);
  });

  it('is compared with the date that counts', () => {
    const extended = notification({ scope: { masters: ['TST-M'], periods: { keys: ['2026-09'] } } });
    const input = { subjects: [taken('2026-11-01')], notifications: [extended] };
    expect(told(revised(input))).toContain('create TST-M 2026-09');
  });
});

describe('notifications in force', () => {
  const moves = notification({});
  const somewhere = notification({
    scope: {
      masters: ['TST-M'],
      periods: { keys: ['2026-10'] },
      where: { field: 'place.district', op: 'eq', value: 'Chennai' },
    },
  });
  const of = (district: string | null) =>
    subject({ facts: [fact('files.quarterly', false), fact('place.district', district)] });

  it('are folded into a date that is made and into one that is made anew', () => {
    const made = run({ notifications: [moves] });
    expect(one(made, 'TST-M', '2026-10').dates).toEqual({
      statutory: '2026-11-20',
      extended: '2026-11-25',
      feeFreeUntil: null,
    });
    expect(told(revised({ standing: made, notifications: [moves] }))).toEqual([]);
    expect(told(revised({ standing: made }))).toEqual(['redate TST-M 2026-10']);
  });

  it('that cannot be decided are asked about, and reach what is there once the fact comes', () => {
    const input = { notifications: [somewhere], subjects: [of(null)] };
    const made = run(input);
    expect(one(made, 'TST-M', '2026-10').dates).toMatchObject({ extended: null });
    const { revisions, questions } = revised({ ...input, standing: made });
    expect(revisions).toEqual([]);
    expect(questions).toMatchObject([
      { missing: ['place.district'], summary: 'Undetermined: whether Notification 1 moves the date.' },
    ]);
    const known = revised({ ...input, standing: made, subjects: [of('Chennai')] });
    expect(told(known)).toEqual(['redate TST-M 2026-10']);
    expect(known.revisions[0]!.reason).toBe('20 Nov 2026 becomes 25 Nov 2026: Notification 1.');
    expect(known.questions).toEqual([]);
  });
});

describe('what somebody has worked on', () => {
  const before = run({});
  const ended = [subject({ life: { from: d('2020-04-01'), to: d('2026-10-31') } })];

  it.each<[string, Partial<Standing>]>([
    ['with evidence, a submission or a payment', { workedOn: true }],
    ['in preparation', { status: 'preparing' }],
    ['in review', { status: 'in-review' }],
    ['approved', { status: 'approved' }],
  ])('%s is told of and left alone', (_name, part) => {
    const standing = touchedBy(before, '2026-12', part);
    const found = revised({ standing, subjects: ended });
    expect(told(found)).toEqual(['touched TST-M 2026-12', 'withdraw TST-M 2026-11']);
    expect(one(run({ standing, subjects: ended }), 'TST-M', '2026-12')).toEqual(
      one(standing, 'TST-M', '2026-12'),
    );
  });

  it.each<InstanceStatus>(['filed', 'completed', 'waived', 'not-used'])('%s is history', (status) => {
    const standing = touchedBy(before, '2026-12', { status });
    expect(told(revised({ standing, subjects: ended }))).toEqual(['withdraw TST-M 2026-11']);
  });
});

describe('a new version of a master', () => {
  const before = run({});
  const later = defineMaster({
    ...base,
    version: 2,
    rule: { kind: 'day-of-following-month', day: 25, monthsAfter: 1 },
  });
  const masters = [later, quarterly];
  const revise = new Set(['TST-M']);

  it('waits until a revision names it', () => {
    const waiting = revised({ standing: before, masters });
    expect([...new Set(waiting.revisions.map(({ kind }) => kind))]).toEqual(['outdated']);
    expect(run({ standing: before, masters })).toEqual(before);
    const after = run({ standing: before, masters, revise });
    expect(after.map(({ made, dates }) => [made.version, dates!.statutory])).toEqual([
      [2, '2026-10-25'],
      [2, '2026-11-25'],
      [2, '2026-12-25'],
      [2, '2027-01-25'],
    ]);
    expect(told(revised({ standing: after, masters }))).toEqual([]);
  });

  it('does not keep facts from what was made by the one before', () => {
    const ended = subject({ life: { from: d('2020-04-01'), to: d('2026-11-14') } });
    const found = revised({ standing: before, masters, subjects: [ended] });
    expect(told(found)).toContain('withdraw TST-M 2026-12');
    expect(found.revisions.find(({ kind }) => kind === 'respan')!.target!.duty.master.version).toBe(1);
  });

  it('by which it is not owed withdraws it', () => {
    const elsewhere = defineMaster({
      ...base,
      version: 2,
      applicability: { field: 'files.quarterly', op: 'eq', value: true },
    });
    const found = revised({ standing: before, masters: [elsewhere], revise });
    expect(new Set(found.revisions.map(({ kind }) => kind))).toEqual(new Set(['withdraw']));
  });
});

describe('whatever becomes known, in whatever order', () => {
  /** One state of affairs: each quarter files by month, by quarter, or nobody knows. */
  const habit = fc.constantFrom(true, false, null);
  const affairs = fc.record({
    quarters: fc.tuple(habit, habit, habit),
    from: fc.constantFrom(d('2020-04-01'), d('2026-08-12')),
    to: fc.constantFrom(null, d('2026-10-31'), d('2026-11-14')),
    onboardedOn: fc.constantFrom(null, d('2026-10-15'), d('2026-11-21')),
    cancelledOn: fc.constantFrom(null, d('2026-11-15'), d('2026-11-20')),
    inForce: fc.boolean(),
  });
  type Affairs = typeof affairs extends fc.Arbitrary<infer T> ? T : never;
  const STARTS = ['2026-07-01', '2026-10-01', '2027-01-01'] as const;
  const ENDS = ['2026-09-30', '2026-12-31', '2027-03-31'] as const;
  const inputOf = ({ quarters, from, to, onboardedOn, cancelledOn, inForce }: Affairs): Part => ({
    subjects: ['g1', 'g2'].map((id) =>
      subject({
        id,
        life: { from, to },
        onboardedOn,
        facts: quarters.map((value, index) => fact('files.quarterly', value, STARTS[index], ENDS[index])),
        events: cancelledOn === null ? [] : [{ id: 'cancelled', name: 'cancelled', date: cancelledOn }],
      }),
    ),
    masters: [monthly, quarterly, final],
    notifications: inForce ? [notification({})] : [],
    window: { from: d('2026-07-01'), to: d('2027-03-31') },
  });
  const history = fc.array(affairs, { minLength: 1, maxLength: 5 });
  const lived = (states: readonly Affairs[], work: (standing: readonly Standing[]) => readonly Standing[]) =>
    states.reduce<readonly Standing[]>((standing, state) => work(run({ ...inputOf(state), standing })), []);
  const untouched = (standing: readonly Standing[]) => standing;

  it('a second run finds nothing to do', () => {
    fc.assert(
      fc.property(history, (states) => {
        const standing = lived(states, untouched);
        expect(told(revised({ ...inputOf(states.at(-1)!), standing }))).toEqual([]);
      }),
    );
  });

  it('no two of a group stand over the same days', () => {
    fc.assert(
      fc.property(history, (states) => {
        const open = lived(states, untouched).filter(
          ({ status, made }) => status !== 'withdrawn' && made.code !== 'TST-F',
        );
        const over = open.filter((a) =>
          open.some((b) => a !== b && a.subject === b.subject && spansOverlap(a.span, b.span)),
        );
        expect(over).toEqual([]);
      }),
    );
  });

  it('what is known decides, not the way there', () => {
    const decided = affairs.filter(({ quarters }) => !quarters.includes(null));
    fc.assert(
      fc.property(history, decided, (states, last) => {
        const there = (standing: readonly Standing[]) =>
          standing.filter(({ status }) => status !== 'withdrawn').toSorted((a, b) => (a.id < b.id ? -1 : 1));
        expect(there(lived([...states, last], untouched))).toEqual(there(lived([last], untouched)));
      }),
    );
  });

  it('what somebody works on is never changed', () => {
    fc.assert(
      fc.property(history, fc.nat(20), (states, place) => {
        const mine: Standing[] = [];
        const standing = lived(states, (all) => {
          const chosen = all[place % Math.max(1, all.length)];
          if (mine.length > 0 || chosen?.status !== 'not-started') return all;
          mine.push({ ...chosen, status: 'preparing' });
          return all.map((it) => (it === chosen ? mine[0]! : it));
        });
        expect(standing).toEqual(expect.arrayContaining(mine));
      }),
    );
  });

  it('the order of facts does not matter', () => {
    fc.assert(
      fc.property(history, affairs, (states, state) => {
        const standing = lived(states, untouched);
        const input = inputOf(state);
        const turned = input.subjects!.map((it) => ({ ...it, facts: it.facts.toReversed() }));
        expect(told(revised({ ...input, standing, subjects: turned }))).toEqual(
          told(revised({ ...input, standing })),
        );
      }),
    );
  });
});
