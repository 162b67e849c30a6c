import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocalDate } from './calendar.ts';
import { addDays, dateFromDayNumber, dayNumber, earlier, localDate } from './calendar.ts';
import type { Fact } from './facts.ts';
import { FactSchema } from './facts.ts';
import { parsePeriod, periodContaining } from './period.ts';
import type { Literal, Rule } from './rule-schema.ts';
import { RuleSchema } from './rule-schema.ts';
import { evaluateRule, plannedDate } from './rule.ts';
import { ruleInWords } from './rule-words.ts';

const d = localDate;
type Known = {
  events?: Record<string, string>;
  facts?: Record<string, string | number>;
  masters?: Record<string, string>;
  day?: string;
};
const evaluate = (rule: Literal<Rule>, key: string, known: Known = {}) => {
  const facts = Object.entries(known.facts ?? {}).map(([field, value]): Fact =>
    FactSchema.parse({ field, value, from: '2000-01-01', to: null, source: 'test' }),
  );
  return evaluateRule(RuleSchema.parse(rule), {
    period: parsePeriod(key, known.day === undefined ? undefined : d(known.day)),
    facts,
    events: (known.events ?? {}) as Record<string, LocalDate>,
    masterDates: (known.masters ?? {}) as Record<string, LocalDate>,
    holidays: new Set([d('2026-10-02')]),
  });
};

const seventh: Literal<Rule> = {
  kind: 'day-of-following-month',
  day: 7,
  monthsAfter: 1,
  overrides: [
    { when: { periodEndMonth: 3 }, rule: { kind: 'day-of-following-month', day: 30, monthsAfter: 1 } },
  ],
};
const agm: Literal<Rule> = {
  kind: 'days-after',
  event: 'agm',
  days: 30,
  assumedEventDate: { month: 9, day: 30, yearOffset: 1 },
};
const qrmp: Literal<Rule> = {
  kind: 'variant',
  by: 'gstin.stateCode',
  branches: [
    {
      name: 'A',
      when: { op: 'in', value: ['27', '29'] },
      rule: { kind: 'day-of-following-month', day: 22, monthsAfter: 1 },
    },
    {
      name: 'B',
      when: { op: 'in', value: ['07'] },
      rule: { kind: 'day-of-following-month', day: 24, monthsAfter: 1 },
    },
  ],
  unmapped: 'in neither list of the notification',
};
const dir3: Literal<Rule> = {
  kind: 'every-n-years',
  n: 3,
  event: 'din.allotted',
  month: 6,
  day: 30,
  yearOffset: 1,
  firstDue: '2028-06-30',
};
const bank: Literal<Rule> = {
  kind: 'earlier-of',
  rules: [
    { kind: 'days-after', event: 'granted', days: 30 },
    { kind: 'before-event', event: 'gstr1.first', daysBefore: 0 },
  ],
};

describe('dates', () => {
  it.each<[string, Literal<Rule>, string, string, Known?]>([
    ['day of the following month', seventh, '2026-10', '2026-11-07'],
    ['its override for March', seventh, '2027-03', '2027-04-30'],
    ['across the year', { kind: 'day-of-following-month', day: 11, monthsAfter: 1 }, '2026-12', '2027-01-11'],
    [
      'after a quarter',
      { kind: 'day-of-following-month', day: 18, monthsAfter: 1 },
      'FY2026-27/Q4',
      '2027-04-18',
    ],
    [
      'last day of the same month',
      { kind: 'last-day-of-following-month', monthsAfter: 0 },
      '2026-10',
      '2026-10-31',
    ],
    [
      'last day of February in a leap year',
      { kind: 'last-day-of-following-month', monthsAfter: 2 },
      'CY2027',
      '2028-02-29',
    ],
    [
      'fixed day after the FY',
      { kind: 'fixed', month: 12, day: 31, yearOffset: 1 },
      'FY2025-26',
      '2026-12-31',
    ],
    [
      'fixed day before the FY',
      { kind: 'fixed', month: 3, day: 31, yearOffset: 0 },
      'FY2027-28',
      '2027-03-31',
    ],
    [
      'fixed day after a calendar year',
      { kind: 'fixed', month: 1, day: 31, yearOffset: 1 },
      'CY2026',
      '2027-01-31',
    ],
    ['fixed last day', { kind: 'fixed', month: 2, day: 'last', yearOffset: 1 }, 'FY2027-28', '2028-02-29'],
    [
      'fixed by half',
      {
        kind: 'fixed-by-period',
        dates: { H1: { month: 10, day: 31, yearOffset: 0 }, H2: { month: 4, day: 30, yearOffset: 1 } },
      },
      'FY2025-26/H2',
      '2026-04-30',
    ],
    ['days after the period', { kind: 'days-after-period-end', days: 42 }, 'FY2026-27/H1', '2026-11-11'],
    ['days from the FY start', { kind: 'offset-from-fy-start-days', days: 179 }, 'FY2026-27', '2026-09-27'],
    ['days after an event', agm, 'FY2025-26', '2026-10-28', { events: { agm: '2026-09-28' } }],
    [
      'months after, clamped',
      { kind: 'months-after', event: 'x', months: 3 },
      'event:1',
      '2027-02-28',
      { day: '2026-11-30', events: { x: '2026-11-30' } },
    ],
    [
      'working days over a holiday and a Sunday',
      { kind: 'working-days-after', event: 'x', days: 2 },
      'event:1',
      '2026-10-05',
      { day: '2026-10-01', events: { x: '2026-10-01' } },
    ],
    [
      'before an event',
      { kind: 'before-event', event: 'x', daysBefore: 30 },
      'event:1',
      '2026-12-01',
      { day: '2026-12-31', events: { x: '2026-12-31' } },
    ],
    ['variant A', qrmp, 'FY2026-27/Q2', '2026-10-22', { facts: { 'gstin.stateCode': '27' } }],
    ['variant B', qrmp, 'FY2026-27/Q2', '2026-10-24', { facts: { 'gstin.stateCode': '07' } }],
    [
      'relative to a master',
      { kind: 'relative-to-master', master: 'GST-GSTR3B-M', daysBefore: 2 },
      '2026-10',
      '2026-11-18',
      { masters: { 'GST-GSTR3B-M': '2026-11-20' } },
    ],
    [
      'relative to an event',
      { kind: 'relative-to-event', event: 'x', daysBefore: 1 },
      'FY2026-27',
      '2026-04-19',
      { events: { x: '2026-04-20' } },
    ],
    [
      'the earlier of two',
      bank,
      'event:1',
      '2026-10-08',
      { day: '2026-10-01', events: { granted: '2026-10-01', 'gstr1.first': '2026-10-08' } },
    ],
    [
      'the greatest gap',
      { kind: 'max-gap', event: 'x', days: 120 },
      'CY2026/Q4',
      '2026-12-29',
      { events: { x: '2026-08-31' } },
    ],
    [
      'the least gap ends with the period',
      { kind: 'min-gap', event: 'x', days: 90 },
      'CY2026/H2',
      '2026-12-31',
      { events: { x: '2026-11-20' } },
    ],
    [
      'triennial, allotted long ago',
      dir3,
      'FY2027-28',
      '2028-06-30',
      { events: { 'din.allotted': '2012-01-01' } },
    ],
    [
      'triennial, second round',
      dir3,
      'FY2030-31',
      '2031-06-30',
      { events: { 'din.allotted': '2012-01-01' } },
    ],
    [
      'triennial, allotted in FY 2025-26',
      dir3,
      'FY2028-29',
      '2029-06-30',
      { events: { 'din.allotted': '2026-03-31' } },
    ],
    ['absolute', { kind: 'absolute', date: '2019-06-15' }, 'FY2019-20', '2019-06-15'],
  ])('%s', (_name, rule, period, due, known) => {
    expect(evaluate(rule, period, known)).toMatchObject({ kind: 'date', date: due });
  });
});

describe('whichever is earlier, whichever is later', () => {
  const granted = { day: '2026-10-01', events: { granted: '2026-10-01' } };
  const final: Literal<Rule> = {
    kind: 'later-of',
    rules: [
      { kind: 'months-after', event: 'cancelled', months: 3 },
      { kind: 'months-after', event: 'ordered', months: 3 },
    ],
  };
  const cancelled = { day: '2026-08-31', events: { cancelled: '2026-08-31' } };

  it('the date of the law stands while what would bring it forward is not known', () => {
    expect(evaluate(bank, 'event:1', granted)).toMatchObject({
      kind: 'date',
      date: '2026-10-31',
      unless: [{ what: 'event', name: 'gstr1.first' }],
    });
    const both = { ...granted, events: { ...granted.events, 'gstr1.first': '2026-11-30' } };
    expect(evaluate(bank, 'event:1', both)).not.toHaveProperty('unless');
  });

  it('a forecast that is earlier than it is shown as a forecast', () => {
    const rules: Literal<Rule>[] = [
      { kind: 'days-after', event: 'x', days: 0, assumedEventDate: { month: 9, day: 1, yearOffset: 1 } },
      { kind: 'fixed', month: 10, day: 31, yearOffset: 1 },
    ];
    expect(evaluate({ kind: 'earlier-of', rules }, 'FY2025-26')).toMatchObject({
      kind: 'awaits',
      expected: { date: '2026-09-01', why: 'assumed' },
    });
  });

  it('the later is awaited, and cannot be earlier than what is known', () => {
    expect(evaluate(final, 'event:1', cancelled)).toMatchObject({
      kind: 'awaits',
      awaits: [{ what: 'event', name: 'ordered' }],
      expected: { date: '2026-11-30', why: 'statutory-earliest' },
    });
  });

  it.each([
    ['2026-08-10', '2026-11-30'],
    ['2026-09-15', '2026-12-15'],
  ])('ordered on %s it is due on %s', (ordered, due) => {
    const known = { ...cancelled, events: { ...cancelled.events, ordered } };
    expect(evaluate(final, 'event:1', known)).toMatchObject({ kind: 'date', date: due });
  });

  it('without any date there is none', () => {
    const never: Literal<Rule> = {
      kind: 'fixed-by-period',
      dates: { H1: { month: 1, day: 1, yearOffset: 0 }, H2: { month: 1, day: 1, yearOffset: 0 } },
    };
    for (const kind of ['earlier-of', 'later-of'] as const)
      expect(evaluate({ kind, rules: [never, never] }, '2026-10')).toMatchObject({ kind: 'no-date' });
  });
});

describe('what is awaited', () => {
  it.each<[string, Literal<Rule>, string, Known, string, string | null, string | null]>([
    ['an event with a forecast', agm, 'FY2025-26', {}, 'agm', '2026-10-30', 'assumed'],
    ['an event without one', { kind: 'days-after', event: 'x', days: 30 }, 'FY2025-26', {}, 'x', null, null],
    ['an unknown state', qrmp, 'FY2026-27/Q2', {}, 'gstin.stateCode', '2026-10-22', 'assumed'],
    [
      'a state in no list',
      qrmp,
      'FY2026-27/Q2',
      { facts: { 'gstin.stateCode': '97' } },
      'gstin.stateCode',
      '2026-10-22',
      'assumed',
    ],
    [
      'another master',
      { kind: 'relative-to-master', master: 'A-B', daysBefore: 2 },
      '2026-10',
      {},
      'A-B',
      null,
      null,
    ],
    [
      'a meeting with a latest day',
      {
        kind: 'relative-to-event',
        event: 'x',
        daysBefore: 0,
        targetLatest: { month: 4, day: 30, yearOffset: 0 },
      },
      'FY2026-27',
      {},
      'x',
      '2026-04-30',
      'statutory-latest',
    ],
    ['an allotment, in a year that fits', dir3, 'FY2027-28', {}, 'din.allotted', '2028-06-30', 'assumed'],
    ['an allotment, in a year that does not', dir3, 'FY2028-29', {}, 'din.allotted', null, null],
  ])('%s', (_name, rule, period, known, name, expected, why) => {
    const due = evaluate(rule, period, known);
    expect(due).toMatchObject({
      kind: 'awaits',
      awaits: [{ name }],
      expected: expected === null ? null : { date: expected, why },
    });
    expect(plannedDate(due)).toBe(expected);
  });

  it('says so where nothing falls due', () => {
    expect(evaluate(dir3, 'FY2026-27', { events: { 'din.allotted': '2012-01-01' } })).toMatchObject({
      kind: 'no-date',
      why: 'not-in-cycle',
    });
    expect(evaluate({ kind: 'none', reason: 'rides on the shipping bill' }, 'FY2026-27')).toMatchObject({
      kind: 'no-date',
      why: 'no-rule',
    });
  });
});

it('leaves a trace a reader can follow', () => {
  expect(evaluate(seventh, '2027-03')).toMatchObject({
    trace: [{ text: 'period ends in month 3: day 30, 1 month(s) after the period', date: '2027-04-30' }],
  });
  expect(evaluate(qrmp, 'FY2026-27/Q2', { facts: { 'gstin.stateCode': '97' } })).toMatchObject({
    trace: [{ text: 'in neither list of the notification; the earliest of its branches is shown' }],
  });
});

it.each<[Literal<Rule>, string]>([
  [
    seventh,
    '7th of the month after the period; for periods ending in Mar 30th of the month after the period',
  ],
  [agm, '30 days after the agm'],
  [dir3, '30 Jun in the next year, after every 3 years from the din allotted, first on 30 Jun 2028'],
  [bank, 'the earlier of 30 days after the granted and by the gstr1 first'],
])('reads in words: %#', (rule, words) => expect(ruleInWords(RuleSchema.parse(rule))).toBe(words));

describe('for every period', () => {
  const day = fc
    .integer({ min: dayNumber(d('2017-07-01')), max: dayNumber(d('2047-12-31')) })
    .map(dateFromDayNumber);

  it('a day of the following month lies in that month, on that day', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 28 }), (at, dueDay) => {
        const period = periodContaining('monthly', 'FY', at);
        const due = evaluate({ kind: 'day-of-following-month', day: dueDay, monthsAfter: 1 }, period.key);
        const date = plannedDate(due)!;
        expect(Number(date.slice(8))).toBe(dueDay);
        expect(date.slice(0, 7)).toBe(addDays(period.to, 1).slice(0, 7));
      }),
    );
  });

  it('the earlier of two is never later than either', () => {
    fc.assert(
      fc.property(day, fc.nat(400), fc.nat(400), (at, a, b) => {
        const period = periodContaining('quarterly', 'FY', at).key;
        const one: Literal<Rule> = { kind: 'days-after-period-end', days: a };
        const two: Literal<Rule> = { kind: 'offset-from-fy-start-days', days: b };
        const both = plannedDate(evaluate({ kind: 'earlier-of', rules: [one, two] }, period));
        expect(earlier(plannedDate(evaluate(one, period))!, plannedDate(evaluate(two, period))!)).toBe(both);
      }),
    );
  });
});
