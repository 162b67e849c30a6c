import { z } from 'zod';
import { Day, Subject, Why } from './values.ts';

export const MasterRef = z.object({
  code: z.string(),
  form: z.string(),
  name: z.string(),
  family: z.string(),
});

export const Outcome = z.enum(['applies', 'does-not-apply', 'undetermined']);

export const ApplicabilityQuery = z
  .object({
    entityId: z.uuid().optional(),
    registrationId: z.uuid().optional(),
    /** the periods that contain this day are asked about; today by default */
    asOf: Day.optional(),
  })
  .refine((query) => query.entityId !== undefined || query.registrationId !== undefined, {
    error: 'expected entityId or registrationId',
  });

export const ApplicabilityReply = z.object({
  asOf: Day,
  items: z.array(
    z.object({
      master: MasterRef,
      subject: Subject,
      period: z.string(),
      outcome: Outcome,
      /** one sentence */
      summary: z.string(),
      explanation: Why,
      missingFacts: z.array(z.object({ field: z.string(), label: z.string() })),
    }),
  ),
  /**
   * Groups of masters of which exactly one must hold, where the facts say none or several (`none`, `many`) or leave it
   * open (`undetermined`), or where what stands says so: obligations of several over the same days (`overlap`), none
   * for the day of the one that applies (`missing`).
   */
  gaps: z.array(
    z.object({
      group: z.string(),
      subject: Subject,
      verdict: z.enum(['none', 'many', 'undetermined', 'overlap', 'missing']),
      masters: z.array(z.string()),
      periods: z.array(z.string()),
    }),
  ),
});
