import { z } from 'zod';
import { hostToken } from '../container/token.ts';
import type { Context } from '../context/context.ts';

export const PortalPlugin = z.object({
  enabled: z.literal(true),
  name: z.string(),
  version: z.string(),
  state: z.enum(['ready', 'quarantined']),
  reason: z.string().optional(),
  /** present where the plugin has panels */
  ui: z
    .object({
      slots: z.array(z.string()),
      /** address of its module, where it was installed and not built into the back office */
      entry: z.string().optional(),
    })
    .optional(),
});

/** What the back office shows to the one who is signed in: only what is on for the tenant stands here. */
export const PortalManifest = z.object({
  tenant: z.object({ id: z.uuid(), name: z.string() }),
  today: z.iso.date(),
  mode: z.enum(['embedded', 'production']),
  permissions: z.array(z.string()),
  plugins: z.record(z.string(), PortalPlugin),
});
export type PortalManifest = z.infer<typeof PortalManifest>;

export interface Portal {
  manifest(ctx: Context): Promise<PortalManifest>;
  /** OpenAPI of the routes that are there for the tenant. */
  openApi(ctx: Context): Promise<object>;
}
export const portal = hostToken<Portal>('core.portal');
