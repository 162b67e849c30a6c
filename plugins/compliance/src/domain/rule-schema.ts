/**
 * The grammar of due dates, as data. Meaning: `rule.ts`. Refusal of rules that cannot yield a date: `rule-check.ts`.
 *
 *   { kind: 'day-of-following-month', day: 7, monthsAfter: 1,
 *     overrides: [{ when: { periodEndMonth: 3 }, rule: { kind: 'day-of-following-month', day: 30, monthsAfter: 1 } }] }
 */
import { z } from 'zod';
import { LeafSchema } from './applicability-schema.ts';
import type { LocalDate } from './calendar.ts';
import { LocalDateSchema } from './calendar.ts';
import { FieldSchema } from './facts.ts';

/** A named happening a rule counts from: `agm`, `board-meeting.previous`, `registration.granted`. */
export const EventNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/, 'expected an event name such as agm or board-meeting.previous');

export const MasterCodeSchema = z
  .string()
  .regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/, 'expected a master code such as GST-GSTR3B-M');

const Month = z.int().min(1).max(12);
const Day = z.int().min(1).max(31);
const Count = z.int().min(0).max(3660);

/** Day and month of the year `yearOffset` years after the one in which the period's FY or CY starts. */
export const DayOfYearSchema = z.strictObject({
  month: Month,
  /** 'last': the month's last day, 29 February in a leap year */
  day: z.union([Day, z.literal('last')]),
  yearOffset: z.int().min(-1).max(10),
});
export type DayOfYear = z.output<typeof DayOfYearSchema>;

const following = { day: Day, monthsAfter: z.int().min(0).max(24) };
const FollowingMonth = z.strictObject({ kind: z.literal('day-of-following-month'), ...following });
/** Lets the calendar show a forecast before the event is known. */
const assumed = { assumedEventDate: DayOfYearSchema.optional() };

const simple = [
  z.strictObject({
    kind: z.literal('day-of-following-month'),
    ...following,
    overrides: z
      .array(z.strictObject({ when: z.strictObject({ periodEndMonth: Month }), rule: FollowingMonth }))
      .min(1)
      .readonly()
      .optional(),
  }),
  z.strictObject({ kind: z.literal('last-day-of-following-month'), monthsAfter: z.int().min(0).max(24) }),
  z.strictObject({ kind: z.literal('fixed'), ...DayOfYearSchema.shape }),
  z.strictObject({
    kind: z.literal('fixed-by-period'),
    dates: z.union([
      z.strictObject({ Q1: DayOfYearSchema, Q2: DayOfYearSchema, Q3: DayOfYearSchema, Q4: DayOfYearSchema }),
      z.strictObject({ H1: DayOfYearSchema, H2: DayOfYearSchema }),
    ]),
  }),
  z.strictObject({ kind: z.literal('days-after-period-end'), days: Count }),
  z.strictObject({ kind: z.literal('offset-from-fy-start-days'), days: Count }),
  z.strictObject({ kind: z.literal('days-after'), event: EventNameSchema, days: Count, ...assumed }),
  z.strictObject({
    kind: z.literal('months-after'),
    event: EventNameSchema,
    months: z.int().min(1).max(240),
    ...assumed,
  }),
  z.strictObject({ kind: z.literal('working-days-after'), event: EventNameSchema, days: Count, ...assumed }),
  z.strictObject({
    kind: z.literal('before-event'),
    event: EventNameSchema,
    daysBefore: Count,
    ...assumed,
  }),
  /** Internal target before another master's date for the same subject and period. */
  z.strictObject({ kind: z.literal('relative-to-master'), master: MasterCodeSchema, daysBefore: Count }),
  /** Internal target at an event, at the latest on `targetLatest` while the event is not known. */
  z.strictObject({
    kind: z.literal('relative-to-event'),
    event: EventNameSchema,
    daysBefore: Count,
    targetLatest: DayOfYearSchema.optional(),
  }),
  /** Within so many days after the previous one (board meetings, Companies Act s.173(1)). */
  z.strictObject({ kind: z.literal('max-gap'), event: EventNameSchema, days: Count }),
  /** One within each period, not sooner than so many days after the previous one (s.173(5)). */
  z.strictObject({ kind: z.literal('min-gap'), event: EventNameSchema, days: Count }),
  /** After every n-th full year that follows the year of the event (DIR-3 KYC). */
  z.strictObject({
    kind: z.literal('every-n-years'),
    n: z.int().min(2).max(30),
    event: EventNameSchema,
    ...DayOfYearSchema.shape,
    /** the first date the scheme knows; older events count from it */
    firstDue: LocalDateSchema,
  }),
  z.strictObject({ kind: z.literal('absolute'), date: LocalDateSchema }),
  z.strictObject({ kind: z.literal('none'), reason: z.string().min(1) }),
] as const;

const SimpleRuleSchema = z.discriminatedUnion('kind', simple);
export type SimpleRule = z.output<typeof SimpleRuleSchema>;

/** A branch holds where the fact compares; the first that holds is taken. */
const Condition = z.union([
  z.strictObject(omitField(LeafSchema.options[0].shape)),
  z.strictObject(omitField(LeafSchema.options[1].shape)),
  z.strictObject(omitField(LeafSchema.options[2].shape)),
]);
export type Condition = z.output<typeof Condition>;

export interface Branch {
  readonly name: string;
  readonly when: Condition;
  readonly rule: Rule;
}
export interface VariantRule {
  readonly kind: 'variant';
  readonly by: string;
  /** day of the period whose fact decides; by default its last */
  readonly at?: 'at-start' | 'at-end' | undefined;
  readonly branches: readonly Branch[];
  /** why some values have no branch, for the one who has to decide */
  readonly unmapped?: string | undefined;
}
/** "X or Y, whichever is earlier", "whichever is later". */
export interface OneOfRule {
  readonly kind: 'earlier-of' | 'later-of';
  readonly rules: readonly Rule[];
}
export type Rule = SimpleRule | VariantRule | OneOfRule;
export type RuleKind = Rule['kind'];

/** A value as it is written in source: dates as plain text, checked when the schema reads it. */
export type Literal<T> = T extends LocalDate
  ? string
  : T extends object
    ? { [K in keyof T]: Literal<T[K]> }
    : T;

export const RuleSchema: z.ZodType<Rule, Literal<Rule>> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    ...simple,
    z.strictObject({
      kind: z.literal('variant'),
      by: FieldSchema,
      at: z.enum(['at-start', 'at-end']).optional(),
      branches: z
        .array(z.strictObject({ name: z.string().min(1), when: Condition, rule: RuleSchema }))
        .min(1, 'expected at least one branch')
        .readonly(),
      unmapped: z.string().min(1).optional(),
    }),
    z.strictObject({
      kind: z.enum(['earlier-of', 'later-of']),
      rules: z.array(RuleSchema).min(2, 'expected at least two rules to choose from').readonly(),
    }),
  ]),
);

function omitField<T extends { field: unknown; at: unknown }>(shape: T): Omit<T, 'field' | 'at'> {
  const { field: _field, at: _at, ...rest } = shape;
  return rest;
}
