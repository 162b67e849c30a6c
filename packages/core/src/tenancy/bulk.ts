import { z } from 'zod';
import { PluginOutcome } from './bundles.ts';

/** One switch for many tenants. */
export const BulkSwitch = z
  .strictObject({
    action: z.enum(['allow', 'disallow', 'enable', 'disable']),
    plugin: z.string().max(60).optional(),
    bundle: z.string().max(60).optional(),
    tenants: z.array(z.uuid()).min(1).max(500),
    /** only say what would change */
    dryRun: z.boolean().default(false),
  })
  .refine(({ plugin, bundle }) => (plugin === undefined) !== (bundle === undefined), {
    error: 'expected a plugin or a bundle, and not both',
    path: ['plugin'],
  });
export type BulkSwitch = z.infer<typeof BulkSwitch>;

export const TenantOutcome = z.object({
  tenant: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  /** `failed`: an error that is nobody's mistake; it stands in the log under the id of the request */
  outcome: z.enum(['changed', 'unchanged', 'refused', 'failed']),
  code: z.string().nullable(),
  detail: z.string().nullable(),
  plugins: z.array(PluginOutcome),
});
export type TenantOutcome = z.infer<typeof TenantOutcome>;

export const BulkResult = z
  .object({ dryRun: z.boolean(), tenants: z.array(TenantOutcome) })
  .meta({ id: 'BulkResult' });
export type BulkResult = z.infer<typeof BulkResult>;
