import { hostToken, pluginToken } from '../container/token.ts';
import type { Clock } from '../context/clock.ts';
import type { Context } from '../context/context.ts';
import type { Db } from '../db/db.ts';
import type { Logger } from '../observability/logger.ts';
import type { EventDefinition } from './event.ts';
import type { ExtensionPoint } from './extension-point.ts';
import type { JobDefinition } from './job.ts';
import type { z } from 'zod';

export interface Enqueue {
  /** Two jobs of a tenant with one key are one job, as long as the first is kept. */
  readonly dedupeKey?: string;
  readonly runAt?: Date;
}

/** Puts a job in the outbox, in the transaction of the context if one is open. */
export interface Jobs {
  enqueue(
    ctx: Context,
    definition: Pick<JobDefinition, 'name'>,
    payload?: unknown,
    options?: Enqueue,
  ): Promise<string>;
}

/** Tells other plugins what happened, after the transaction of the context commits. */
export interface Events {
  emit<P extends z.ZodType>(
    ctx: Context,
    definition: EventDefinition<P>,
    subject: string,
    payload: z.input<P>,
  ): Promise<void>;
}

/** Reads what other plugins contributed to a point of this plugin. */
export interface Contributions {
  /** Of the plugins that are on for the tenant of the context. */
  of<T>(
    ctx: Context,
    point: ExtensionPoint<T>,
  ): Promise<readonly { readonly plugin: string; readonly value: T }[]>;
  /** Of all plugins that the host runs, whichever tenant. */
  all<T>(point: ExtensionPoint<T>): readonly { readonly plugin: string; readonly value: T }[];
}

/** Entries live under the tenant and the plugin; invalidating a tag drops all entries that carry it. */
export interface Cache {
  get<T>(
    ctx: Context,
    key: string,
    options: { readonly ttlMs: number; readonly tags?: readonly string[] },
    make: () => Promise<T>,
  ): Promise<T>;
  invalidate(ctx: Context, tags: readonly string[]): Promise<void>;
}

export interface Entity {
  readonly id: string;
  readonly name: string;
  readonly legalName: string;
  readonly kind: string;
  readonly pan: string | null;
  readonly cin: string | null;
  readonly llpin: string | null;
  readonly state: string | null;
  readonly status: string;
}

export type NewEntity = Omit<Entity, 'id' | 'status'>;

/** The tenant's legal persons. They belong to core; a plugin reads and adds them through this. */
export interface Entities {
  list(ctx: Context): Promise<readonly Entity[]>;
  get(ctx: Context, id: string): Promise<Entity | undefined>;
  create(ctx: Context, entity: NewEntity): Promise<Entity>;
  update(ctx: Context, id: string, change: Partial<NewEntity>): Promise<Entity>;
}

export interface EvidenceFile {
  readonly id: string;
  readonly entityId: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly kind: string;
  readonly label: string;
  readonly period: string | null;
  readonly fileName: string;
  readonly version: number;
  readonly sha256: string;
  readonly status: 'stored' | 'approved' | 'quarantined';
  /** id of the person */
  readonly uploadedBy: string;
}

/** What a file is attached to. A file that names another entity is not one of its files. */
export interface EvidenceSubject {
  readonly type: string;
  readonly id: string;
  readonly entityId: string;
}

/** Files attached to a subject of a plugin. Uploads go through core's own routes. */
export interface Evidence {
  /** The newest version of each document. */
  of(ctx: Context, subject: EvidenceSubject): Promise<readonly EvidenceFile[]>;
  /** Those of the subjects that have a file at all, whatever became of it. */
  among(ctx: Context, subjectType: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Approves these files and no others: from then on nobody can change or delete them.
   * @param options.selfApprovalReason the tenant's exception is in use, for this reason: who uploaded a file may approve it
   * @throws Refusal `MAKER_IS_CHECKER`, `EVIDENCE_QUARANTINED`, `NOT_FOUND`
   */
  approve(
    ctx: Context,
    ids: readonly string[],
    options?: { readonly selfApprovalReason?: string },
  ): Promise<void>;
}

/** Adds acts that change no row, such as an export, to the audit log. */
export interface Audit {
  record(
    ctx: Context,
    name: string,
    detail: Readonly<Record<string, string | number | boolean | null>>,
  ): Promise<void>;
}

/** The tenant's own settings of this plugin, as its `config.tenant` schema reads them. */
export interface TenantConfig {
  get<T = unknown>(ctx: Context): Promise<T>;
}

/** The tenant's secrets of this plugin, by the names that its manifest declares. */
export interface Secrets {
  /**
   * @returns undefined where the tenant has set none
   * @throws Refusal `SECRET_NOT_DECLARED` for a name that `capabilities.secrets` does not list
   */
  get(ctx: Context, name: string): Promise<string | undefined>;
}

/** Calls outside, to the addresses that the manifest declares and no others. */
export interface Http {
  fetch(url: string | URL, init?: RequestInit): Promise<Response>;
}

export const db = pluginToken<Db>('core.db');
export const log = pluginToken<Logger>('core.log');
export const jobs = pluginToken<Jobs>('core.jobs');
export const events = pluginToken<Events>('core.events');
export const cache = pluginToken<Cache>('core.cache');
export const audit = pluginToken<Audit>('core.audit');
export const http = pluginToken<Http>('core.http');
export const secrets = pluginToken<Secrets>('core.secrets');
export const tenantConfig = pluginToken<TenantConfig>('core.tenant-config');
export const hostConfig = pluginToken<Readonly<Record<string, unknown>>>('core.host-config');
export const contributions = hostToken<Contributions>('core.contributions');
export const entities = hostToken<Entities>('core.entities');
export const evidence = hostToken<Evidence>('core.evidence');
export const clock = hostToken<Clock>('core.clock');
