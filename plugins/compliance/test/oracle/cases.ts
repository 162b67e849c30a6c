/** Random rules with random knowledge, drawn to meet: events known and not, facts that change inside the period. */
import fc from 'fast-check';
import type { Fact, LocalDate, Period, Rule } from '../../src/domain/index.ts';
import {
  dateFromDayNumber,
  dayNumber,
  eventPeriod,
  localDate,
  periodContaining,
  RuleSchema,
} from '../../src/domain/index.ts';

export interface OracleCase {
  readonly rule: Rule;
  readonly period: Period;
  readonly facts: readonly Fact[];
  readonly events: Readonly<Record<string, LocalDate>>;
  readonly masters: Readonly<Record<string, LocalDate>>;
  readonly holidays: readonly LocalDate[];
}

const between = (from: string, to: string) =>
  fc.integer({ min: dayNumber(localDate(from)), max: dayNumber(localDate(to)) }).map(dateFromDayNumber);
const day = between('2019-01-01', '2033-12-31');
const eventName = fc.constantFrom('agm', 'allotment', 'agm.previous');
const masterCode = fc.constantFrom('TST-A', 'TST-B');
const field = fc.constantFrom('a.state', 'a.turnover');
const value = fc.oneof(fc.constantFrom('06', '27', '29'), fc.integer({ min: -2, max: 3 }), fc.boolean());
const count = fc.integer({ min: 0, max: 400 });

const dayOfYear = fc.record({
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant('last' as const)),
  yearOffset: fc.integer({ min: -1, max: 6 }),
});
const assumed = fc.option(dayOfYear, { nil: undefined });
const following = {
  day: fc.integer({ min: 1, max: 31 }),
  monthsAfter: fc.integer({ min: 0, max: 14 }),
};
const quarters = fc.record({ Q1: dayOfYear, Q2: dayOfYear, Q3: dayOfYear, Q4: dayOfYear });
const halves = fc.record({ H1: dayOfYear, H2: dayOfYear });
const override = fc.record({
  when: fc.record({ periodEndMonth: fc.constantFrom(3, 6, 9, 12, 2) }),
  rule: fc.record({ kind: fc.constant('day-of-following-month'), ...following }),
});
const condition = fc.oneof(
  fc.record({ op: fc.constantFrom('eq', 'ne'), value }),
  fc.record({ op: fc.constantFrom('in', 'notIn'), value: fc.array(value, { minLength: 1, maxLength: 3 }) }),
  fc.record({
    op: fc.constantFrom('lt', 'lte', 'gt', 'gte'),
    value: fc.oneof(fc.constantFrom('06', '28'), fc.integer({ min: -2, max: 3 })),
  }),
);
const kind = <K extends string>(name: K) => fc.constant(name);

const simpleRule: fc.Arbitrary<object> = fc.oneof(
  fc.record({
    kind: kind('day-of-following-month'),
    ...following,
    overrides: fc.option(fc.array(override, { minLength: 1, maxLength: 2 }), { nil: undefined }),
  }),
  fc.record({ kind: kind('last-day-of-following-month'), monthsAfter: following.monthsAfter }),
  dayOfYear.map((at) => ({ kind: 'fixed', ...at })),
  fc.record({ kind: kind('fixed-by-period'), dates: fc.oneof(quarters, halves) }),
  fc.record({ kind: kind('days-after-period-end'), days: count }),
  fc.record({ kind: kind('offset-from-fy-start-days'), days: count }),
  fc.record({ kind: kind('days-after'), event: eventName, days: count, assumedEventDate: assumed }),
  fc.record({
    kind: kind('months-after'),
    event: eventName,
    months: fc.integer({ min: 1, max: 40 }),
    assumedEventDate: assumed,
  }),
  fc.record({
    kind: kind('working-days-after'),
    event: eventName,
    days: fc.integer({ min: 0, max: 30 }),
    assumedEventDate: assumed,
  }),
  fc.record({ kind: kind('before-event'), event: eventName, daysBefore: count, assumedEventDate: assumed }),
  fc.record({ kind: kind('relative-to-master'), master: masterCode, daysBefore: count }),
  fc.record({ kind: kind('relative-to-event'), event: eventName, daysBefore: count, targetLatest: assumed }),
  fc.record({ kind: kind('max-gap'), event: eventName, days: count }),
  fc.record({ kind: kind('min-gap'), event: eventName, days: count }),
  fc
    .record({ at: dayOfYear, n: fc.integer({ min: 2, max: 5 }), event: eventName, firstDue: day })
    .map(({ at, ...rest }) => ({ kind: 'every-n-years', ...at, ...rest })),
  fc.record({ kind: kind('absolute'), date: day }),
);

const { rule } = fc.letrec<{ rule: object }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { arbitrary: simpleRule, weight: 4 },
    {
      arbitrary: fc.record({
        kind: fc.constantFrom('earlier-of', 'later-of'),
        rules: fc.array(tie('rule'), { minLength: 2, maxLength: 3 }),
      }),
      weight: 1,
    },
    {
      arbitrary: fc.record({
        kind: kind('variant'),
        by: field,
        at: fc.constantFrom('at-start', 'at-end', undefined),
        branches: fc.array(fc.record({ name: fc.constant('b'), when: condition, rule: tie('rule') }), {
          minLength: 1,
          maxLength: 3,
        }),
      }),
      weight: 2,
    },
  ),
}));

const period: fc.Arbitrary<Period> = fc.oneof(
  fc
    .tuple(fc.constantFrom('monthly', 'quarterly', 'half-yearly', 'annual'), fc.constantFrom('FY', 'CY'), day)
    .map(([frequency, basis, at]) => periodContaining(frequency, basis, at)),
  day.map((at) => eventPeriod('e', at)),
);

/** Facts dated near the period, so that edges fall inside it. */
function factsNear({ from, to }: Period): fc.Arbitrary<readonly Fact[]> {
  // Few distinct days: facts often start together, and often on an edge of the period.
  const length = dayNumber(to) - dayNumber(from) + 1;
  const near = fc.integer({ min: -3, max: 6 }).map((step) => dayNumber(from) + step * Math.ceil(length / 3));
  const fact = fc.record({
    field,
    value: fc.oneof(value, fc.constant(null), fc.array(fc.constantFrom('06', '27'), { maxLength: 2 })),
    start: near,
    days: fc.option(fc.integer({ min: 0, max: 200 }), { nil: null }),
  });
  return fc.array(fact, { maxLength: 4 }).map((items) =>
    items.map(({ field: name, value: v, start, days }) => ({
      field: name,
      value: v,
      from: dateFromDayNumber(start),
      to: days === null ? null : dateFromDayNumber(start + days),
      source: 'random',
    })),
  );
}

/** Parsing by the schema proves besides that every generated rule is one a master may carry. */
export const oracleCase: fc.Arbitrary<OracleCase> = period.chain((p) =>
  fc.record({
    rule: rule.map((r) => RuleSchema.parse(JSON.parse(JSON.stringify(r)))),
    period: fc.constant(p),
    facts: factsNear(p),
    events: fc.dictionary(eventName, day, { maxKeys: 3 }),
    masters: fc.dictionary(masterCode, day, { maxKeys: 2 }),
    holidays: fc.array(day, { maxLength: 5 }),
  }),
);
