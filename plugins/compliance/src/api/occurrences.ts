/** Dated happenings of a subject, as people record them: what masters wait for and rules count from. */
import { listQuery, pageOf } from '@compliance-os/core';
import { z } from 'zod';
import { EventNameSchema, FactValueSchema, FieldSchema, PeriodKeySchema } from '../domain/index.ts';
import { Day, oneOfMany, SubjectType } from './values.ts';

const KnownOfEvent = z.strictObject({ field: FieldSchema, value: FactValueSchema.nullable() });

export const OccurrenceItem = z.object({
  id: z.uuid(),
  entityId: z.uuid(),
  subjectType: SubjectType,
  subjectId: z.uuid(),
  subjectLabel: z.string(),
  /** as masters know it: `composition.start` */
  name: z.string(),
  date: Day,
  /** the period it belongs to, such as the year that a meeting closes */
  period: z.string().nullable(),
  /** which one, where several happen on a day: the number of the document */
  reference: z.string().nullable(),
  source: z.string(),
  /** what is known of it besides its day */
  facts: z.array(KnownOfEvent),
  /** obligations that were made of it */
  obligations: z.int(),
});
export type OccurrenceItem = z.input<typeof OccurrenceItem>;

export const OccurrenceQuery = listQuery(['date', 'name'], '-date').extend({
  entityId: oneOfMany(z.uuid()).optional(),
  subjectId: oneOfMany(z.uuid()).optional(),
  name: oneOfMany(z.string()).optional(),
});
export const OccurrencePage = pageOf(OccurrenceItem);

const reference = z.string().trim().max(100).nullable();
const facts = z.array(KnownOfEvent).max(20);
const source = z.string().trim().min(1).max(300);

export const NewOccurrence = z.strictObject({
  subjectType: SubjectType,
  subjectId: z.uuid(),
  name: EventNameSchema,
  date: Day,
  period: PeriodKeySchema.nullable().default(null),
  reference: reference.default(null),
  source: source.default('entered by hand'),
  facts: facts.default([]),
});
export type NewOccurrence = z.output<typeof NewOccurrence>;

/** Possible until an obligation is made of it; afterwards it is withdrawn and recorded anew. */
export const OccurrenceChange = z.strictObject({
  date: Day.optional(),
  period: PeriodKeySchema.nullable().optional(),
  reference: reference.optional(),
  source: source.optional(),
  facts: facts.optional(),
});

export const EventNames = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      /** kinds of subject that it happens to: `registration:gstin` */
      subjects: z.array(z.string()),
      /** follows from the record itself: not recorded by hand */
      derived: z.boolean(),
      /** forms that it starts */
      starts: z.array(z.string()),
      /** forms whose dates count from it */
      dates: z.array(z.string()),
    }),
  ),
});
