import { event } from '@compliance-os/core';
import { z } from 'zod';

/** The last day of a licence is as near as the tenant wants to be reminded of it. */
export const renewalNear = event(
  'fssai.renewal-near',
  z.object({
    registrationId: z.uuid(),
    entityId: z.uuid(),
    number: z.string(),
    validUntil: z.iso.date(),
    daysLeft: z.int(),
  }),
);
