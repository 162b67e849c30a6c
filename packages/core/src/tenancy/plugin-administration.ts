import { z } from 'zod';
import { hostToken } from '../container/token.ts';
import type { Context } from '../context/context.ts';

/** Which plugins are on for a tenant. */
export interface PluginsOn {
  /** ids, core among them */
  onFor(tenant: string): Promise<ReadonlySet<string>>;
}
export const pluginsOn = hostToken<PluginsOn>('core.plugins-on');

export const PluginState = z.enum(['enabled', 'disabled', 'archived', 'purged']);
export type PluginState = z.infer<typeof PluginState>;

const Health = z.object({ state: z.enum(['ready', 'quarantined']), reason: z.string().optional() });

/** A plugin as a tenant's administrator sees it. */
export const TenantPlugin = z
  .object({
    id: z.string(),
    name: z.string(),
    version: z.string(),
    state: PluginState,
    /** whether the operator lets this tenant switch it on */
    allowed: z.boolean(),
    /** plugin → range of versions */
    requires: z.record(z.string(), z.string()),
    /** plugins that are on for the tenant and need it */
    dependants: z.array(z.string()),
    /** JSON Schema of the settings; null where it has none */
    configSchema: z.record(z.string(), z.unknown()).nullable(),
    config: z.record(z.string(), z.unknown()).nullable(),
    health: Health,
  })
  .meta({ id: 'TenantPlugin' });
export type TenantPlugin = z.infer<typeof TenantPlugin>;

/** What appears when it is switched on, and what else has to be on first. */
export const PluginPreview = z
  .object({
    routes: z.array(z.object({ method: z.string(), path: z.string(), permission: z.string().nullable() })),
    permissions: z.array(z.string()),
    roles: z.array(z.string()),
    jobs: z.array(z.string()),
    slots: z.array(z.string()),
    /** extension point → what it contributes there */
    contributions: z.record(z.string(), z.array(z.string())),
    missing: z.array(z.string()),
  })
  .meta({ id: 'PluginPreview' });
export type PluginPreview = z.infer<typeof PluginPreview>;

/** A plugin as an operator sees it. */
export const InstalledPlugin = z
  .object({
    id: z.string(),
    name: z.string(),
    version: z.string(),
    requires: z.record(z.string(), z.string()),
    health: Health.extend({
      /** what it says of itself, asked just now; down where it is quarantined or does not answer */
      status: z.enum(['ok', 'degraded', 'down']),
      detail: z.string().optional(),
    }),
    /** ids of the tenants that may switch it on */
    allowedFor: z.array(z.uuid()),
    enabledFor: z.int(),
  })
  .meta({ id: 'InstalledPlugin' });
export type InstalledPlugin = z.infer<typeof InstalledPlugin>;

/** Switches plugins on and off. All but `installed` and `allow` act in the tenant of the context. */
export interface PluginAdministration {
  list(ctx: Context): Promise<TenantPlugin[]>;
  /** @throws Refusal `NOT_FOUND` */
  preview(ctx: Context, plugin: string): Promise<PluginPreview>;
  /** Enables it, or changes the settings of one that is on. @throws Refusal where it is not allowed, lacks another, or the settings do not fit */
  enable(
    ctx: Context,
    plugin: string,
    config: Readonly<Record<string, unknown>> | undefined,
  ): Promise<TenantPlugin>;
  /** @throws Refusal where others that are on need it */
  disable(ctx: Context, plugin: string): Promise<TenantPlugin>;
  installed(): Promise<InstalledPlugin[]>;
  /**
   * Lets a tenant switch a plugin on, or takes that back, which also switches it off.
   * @param ctx the operator's, without a tenant
   * @throws Refusal `NOT_FOUND`
   */
  allow(ctx: Context, tenant: string, plugin: string, allowed: boolean): Promise<void>;
}
export const pluginAdministration = hostToken<PluginAdministration>('core.plugin-administration');
