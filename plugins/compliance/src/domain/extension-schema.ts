/** A government notification that moves due dates or waives fees for a scope of instances, as data. */
import { z } from 'zod';
import { PredicateSchema } from './applicability-schema.ts';
import { LocalDateSchema } from './calendar.ts';
import { ConfidenceSchema } from './fee-schema.ts';
import { PeriodKeySchema } from './period.ts';
import { MasterCodeSchema } from './rule-schema.ts';

export const GovernmentNotificationSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    number: z.string().min(1),
    date: LocalDateSchema,
    scope: z.strictObject({
      masters: z.array(MasterCodeSchema).min(1).readonly(),
      periods: z.union([
        z.strictObject({ keys: z.array(PeriodKeySchema).min(1).readonly() }),
        /** instances whose statutory date lies between, both inside */
        z.strictObject({ dueFrom: LocalDateSchema, dueTo: LocalDateSchema }),
      ]),
      /** filter over facts of the subject: state, district, class of filer */
      where: PredicateSchema.optional(),
    }),
    /** null: the legal date stands, only a fee is waived */
    moves: z
      .union([z.strictObject({ to: LocalDateSchema }), z.strictObject({ days: z.int().min(1).max(366) })])
      .nullable(),
    /** no late fee where filed by this day, which lies after the due date; filed later, all of it is owed */
    feeFreeUntil: LocalDateSchema.nullable(),
    law: z.string().min(1),
    urls: z.array(z.url()).readonly(),
    confidence: ConfidenceSchema,
    note: z.string().min(1).optional(),
  })
  .refine((n) => n.moves !== null || n.feeFreeUntil !== null, {
    error: 'expected a new date, a fee-free day or both',
  })
  .readonly();
export type GovernmentNotification = z.output<typeof GovernmentNotificationSchema>;
export type GovernmentNotificationInput = z.input<typeof GovernmentNotificationSchema>;
