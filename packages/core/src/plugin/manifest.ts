import type { z } from 'zod';
import type { Deps, Resolved } from '../container/token.ts';
import type { Context } from '../context/context.ts';
import type { ProblemCode } from '../http/problem.ts';
import type { EvidenceOn } from './evidence-on.ts';
import type { EventDefinition, EventSubscription } from './event.ts';
import type { AnyExtensionPoint, Contribution } from './extension-point.ts';
import type { JobDefinition } from './job.ts';
import type { GrantDimension, Permission, RoleTemplate } from './permission.ts';
import type { RouteDefinition } from './route.ts';
import type { ServiceDefinition } from './service.ts';

export interface HealthReport {
  readonly status: 'ok' | 'degraded' | 'down';
  readonly detail?: string;
}

/** One value of a gauge that a plugin contributes to `/metrics`. */
export interface Sample {
  readonly name: string;
  readonly help: string;
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface Hook<D extends Deps, R> {
  readonly deps: Deps;
  readonly load: () => Promise<{ default: (deps: Resolved<D>) => Promise<R> }>;
}

export interface TenantHook<D extends Deps, R> {
  readonly deps: Deps;
  readonly load: () => Promise<{ default: (ctx: Context, deps: Resolved<D>) => Promise<R> }>;
}

/** Code that runs once, at start or stop. */
export const hook = <R, D extends Deps = Record<never, never>>(options: {
  readonly deps?: D;
  readonly load: () => Promise<{ default: (deps: Resolved<D>) => Promise<R> }>;
}): Hook<never, R> => ({ deps: options.deps ?? {}, load: options.load as Hook<never, R>['load'] });

/** Code that runs for one tenant that has the plugin on. */
export const tenantHook = <R, D extends Deps = Record<never, never>>(options: {
  readonly deps?: D;
  readonly load: () => Promise<{ default: (ctx: Context, deps: Resolved<D>) => Promise<R> }>;
}): TenantHook<never, R> => ({
  deps: options.deps ?? {},
  load: options.load as TenantHook<never, R>['load'],
});

/** Places in the back office that panels can go. */
export const SLOTS = [
  'instance.tab',
  'entity.panel',
  'dashboard.widget',
  'evidence.panel',
  'settings.section',
  'route',
  'menu',
] as const;
export type SlotName = (typeof SLOTS)[number];

/**
 * A plugin, as data with lazy handlers: reading it runs no code of the plugin, so that permissions, menus,
 * API reference, documentation and enablement all derive from here.
 */
export interface PluginManifest {
  /** lower-case letters, digits and hyphens; also the name of its database schema and its path under `/v1` */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** range of the host's plugin API */
  readonly hostApi: string;
  /** other plugins, by id and range of versions */
  readonly requires?: Readonly<Record<string, string>>;
  /** what the injected clients will let it reach */
  readonly capabilities?: {
    /** origins: `https://api.example.in`; an address of a private network is refused behind them */
    readonly http?: readonly string[];
    /** origins that may lie in a private network */
    readonly privateHttp?: readonly string[];
    /** names of secrets that the tenant's administrator sets */
    readonly secrets?: readonly string[];
  };
  readonly config?: { readonly host?: z.ZodType; readonly tenant?: z.ZodType };
  readonly permissions?: readonly Permission[];
  readonly roles?: readonly RoleTemplate[];
  readonly dimensions?: readonly GrantDimension[];
  /** codes of the refusals that its code makes, with their HTTP status */
  readonly problems?: readonly ProblemCode[];
  readonly data?: {
    /** folder of `NNNN_name.ts` files, run by the host under the owner role */
    readonly migrations: URL;
    /** years of account that purging its data has to wait */
    readonly retentionYears?: number;
  };
  readonly services?: readonly ServiceDefinition[];
  readonly extensionPoints?: readonly AnyExtensionPoint[];
  readonly contributes?: readonly Contribution[];
  readonly routes?: readonly RouteDefinition[];
  readonly jobs?: readonly JobDefinition[];
  readonly events?: {
    readonly emits?: readonly EventDefinition[];
    readonly on?: readonly EventSubscription[];
  };
  /** things of the plugin that core's evidence is attached to */
  readonly evidence?: readonly EvidenceOn[];
  readonly ui?: { readonly entry: string; readonly slots: readonly SlotName[] };
  readonly start?: Hook<never, void>;
  readonly stop?: Hook<never, void>;
  readonly health?: Hook<never, HealthReport>;
  /** gauges of one tenant, read when `/metrics` is scraped */
  readonly metrics?: TenantHook<never, readonly Sample[]>;
  /**
   * Runs in a process of its own, without file system, network and environment: the host makes its calls for it. Of
   * the manifest, `services`, `extensionPoints`, bodies that are streams, and SQL in migrations are not open to it.
   */
  readonly isolated?: boolean;
  /** the host does not start without it */
  readonly critical?: boolean;
}

/** The plugin API that this host offers: the version of this package. A manifest's `hostApi` is a range over it. */
export const HOST_API = '1.1.0';

export const definePlugin = (manifest: PluginManifest): PluginManifest => Object.freeze(manifest);
