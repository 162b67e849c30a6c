import { z } from 'zod';
import type { Deps } from '../../container/token.ts';
import type { PluginManifest } from '../../plugin/manifest.ts';
import type { RouteDefinition } from '../../plugin/route.ts';
import type { ManifestData, SchemaData } from '../manifest-data.ts';

/** Names of schemas are left out: an id would make references of what is written out here. */
const NAMELESS = {
  get: (schema: z.core.$ZodType) => {
    const { id: _id, ...rest } = z.globalRegistry.get(schema) ?? {};
    return rest;
  },
  has: (schema: z.core.$ZodType) => z.globalRegistry.has(schema),
} as unknown as typeof z.globalRegistry;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): SchemaData =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline', metadata: NAMELESS }) as SchemaData;

const given = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

const depsOf = (deps: Deps): Record<string, string> =>
  Object.fromEntries(Object.entries(deps).map(([name, token]) => [name, token.tokenId]));

const isZod = (value: unknown): value is z.ZodType => value instanceof z.ZodType;

const routeOf = (route: RouteDefinition): ManifestData['routes'][number] =>
  given({
    method: route.method,
    path: route.path,
    permission: route.permission,
    about: route.about,
    public: route.public,
    summary: route.summary,
    act: route.act,
    params: route.params && schemaOf(route.params, 'input'),
    query: route.query && schemaOf(route.query, 'input'),
    body: isZod(route.body) ? schemaOf(route.body, 'input') : undefined,
    reply: isZod(route.reply) ? schemaOf(route.reply, 'output') : undefined,
    binary: route.reply && !isZod(route.reply) ? route.reply.contentType : undefined,
    status: route.status,
    safe: route.safe,
    deps: depsOf(route.deps),
  });

const notOpen = (manifest: PluginManifest): ManifestData['refused'] => [
  ...(manifest.services ?? []).map((_service, i) => ({
    path: `services[${i}]`,
    expected: 'no service, since other plugins would call into its process',
  })),
  ...(manifest.extensionPoints ?? []).map((_point, i) => ({
    path: `extensionPoints[${i}]`,
    expected: 'no extension point, since contributions may hold functions',
  })),
  ...(manifest.routes ?? []).flatMap(({ body }, i) =>
    body !== undefined && !isZod(body)
      ? [{ path: `routes[${i}].body`, expected: 'a body that is JSON' }]
      : [],
  ),
];

/** The manifest as data: all that the host reads of it, schemas as JSON Schema, handlers as their places. */
export const describeManifest = (manifest: PluginManifest): ManifestData => {
  const { config, data, events, start, stop, health, metrics } = manifest;
  const hookOf = (hook: { readonly deps: Deps } | undefined) => hook && { deps: depsOf(hook.deps) };
  return given({
    id: manifest.id,
    name: manifest.name,
    version: manifest.version,
    hostApi: manifest.hostApi,
    requires: manifest.requires,
    capabilities: manifest.capabilities,
    permissions: manifest.permissions,
    roles: manifest.roles,
    dimensions: manifest.dimensions,
    problems: manifest.problems,
    config:
      config &&
      given({
        host: config.host && schemaOf(config.host, 'input'),
        tenant: config.tenant && schemaOf(config.tenant, 'input'),
      }),
    data: data && given({ migrations: data.migrations.href, retentionYears: data.retentionYears }),
    contributes: (manifest.contributes ?? []).map(({ point }) => ({ point: point.id })),
    routes: (manifest.routes ?? []).map(routeOf),
    jobs: (manifest.jobs ?? []).map((job) =>
      given({
        name: job.name,
        payload: job.payload && schemaOf(job.payload, 'input'),
        deps: depsOf(job.deps),
        retries: job.retries,
        timeoutMs: job.timeoutMs,
        schedule: job.schedule,
      }),
    ),
    emits: (events?.emits ?? []).map(({ name, payload }) => ({ name, payload: schemaOf(payload, 'output') })),
    on: (events?.on ?? []).map(({ event, deps }) => ({ event, deps: depsOf(deps) })),
    evidence: (manifest.evidence ?? []).map(({ subjectType, deps }) => ({ subjectType, deps: depsOf(deps) })),
    ui: manifest.ui,
    start: hookOf(start),
    stop: hookOf(stop),
    health: hookOf(health),
    metrics: hookOf(metrics),
    critical: manifest.critical,
    keys: Object.keys(manifest),
    refused: notOpen(manifest),
  }) as ManifestData;
};
