import { pathToFileURL } from 'node:url';
import path from 'node:path';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { hostToken, type Deps, type Token } from '../container/token.ts';
import type { Context } from '../context/context.ts';
import type { EvidenceOn } from '../plugin/evidence-on.ts';
import type { EventSubscription } from '../plugin/event.ts';
import type { AnyExtensionPoint, Contribution } from '../plugin/extension-point.ts';
import type { JobDefinition } from '../plugin/job.ts';
import { definePlugin, type PluginManifest, type SlotName } from '../plugin/manifest.ts';
import { OFFERED } from '../plugin/offered.ts';
import { binaryReply, type RouteDefinition } from '../plugin/route.ts';
import * as services from '../plugin/services.ts';
import { describeFinding, type Finding } from '../plugin/validate.ts';
import type { IsolatedProcess } from './isolated-process.ts';
import { ManifestData, type SchemaData } from './manifest-data.ts';
import { readRouteResult } from './route-result.ts';
import { functionOf } from './serve-ask.ts';
import { fieldsFromData, schemaFromData, SchemaParts } from './schema-from-data.ts';

/** What the other manifests declare: an isolated plugin names it, and cannot hold it. */
export interface Known {
  readonly tokens: ReadonlyMap<string, Token<unknown>>;
  readonly points: ReadonlyMap<string, AnyExtensionPoint>;
}

/** Of the offered services, those whose answers are no promises, or hold functions. */
const NOT_OVER_A_CHANNEL: ReadonlyMap<Token<unknown>, string> = new Map<Token<unknown>, string>([
  [services.clock, 'use now and today of the context'],
  [services.contributions, 'an isolated plugin declares no extension point'],
]);

export const knownFrom = (manifests: readonly PluginManifest[]): Known => ({
  tokens: new Map([
    ...[...OFFERED].map((token) => [token.tokenId, token] as const),
    ...manifests.flatMap(({ services: offered = [] }) =>
      offered.map(({ token }) => [token.tokenId, token] as const),
    ),
  ]),
  points: new Map(
    manifests.flatMap(({ extensionPoints = [] }) =>
      extensionPoints.map((point) => [point.id, point] as const),
    ),
  ),
});

/** Where an isolated plugin stands. */
export interface Place {
  /** the folder that its process may read */
  readonly root: string;
  /** of its migrations, where its manifest is not asked */
  readonly migrations: URL | undefined;
}

/** Where the process of a manifest is, for who starts and stops plugins. */
const PROCESSES = new WeakMap<PluginManifest, IsolatedProcess>();
export const processOf = (manifest: PluginManifest): IsolatedProcess | undefined => PROCESSES.get(manifest);

/**
 * Makes of what a process sent a manifest like any other, whose handlers call into the process.
 * @throws Error with everything that does not fit
 */
export const isolatedManifest = (
  plugin: string,
  sent: unknown,
  place: Place,
  known: Known,
  process: IsolatedProcess,
): PluginManifest => {
  const parsed = ManifestData.safeParse(sent);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${issue?.path.join('.') || 'its manifest'}: ${issue?.message}`);
  }
  const reader = new Reader(plugin, parsed.data, place, known, process);
  const manifest = definePlugin(reader.manifest());
  if (reader.findings.length > 0) throw new Error(reader.findings.map(describeFinding).join('\n'));
  PROCESSES.set(manifest, process);
  return manifest;
};

class Reader {
  readonly findings: Finding[] = [];
  readonly #parts = new SchemaParts();
  readonly #plugin: string;
  readonly #data: ManifestData;
  readonly #place: Place;
  readonly #known: Known;
  readonly #process: IsolatedProcess;

  constructor(plugin: string, data: ManifestData, place: Place, known: Known, process: IsolatedProcess) {
    this.#plugin = plugin;
    this.#data = data;
    this.#place = place;
    this.#known = known;
    this.#process = process;
  }

  manifest(): PluginManifest {
    const data = this.#data;
    for (const { path: where, expected } of data.refused)
      this.#blame(where, expected, 'one', 'leave out isolated');
    const { config, start, health, metrics } = data;
    return {
      id: data.id,
      name: data.name,
      version: data.version,
      hostApi: data.hostApi,
      isolated: true,
      ...given({
        requires: data.requires,
        capabilities: data.capabilities,
        permissions: data.permissions,
        roles: data.roles,
        dimensions: data.dimensions,
        problems: data.problems,
        config:
          config &&
          given({
            host: this.#schema('config.host', config.host),
            tenant: this.#schema('config.tenant', config.tenant),
          }),
        data: data.data && this.#ownData(data.data),
        ui: data.ui && { entry: data.ui.entry, slots: data.ui.slots as SlotName[] },
        start: {
          deps: this.#deps('start', start?.deps ?? {}),
          load: async () => ({ default: this.#starting() }),
        },
        stop: {
          deps: this.#deps('stop', data.stop?.deps ?? {}),
          load: async () => ({ default: this.#stopping() }),
        },
        health: health && this.#hook('health', health.deps, 'health'),
        metrics: metrics && {
          deps: this.#deps('metrics', metrics.deps),
          load: async () => ({
            default: async (ctx: Context, deps: unknown) =>
              this.#call({ kind: 'metrics', ctx, deps, tokens: metrics.deps }),
          }),
        },
        critical: data.critical,
      }),
      contributes: data.contributes.map(({ point }, index) => this.#contribution(point, index)),
      routes: data.routes.map((route, index) => this.#route(route, index)),
      jobs: data.jobs.map((job, index) => this.#job(job, index)),
      events: {
        emits: data.emits.map(({ name, payload }, i) => ({
          name,
          payload: this.#schema(`events.emits[${i}].payload`, payload) ?? z.unknown(),
        })),
        on: data.on.map(({ event, deps }, index) => this.#subscription(event, deps, index)),
      },
      evidence: data.evidence.map(({ subjectType, deps }, index) => this.#evidence(subjectType, deps, index)),
      // keys of the manifest that nobody knows are found by who validates all manifests
      ...Object.fromEntries(data.keys.filter((key) => !KEYS.has(key)).map((key) => [key, true])),
    } as PluginManifest;
  }

  #blame(where: string, expected: string, received: string, remedy?: string): void {
    this.findings.push({
      plugin: this.#plugin,
      path: where,
      expected,
      received,
      ...(remedy === undefined ? {} : { remedy }),
    });
  }

  #schema(
    where: string,
    data: SchemaData | undefined,
    read: typeof schemaFromData = schemaFromData,
  ): z.ZodType | undefined {
    if (!data) return undefined;
    try {
      return read(data, this.#parts);
    } catch (error) {
      this.#blame(where, 'a schema that can be sent', (error as Error).message);
      return undefined;
    }
  }

  /** A name that nobody knows becomes a token that nobody has: the check of all manifests blames it like any. */
  #deps(where: string, deps: Readonly<Record<string, string>>): Deps {
    return Object.fromEntries(
      Object.entries(deps).map(([name, id]) => {
        const token = this.#known.tokens.get(id) ?? hostToken(id);
        const remedy = NOT_OVER_A_CHANNEL.get(token);
        if (remedy !== undefined)
          this.#blame(`${where}.deps.${name}`, 'a service that works over a channel', id, remedy);
        return [name, token];
      }),
    );
  }

  #call(options: {
    readonly kind: Parameters<IsolatedProcess['call']>[0]['kind'];
    readonly index?: number;
    readonly input?: unknown;
    readonly ctx?: Context;
    readonly deps: unknown;
    readonly tokens: Readonly<Record<string, string>>;
  }): Promise<never> {
    return this.#process.call({
      ...options,
      deps: options.deps as Readonly<Record<string, unknown>>,
    }) as Promise<never>;
  }

  #hook(where: string, tokens: Readonly<Record<string, string>>, kind: 'health') {
    return {
      deps: this.#deps(where, tokens),
      load: async () => ({ default: async (deps: unknown) => this.#call({ kind, deps, tokens }) }),
    };
  }

  /** A process that had to be started again begins as the first one did. */
  #starting() {
    const tokens = this.#data.start?.deps;
    return async (deps: unknown): Promise<void> => {
      if (!tokens) return;
      const start = (): Promise<never> => this.#call({ kind: 'start', deps, tokens });
      this.#process.onRestart(start);
      await start();
    };
  }

  #stopping() {
    const tokens = this.#data.stop?.deps;
    return async (deps: unknown): Promise<void> => {
      try {
        if (tokens) await this.#call({ kind: 'stop', deps, tokens });
      } finally {
        this.#process.close();
      }
    };
  }

  /** Migrations are files of the plugin's own folder. */
  #ownData({ migrations: said, retentionYears }: NonNullable<ManifestData['data']>): PluginManifest['data'] {
    const migrations = this.#place.migrations?.href ?? said;
    const own = `${pathToFileURL(path.resolve(this.#place.root)).href}/`;
    if (!URL.canParse(migrations) || !new URL(migrations).href.startsWith(own))
      this.#blame('data.migrations', `a folder of ${own}`, migrations);
    return {
      migrations: new URL(migrations.endsWith('/') ? migrations : `${migrations}/`),
      ...(retentionYears === undefined ? {} : { retentionYears }),
    };
  }

  #contribution(point: string, index: number): Contribution {
    return {
      point: this.#known.points.get(point) ?? { id: point, owner: point.split('.')[0] ?? point },
      load: async () => ({
        default: await this.#process.call({ kind: 'contribution', index }).catch((error: Error) => {
          throw new Error(`contributes[${index}]: ${error.message}`, { cause: error });
        }),
      }),
    };
  }

  #route(route: ManifestData['routes'][number], index: number): RouteDefinition {
    const at = `routes[${index}]`;
    const tokens = route.deps;
    return {
      method: route.method,
      path: route.path,
      permission: route.permission,
      about: route.about,
      public: route.public,
      summary: route.summary,
      act: route.act,
      params: this.#schema(`${at}.params`, route.params, fieldsFromData),
      query: this.#schema(`${at}.query`, route.query, fieldsFromData),
      body: this.#schema(`${at}.body`, route.body),
      reply:
        route.binary === undefined ? this.#schema(`${at}.reply`, route.reply) : binaryReply(route.binary),
      status: route.status,
      safe: route.safe,
      deps: this.#deps(at, tokens),
      load: async () => ({
        default: async (input: never) => {
          const { ctx, deps, params, query, body, request } = input as RouteCall;
          const sent = { params, query, body, request: requestData(request) };
          const result = await this.#call({ kind: 'route', index, input: sent, ctx, deps, tokens });
          return readRouteResult(result, { binary: route.binary !== undefined });
        },
      }),
    };
  }

  #job(job: ManifestData['jobs'][number], index: number): JobDefinition {
    const tokens = job.deps;
    return {
      name: job.name,
      payload: this.#schema(`jobs[${index}].payload`, job.payload),
      deps: this.#deps(`jobs[${index}]`, tokens),
      retries: job.retries,
      timeoutMs: job.timeoutMs,
      schedule: job.schedule,
      load: async () => ({
        default: async (run: never) => {
          const { ctx, payload, deps, occurrence, attempt, finish } = run as JobCall;
          await this.#process.call({
            kind: 'job',
            index,
            input: { payload, occurrence, attempt },
            ctx,
            deps,
            tokens,
            own: async (method, [write], callBack) => {
              if (method !== 'finish') throw new Error(`run: expected finish, received "${method}"`);
              const fn = functionOf(write, 'run.finish');
              await finish(async (inside) => void (await callBack(fn, [], inside)));
            },
          });
        },
      }),
    };
  }

  #subscription(event: string, tokens: Readonly<Record<string, string>>, index: number): EventSubscription {
    return {
      event,
      deps: this.#deps(`events.on[${index}]`, tokens),
      load: async () => ({
        default: async (input: never) => {
          const { ctx, deps, event: envelope } = input as { ctx: Context; deps: unknown; event: unknown };
          await this.#call({ kind: 'event', index, input: { event: envelope }, ctx, deps, tokens });
        },
      }),
    };
  }

  #evidence(subjectType: string, tokens: Readonly<Record<string, string>>, index: number): EvidenceOn {
    return {
      subjectType,
      deps: this.#deps(`evidence[${index}]`, tokens),
      load: async () => ({
        default: async (input: never) => {
          const { ctx, deps, id } = input as { ctx: Context; deps: unknown; id: string };
          return SubjectPlace.parse(
            await this.#call({ kind: 'evidence', index, input: { id }, ctx, deps, tokens }),
          );
        },
      }),
    };
  }
}

interface RouteCall {
  readonly ctx: Context;
  readonly deps: unknown;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly request: IncomingMessage;
}

interface JobCall {
  readonly ctx: Context;
  readonly payload: unknown;
  readonly deps: Readonly<Record<string, unknown>>;
  readonly occurrence: Date | undefined;
  readonly attempt: number;
  readonly finish: (write: (ctx: Context) => Promise<void>) => Promise<void>;
}

const SubjectPlace = z
  .strictObject({ entityId: z.string(), dimensions: z.record(z.string(), z.string()) })
  .optional();

/** What signs somebody in is the host's. */
const KEPT_BACK: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization']);

const requestData = ({ method, url, headers }: IncomingMessage): unknown => ({
  method,
  url,
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !KEPT_BACK.has(name))),
});

const given = <T extends object>(fields: T): { [K in keyof T]: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: NonNullable<T[K]>;
  };

/** Keys that stand in what a process sends as themselves or by another name. */
const KEYS: ReadonlySet<string> = new Set([
  ...Object.keys(ManifestData.shape),
  'events',
  'services',
  'extensionPoints',
  'isolated',
]);
