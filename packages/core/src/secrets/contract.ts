import { z } from 'zod';
import { hostToken } from '../container/token.ts';
import type { Context } from '../context/context.ts';
import { idText } from './names.ts';

/** The longest value: a private key with its chain fits. */
export const MOST_CHARACTERS = 16_384;

/** A secret as an administrator sees it: whether there is a value, never the value. */
export const PluginSecret = z
  .object({ name: idText, isSet: z.boolean(), changedAt: z.iso.datetime().nullable() })
  .meta({ id: 'PluginSecret' });
export type PluginSecret = z.infer<typeof PluginSecret>;

/** Writes what plugins read by `secrets`. Acts in the tenant of the context. */
export interface PluginSecrets {
  /** Every secret that the manifest declares. @throws Refusal `NOT_FOUND` */
  list(ctx: Context, plugin: string): Promise<PluginSecret[]>;
  /** @throws Refusal `NOT_FOUND`, `SECRET_NOT_DECLARED` */
  set(ctx: Context, plugin: string, name: string, value: string): Promise<void>;
  /** @throws Refusal `NOT_FOUND`, `SECRET_NOT_DECLARED` */
  clear(ctx: Context, plugin: string, name: string): Promise<void>;
}
export const pluginSecrets = hostToken<PluginSecrets>('core.plugin-secrets');
