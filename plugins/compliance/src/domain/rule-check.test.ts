import { describe, expect, it } from 'vitest';
import { problemText } from './invalid.ts';
import type { Frequency } from './period.ts';
import type { Literal, Rule } from './rule-schema.ts';
import { RuleSchema } from './rule-schema.ts';
import { ruleProblems } from './rule-check.ts';

const problems = (rule: Literal<Rule>, frequency?: Frequency) =>
  ruleProblems(RuleSchema.parse(rule), frequency).map(problemText);
const none: Literal<Rule> = { kind: 'none', reason: 'r' };
const fixed: Literal<Rule> = { kind: 'fixed', month: 4, day: 30, yearOffset: 1 };

describe('a rule that cannot give a date is refused when it is written', () => {
  it.each<[string, Literal<Rule>, Frequency | undefined, string]>([
    [
      'a 31st of every month',
      { kind: 'day-of-following-month', day: 31, monthsAfter: 1 },
      'monthly',
      'month 1, 3, 5, 8, 10',
    ],
    [
      'a 30th that meets February',
      { kind: 'day-of-following-month', day: 30, monthsAfter: 1 },
      'monthly',
      'rule.day',
    ],
    [
      'an override to 31 April',
      {
        kind: 'day-of-following-month',
        day: 7,
        monthsAfter: 1,
        overrides: [
          { when: { periodEndMonth: 3 }, rule: { kind: 'day-of-following-month', day: 31, monthsAfter: 1 } },
        ],
      },
      'monthly',
      'rule.overrides[0].rule.day',
    ],
    [
      'an override for a month no quarter ends in',
      {
        kind: 'day-of-following-month',
        day: 7,
        monthsAfter: 1,
        overrides: [
          { when: { periodEndMonth: 4 }, rule: { kind: 'day-of-following-month', day: 3, monthsAfter: 1 } },
        ],
      },
      'quarterly',
      'expected a month in which a period ends (3, 6, 9, 12), received 4',
    ],
    [
      '31 September',
      { kind: 'fixed', month: 9, day: 31, yearOffset: 1 },
      undefined,
      'rule.day: expected 1 to 30 in month 9, or "last", received 31',
    ],
    ['29 February', { kind: 'fixed', month: 2, day: 29, yearOffset: 1 }, undefined, '1 to 28 in month 2'],
    [
      'quarter dates of a half-yearly master',
      { kind: 'fixed-by-period', dates: { Q1: fixed2(), Q2: fixed2(), Q3: fixed2(), Q4: fixed2() } },
      'half-yearly',
      'rule.dates: expected H1 and H2, received Q1, Q2, Q3, Q4',
    ],
    [
      'an assumed 31 June',
      { kind: 'days-after', event: 'agm', days: 30, assumedEventDate: { month: 6, day: 31, yearOffset: 1 } },
      undefined,
      'rule.assumedEventDate.day',
    ],
    [
      'a branch without a date',
      { kind: 'variant', by: 'a.b', branches: [{ name: 'x', when: { op: 'eq', value: 1 }, rule: none }] },
      undefined,
      'rule.branches[0].rule.kind',
    ],
    [
      'an earlier-of without a date',
      { kind: 'earlier-of', rules: [fixed, none] },
      undefined,
      'rule.rules[1].kind',
    ],
  ])('%s', (_name, rule, frequency, message) =>
    expect(problems(rule, frequency).join('\n')).toContain(message),
  );

  it.each([
    { kind: 'earlier-of', rules: [] },
    { kind: 'earlier-of', rules: [fixed] },
    { kind: 'variant', by: 'a.b', branches: [] },
    { kind: 'fixed-by-period', dates: { Q1: { month: 7, day: 31, yearOffset: 0 } } },
    { kind: 'day-of-following-month', day: 0, monthsAfter: 1 },
    { kind: 'day-of-following-month', day: 20, monthsAfter: 1, holiday: 'shift' },
    { kind: 'absolute', date: '2026-02-30' },
    { kind: 'days-after', days: 30 },
    { kind: 'next-full-moon' },
  ])('and one that does not parse: %j', (rule) => expect(RuleSchema.safeParse(rule).success).toBe(false));
});

describe('a rule that can is not', () => {
  it.each<[Literal<Rule>, Frequency]>([
    [{ kind: 'day-of-following-month', day: 30, monthsAfter: 1 }, 'quarterly'],
    [
      {
        kind: 'day-of-following-month',
        day: 7,
        monthsAfter: 1,
        overrides: [
          { when: { periodEndMonth: 3 }, rule: { kind: 'day-of-following-month', day: 30, monthsAfter: 1 } },
        ],
      },
      'monthly',
    ],
    [none, 'event'],
  ])('%j', (rule, frequency) => expect(problems(rule, frequency)).toEqual([]));
});

function fixed2() {
  return { month: 7, day: 15, yearOffset: 0 };
}
