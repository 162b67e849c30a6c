/**
 * What accrues by itself when a date is missed, as data: late fee and interest. Amounts in paise, rates in basis
 * points (18% = 1800). Calculation: `accrual.ts`. Penalties that need an order are text on the master, never priced.
 */
import { z } from 'zod';
import { PredicateSchema } from './applicability-schema.ts';
import { LocalDateSchema } from './calendar.ts';
import { FieldSchema } from './facts.ts';
import { PaiseSchema } from './money.ts';
import { EventNameSchema, MasterCodeSchema } from './rule-schema.ts';

export const ConfidenceSchema = z.enum(['high', 'medium', 'low']);
export type Confidence = z.output<typeof ConfidenceSchema>;

const Amount = PaiseSchema.min(0);
const BasisPoints = z.int().min(0).max(100_000);
const Delay = z.union([
  z.strictObject({ days: z.int().min(1) }),
  z.strictObject({ months: z.int().min(1) }),
  z.literal('beyond'),
]);
export type Delay = z.output<typeof Delay>;

/** In force for periods ending on these days; low confidence is shown as unpriced. */
const scale = {
  /** one fee and one cap for this master and that: here is counted what it comes to after that was filed */
  afterFilingOf: MasterCodeSchema.optional(),
  law: z.string().min(1),
  confidence: ConfidenceSchema,
  effectiveFrom: LocalDateSchema.optional(),
  effectiveTo: LocalDateSchema.optional(),
};

const Cap = z.union([
  z.strictObject({ amount: Amount }),
  /** share of an amount held as a fact, such as 0.04% of the turnover in the State */
  z.strictObject({ basisPoints: BasisPoints, of: FieldSchema }),
  z.strictObject({ upTo: FieldSchema }),
]);
export type Cap = z.output<typeof Cap>;

/** Paise per day by head: `{ cgst: 2500, sgst: 2500 }`. */
const Heads = z.record(z.string().min(1), Amount);
export type Heads = Readonly<Record<string, number>>;

const Band = z.strictObject({
  name: z.string().min(1),
  when: PredicateSchema,
  perDay: Heads,
  /** null: no cap in law */
  cap: Cap.nullable(),
  /** for a return declared nil; absent: as for any other */
  nil: z.strictObject({ perDay: Heads, cap: Cap.nullable() }).optional(),
});

export const LateFeeSchema = z.discriminatedUnion('kind', [
  /** The first band that applies to the period. */
  z.strictObject({ kind: z.literal('per-day'), ...scale, bands: z.array(Band).min(1).readonly() }),
  z.strictObject({ kind: z.literal('flat'), ...scale, amount: Amount }),
  z.strictObject({
    kind: z.literal('by-delay'),
    ...scale,
    steps: z
      .array(z.strictObject({ upTo: Delay, amount: Amount }))
      .min(1)
      .readonly(),
  }),
  z.strictObject({
    kind: z.literal('by-fact'),
    ...scale,
    bands: z
      .array(z.strictObject({ name: z.string().min(1), when: PredicateSchema, amount: Amount }))
      .min(1)
      .readonly(),
  }),
  /** Companies (Registration Offices and Fees) Rules, LLP Rules: multiples of the normal fee by days late. */
  z.strictObject({
    kind: z.literal('multiple-of-normal-fee'),
    ...scale,
    normalFee: FieldSchema,
    steps: z
      .array(z.strictObject({ upTo: Delay, times: z.int().min(1), perDayBeyond: Amount.optional() }))
      .min(1)
      .readonly(),
  }),
  /** Known to exist, not computable here. */
  z.strictObject({ kind: z.literal('described'), ...scale, text: z.string().min(1) }),
]);
export type LateFee = z.output<typeof LateFeeSchema>;

/** Where a stretch of interest starts and ends: the due date, the day of payment (or today), or a named event. */
const Edge = z.union([z.literal('due'), z.literal('paid'), EventNameSchema]);

export const InterestSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('per-annum'),
    ...scale,
    name: z.string().min(1),
    basisPoints: BasisPoints,
    dayCount: z.literal('actual/365'),
    /** name of the amount it runs on, given by the instance: `tax.net` */
    base: FieldSchema,
    baseText: z.string().min(1),
  }),
  /** Per calendar month or part of one touched by the stretch. */
  z.strictObject({
    kind: z.literal('per-month-or-part'),
    ...scale,
    name: z.string().min(1),
    basisPoints: BasisPoints,
    base: FieldSchema,
    baseText: z.string().min(1),
    from: Edge,
    to: Edge,
  }),
  z.strictObject({
    kind: z.literal('described'),
    ...scale,
    name: z.string().min(1),
    text: z.string().min(1),
  }),
]);
export type Interest = z.output<typeof InterestSchema>;
