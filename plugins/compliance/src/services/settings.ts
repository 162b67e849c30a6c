import type { Context, TenantConfig } from '@compliance-os/core';
import { z } from 'zod';

/** What a tenant decides about the engine; edited in the back office. */
export const TenantSettings = z.object({
  selfApproval: z
    .boolean()
    .default(false)
    .describe('A maker may approve his own work, with a reason each time. For tenants of one or two people.'),
  targetDaysBefore: z
    .int()
    .min(0)
    .max(30)
    .default(3)
    .describe('Days before the due date to aim at; the target never falls on a Sunday.'),
});
export type Settings = z.output<typeof TenantSettings>;

export const settingsOf = (ctx: Context, config: TenantConfig): Promise<Settings> =>
  config.get<Settings>(ctx);
