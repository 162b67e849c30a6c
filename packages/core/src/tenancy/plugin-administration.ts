import { z } from 'zod';
import { hostToken } from '../container/token.ts';
import type { Context } from '../context/context.ts';
import { TRANSITIONS, type Transition, type TransitionBy } from '../data-life/transition.ts';
import type { Bundle, BundleResult, PluginBundle } from './bundles.ts';
import type { BulkResult, BulkSwitch } from './bulk.ts';
import { PluginState } from './plugin-state.ts';

/** Which plugins are on for a tenant. */
export interface PluginsOn {
  /** ids, core among them */
  onFor(tenant: string): Promise<ReadonlySet<string>>;
}
export const pluginsOn = hostToken<PluginsOn>('core.plugins-on');

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
    /** how a purge that was asked for stands; null where none is under way */
    purge: z
      .object({ state: z.enum(['waiting', 'running', 'failed']), reason: z.string().nullable() })
      .nullable(),
  })
  .meta({ id: 'TenantPlugin' });
export type TenantPlugin = z.infer<typeof TenantPlugin>;

const Rows = z.object({ rows: z.number(), bytes: z.number() });

/** What a transition would change, before it happens. */
export const PluginPreview = z
  .object({
    plugin: z.string(),
    name: z.string(),
    transition: z.enum(TRANSITIONS),
    from: PluginState,
    to: PluginState,
    /** all that stands against it; it can happen where there is none */
    refusals: z.array(z.object({ code: z.string(), detail: z.string() })),
    /** what becomes of the routes, permissions, roles, jobs, panels and contributions that are listed */
    effect: z.enum(['appears', 'goes', 'stays-off']),
    routes: z.array(z.object({ method: z.string(), path: z.string(), permission: z.string().nullable() })),
    permissions: z.array(z.string()),
    roles: z.array(z.string()),
    jobs: z.array(z.string()),
    slots: z.array(z.string()),
    /** extension point → what it contributes there */
    contributions: z.record(z.string(), z.array(z.string())),
    /** plugins that have to be on first */
    missing: z.array(z.string()),
    /** plugins that are on and need it */
    dependants: z.array(z.string()),
    /** what it keeps of the tenant; bytes are those of the rows */
    data: Rows.extend({ tables: z.array(Rows.extend({ table: z.string() })) }),
    retention: z.object({
      /** full years of account after the one in which a record was last written */
      years: z.int(),
      lastWritten: z.iso.date().nullable(),
      /** last day that the records have to be kept; null where there are none */
      until: z.iso.date().nullable(),
    }),
    /** files at its subjects that have to be kept */
    evidence: z.object({
      retained: z.int(),
      until: z.iso.date().nullable(),
      underHold: z.int(),
    }),
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
    /** hosts outside that it has called, and whether calls are let through */
    outside: z.array(z.object({ host: z.string(), state: z.enum(['closed', 'half-open', 'open']) })),
    /** ids of the tenants that may switch it on */
    allowedFor: z.array(z.uuid()),
    enabledFor: z.int(),
  })
  .meta({ id: 'InstalledPlugin' });
export type InstalledPlugin = z.infer<typeof InstalledPlugin>;

/**
 * Switches plugins of tenants. All but `installed`, `allow` and `bulk` act in the tenant of the context, whoever asks: an
 * operator with a context that was given a tenant.
 */
export interface PluginAdministration {
  list(ctx: Context): Promise<TenantPlugin[]>;
  /** @throws Refusal `NOT_FOUND` */
  preview(ctx: Context, plugin: string, transition: Transition, by: TransitionBy): Promise<PluginPreview>;
  /** Enables it, or changes the settings of one that is on. @throws Refusal where it is not allowed, lacks another, or the settings do not fit */
  enable(
    ctx: Context,
    plugin: string,
    config: Readonly<Record<string, unknown>> | undefined,
  ): Promise<TenantPlugin>;
  /** @throws Refusal where others that are on need it */
  disable(ctx: Context, plugin: string): Promise<TenantPlugin>;
  /** Puts a plugin away that is off; its data stays. @throws Refusal `PLUGIN_STATE_UNFIT` */
  archive(ctx: Context, plugin: string): Promise<TenantPlugin>;
  /** Brings back what was archived, off. @throws Refusal `PLUGIN_STATE_UNFIT` */
  restore(ctx: Context, plugin: string): Promise<TenantPlugin>;
  /** Sets of plugins that are enabled at once, and what enabling each would do to this tenant. */
  bundles(ctx: Context): Promise<Bundle[]>;
  /** Enables all plugins of a bundle, or none. @throws Refusal `NOT_FOUND`, `BUNDLE_REFUSED` with a fault for each plugin */
  enableBundle(ctx: Context, bundle: string): Promise<BundleResult>;
  installed(): Promise<InstalledPlugin[]>;
  /** An operator's context in a tenant. @throws Refusal `NOT_FOUND` */
  inTenant(ctx: Context, tenant: string): Promise<Context>;
  /** Sets of plugins that this portal offers. */
  readonly offered: readonly PluginBundle[];
  /**
   * Lets a tenant switch a plugin on, or takes that back, which also switches it off.
   * @param ctx the operator's
   * @throws Refusal `NOT_FOUND`
   */
  allow(ctx: Context, tenant: string, plugin: string, allowed: boolean): Promise<void>;
  /**
   * Switches a plugin or a bundle for many tenants, each by itself: in one all or nothing, whatever becomes of the others.
   * Asked for again, it changes nothing where it was done.
   * @param ctx the operator's
   * @throws Refusal `NOT_FOUND` for a plugin or a bundle that is not there
   */
  bulk(ctx: Context, order: BulkSwitch): Promise<BulkResult>;
}
export const pluginAdministration = hostToken<PluginAdministration>('core.plugin-administration');
