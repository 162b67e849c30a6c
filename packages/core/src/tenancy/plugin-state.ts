import { z } from 'zod';

/** What a plugin is for a tenant. Only `enabled` is on; `archived` is off and put away; `purged` has no data left. */
export const PluginState = z.enum(['enabled', 'disabled', 'archived', 'purged']);
export type PluginState = z.infer<typeof PluginState>;
