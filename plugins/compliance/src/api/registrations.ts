import { listQuery, pageOf } from '@compliance-os/core';
import { z } from 'zod';
import { FactValueSchema, FieldSchema } from '../domain/index.ts';
import { Day, oneOfMany, SubjectType } from './values.ts';

/** A dated statement about a subject. `value: null` is a recorded "not known". */
export const FactItem = z.object({
  id: z.uuid(),
  subjectType: SubjectType,
  subjectId: z.uuid(),
  field: z.string(),
  value: FactValueSchema.nullable(),
  from: Day,
  to: Day.nullable(),
  source: z.string(),
});
export type FactItem = z.input<typeof FactItem>;

export const FactQuery = z.object({ subjectId: z.uuid() });
export const FactList = z.object({ items: z.array(FactItem) });

export const NewFact = z.strictObject({
  subjectType: SubjectType,
  subjectId: z.uuid(),
  field: FieldSchema,
  value: FactValueSchema.nullable(),
  from: Day,
  to: Day.nullable().default(null),
  source: z.string().trim().min(1).max(300),
});
export const FactChange = z.strictObject({ to: Day.nullable() });

const RegistrationFact = FactItem.pick({ field: true, value: true, from: true, to: true, source: true });

export const RegistrationItem = z.object({
  id: z.uuid(),
  entityId: z.uuid(),
  entityName: z.string(),
  /** as a plugin contributes it: `gstin` */
  type: z.string(),
  typeLabel: z.string(),
  number: z.string(),
  stateCode: z.string().nullable(),
  /** upcoming, active or ended: by its dates, today */
  status: z.enum(['upcoming', 'active', 'ended']),
  from: Day,
  to: Day.nullable(),
  facts: z.array(RegistrationFact),
});
export type RegistrationItem = z.input<typeof RegistrationItem>;

export const RegistrationQuery = listQuery(['number', 'type', 'entityName'], 'number').extend({
  q: z.string().max(100).optional(),
  id: oneOfMany(z.uuid()).optional(),
  entityId: oneOfMany(z.uuid()).optional(),
  type: oneOfMany(z.string()).optional(),
});
export type RegistrationQuery = z.output<typeof RegistrationQuery>;
export const RegistrationPage = pageOf(RegistrationItem);

export const NewRegistration = z.strictObject({
  entityId: z.uuid(),
  type: z.string().min(1),
  number: z.string().trim().min(1).max(60),
  from: Day,
  to: Day.nullable().default(null),
  facts: z
    .array(z.strictObject({ field: FieldSchema, value: FactValueSchema.nullable(), from: Day.optional() }))
    .max(100)
    .default([]),
  source: z.string().trim().min(1).max(300).default('entered by hand'),
});

/** A cancellation is a last day: earlier obligations, and the part-month, stay. */
export const RegistrationChange = z.strictObject({ from: Day.optional(), to: Day.nullable().optional() });

export const RegistrationTypes = z.object({
  items: z.array(z.object({ type: z.string(), label: z.string(), family: z.string() })),
});
