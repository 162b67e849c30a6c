/** Places and persons as subjects, and where a subject stood when it came into the system. */
import { listQuery, pageOf } from '@compliance-os/core';
import { z } from 'zod';
import { Day, oneOfMany, SubjectType } from './values.ts';

export const PlaceItem = z.object({
  id: z.uuid(),
  entityId: z.uuid(),
  name: z.string(),
  kind: z.enum(['head-office', 'branch', 'factory', 'warehouse', 'establishment']),
  stateCode: z.string().nullable(),
  address: z.string().nullable(),
  from: Day,
  to: Day.nullable(),
});
export const PlaceQuery = listQuery(['name'], 'name').extend({ entityId: oneOfMany(z.uuid()).optional() });
export const PlacePage = pageOf(PlaceItem);
export const NewPlace = z.strictObject({
  ...PlaceItem.omit({ id: true }).shape,
  stateCode: z.string().length(2).nullable().default(null),
  address: z.string().trim().max(500).nullable().default(null),
  to: Day.nullable().default(null),
});
export const PlaceChange = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  address: z.string().trim().max(500).nullable().optional(),
  to: Day.nullable().optional(),
});

export const PersonItem = z.object({
  id: z.uuid(),
  entityId: z.uuid(),
  name: z.string(),
  /** director identification number: 8 digits */
  din: z.string().nullable(),
  capacity: z.string(),
  modes: z.array(z.enum(['DSC', 'EVC', 'OTP'])),
  dscExpiresOn: Day.nullable(),
  alternateId: z.uuid().nullable(),
  from: Day,
  to: Day.nullable(),
});
export const PersonQuery = listQuery(['name', 'dscExpiresOn'], 'name').extend({
  entityId: oneOfMany(z.uuid()).optional(),
});
export const PersonPage = pageOf(PersonItem);
const signatory = {
  capacity: z.string().trim().min(1).max(100),
  modes: z.array(z.enum(['DSC', 'EVC', 'OTP'])).max(3),
  dscExpiresOn: Day.nullable(),
  alternateId: z.uuid().nullable(),
  to: Day.nullable(),
};
export const NewPerson = z.strictObject({
  entityId: z.uuid(),
  name: z.string().trim().min(1).max(200),
  din: z
    .string()
    .regex(/^(?!0{8})\d{8}$/, 'expected a DIN: 8 digits')
    .nullable()
    .default(null),
  from: Day,
  ...signatory,
  modes: signatory.modes.default([]),
  dscExpiresOn: Day.nullable().default(null),
  alternateId: z.uuid().nullable().default(null),
  to: Day.nullable().default(null),
});
export const PersonChange = z.strictObject(z.object(signatory).partial().shape);

/** What fell due before this day, while the subject was there, counts as filed before onboarding, unverified. */
export const Onboarding = z.strictObject({ subjectType: SubjectType, subjectId: z.uuid(), from: Day });
export const OnboardingReply = z.object({
  subjectId: z.uuid(),
  from: Day,
  /** instances that became "filed before onboarding" */
  settled: z.int(),
  /** instances that another day had settled and that are owed again */
  restored: z.int(),
});
