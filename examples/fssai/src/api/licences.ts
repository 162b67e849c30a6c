import { z } from 'zod';

export const Licence = z.object({
  registrationId: z.uuid(),
  entityId: z.uuid(),
  entityName: z.string(),
  number: z.string(),
  business: z.string().nullable(),
  /** null where nobody has recorded it yet */
  renewal: z
    .object({
      validUntil: z.iso.date(),
      daysLeft: z.int(),
      state: z.enum(['not-yet', 'open', 'late-fee', 'expired']),
      applyFrom: z.iso.date(),
      applyWithoutFeeUntil: z.iso.date(),
    })
    .nullable(),
});
export type Licence = z.output<typeof Licence>;

export const LicencesQuery = z.object({ entityId: z.uuid().optional() });
export const LicencesReply = z.object({ items: z.array(Licence) });
export type LicencesReply = z.output<typeof LicencesReply>;
