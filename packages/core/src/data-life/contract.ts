import { z } from 'zod';
import { hostToken } from '../container/token.ts';
import type { Actor, Context } from '../context/context.ts';
import type { DownloadLink } from '../evidence/contract.ts';
import type { StagedExport } from './stage-export.ts';

const By = z.object({ id: z.string(), name: z.string() });

/** A copy of everything that a plugin keeps of a tenant, to download. */
export const PluginExport = z
  .object({
    id: z.uuid(),
    plugin: z.string(),
    version: z.string(),
    /** can be downloaded for seven days; `failed` is for good: another one has to be asked for */
    state: z.enum(['being-made', 'ready', 'failed', 'expired']),
    requestedBy: By,
    requestedAt: z.iso.datetime(),
    madeAt: z.iso.datetime().nullable(),
    sha256: z.string().nullable(),
    bytes: z.number().nullable(),
    rows: z.number().nullable(),
  })
  .meta({ id: 'PluginExport' });
export type PluginExport = z.infer<typeof PluginExport>;

/** What stands in place of data that was purged. Nobody can change or delete it. */
export const PluginTombstone = z
  .object({
    id: z.uuid(),
    tenant: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
    plugin: z.string(),
    name: z.string(),
    version: z.string(),
    purgedAt: z.iso.datetime(),
    purgedBy: By,
    rows: z.number(),
    tables: z.array(z.object({ table: z.string(), rows: z.number(), sha256: z.string() })),
    secrets: z.int(),
    jobs: z.int(),
    /** why it might go */
    retention: z.string(),
    export: z.object({ sha256: z.string(), bytes: z.number() }),
  })
  .meta({ id: 'PluginTombstone' });
export type PluginTombstone = z.infer<typeof PluginTombstone>;

/** A purge that a job will carry out; the list of the tenant's plugins tells how it stands. */
export const PurgeAsked = z.object({ plugin: z.string(), tenant: z.uuid() }).meta({ id: 'PurgeAsked' });

export const ExportPayload = z.object({ export: z.uuid() });
export const PurgePayload = z.object({
  plugin: z.string(),
  actor: z.object({ id: z.string(), name: z.string() }),
});

export const EXPORT_JOB = 'core.plugin.export';
export const PURGE_JOB = 'core.plugin.purge';

/** Who stands behind a purge. */
export type PurgedBy = Pick<Actor, 'id' | 'name'>;

/** Exports and purges of what plugins keep. `ctx` is of the tenant, whoever acts. */
export interface DataLife {
  /** Asks for an export, which a job makes. @throws Refusal `NOT_FOUND` */
  requestExport(ctx: Context, plugin: string): Promise<PluginExport>;
  exports(ctx: Context, plugin: string): Promise<PluginExport[]>;
  /** @throws Refusal `NOT_FOUND`, `PLUGIN_EXPORT_NOT_READY` */
  exportLink(ctx: Context, plugin: string, id: string): Promise<z.infer<typeof DownloadLink>>;
  /** Makes an export that was asked for; once it is made, does nothing. */
  makeExport(ctx: Context, id: string): Promise<void>;
  /** Makes an export and hands its file to `work`, after which it is gone. @throws Refusal `NOT_FOUND` */
  withExport<T>(ctx: Context, plugin: string, work: (staged: StagedExport) => Promise<T>): Promise<T>;
  /**
   * Asks for a purge, which a job carries out. For operators.
   * @throws Refusal that names all that stands against it
   */
  requestPurge(ctx: Context, plugin: string): Promise<void>;
  /**
   * Exports, deletes and leaves a tombstone. Killed at any point and called again it goes on: until the deletion commits
   * nothing is gone, afterwards the tombstone of it is the answer.
   * @throws Refusal that names all that stands against it
   */
  purge(ctx: Context, plugin: string, by: PurgedBy): Promise<PluginTombstone>;
  /** Newest first; of all tenants where none is given. */
  tombstones(tenant?: string): Promise<PluginTombstone[]>;
  /** A link to what was exported before the purge. @throws Refusal `NOT_FOUND` */
  tombstoneLink(ctx: Context, id: string): Promise<z.infer<typeof DownloadLink>>;
}
export const dataLife = hostToken<DataLife>('core.data-life');
