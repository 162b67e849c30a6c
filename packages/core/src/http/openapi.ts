import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import type { PluginManifest } from '../plugin/manifest.ts';
import type { RouteDefinition } from '../plugin/route.ts';
import { OWN_PROFILE } from '../plugin/permission.ts';
import { mountOf } from './dispatch.ts';
import { HTTP_PROBLEMS } from './problems.ts';

/** Every failure has this shape (RFC 9457). */
const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'stable name of the refusal' }),
    detail: z.string(),
    requestId: z.string(),
    errors: z
      .array(
        z.object({
          path: z.string(),
          message: z.string(),
          expected: z.string().optional(),
          received: z.string().optional(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' });

const isZod = (schema: unknown): schema is z.ZodType => schema instanceof z.ZodType;

const operationId = (plugin: string, route: RouteDefinition): string =>
  [plugin, route.method, ...route.path.split('/').filter(Boolean)].join('-').replaceAll(':', 'by-');

const takesIdempotencyKey = ({ method, permission, body }: RouteDefinition): boolean =>
  method === 'post' && permission !== undefined && isZod(body);

/** Codes with which the host itself may refuse this route, before its handler is asked. */
const hostRefusals = (route: RouteDefinition): string[] => [
  ...(route.body ? ['MALFORMED'] : []),
  ...(route.permission === undefined ? [] : ['UNAUTHENTICATED']),
  ...(route.permission === undefined || route.permission === OWN_PROFILE ? [] : ['FORBIDDEN']),
  ...(route.params ? ['NOT_FOUND'] : []),
  ...(route.body ? ['TOO_LARGE'] : []),
  ...(route.query || isZod(route.body) ? ['INVALID'] : []),
  ...(takesIdempotencyKey(route) ? ['IDEMPOTENCY_MISMATCH'] : []),
  'RATE_LIMITED',
];

const refused = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } },
});

/** What the host refuses, by status; whatever else is refused comes under `default`, in the same shape. */
const refusals = (route: RouteDefinition): Record<string, ReturnType<typeof refused>> => {
  const codes = hostRefusals(route);
  const known = HTTP_PROBLEMS.filter(({ code }) => codes.includes(code));
  const byStatus = Map.groupBy(known, ({ status }) => String(status));
  return Object.fromEntries(
    [...byStatus].map(([status, problems]) => [
      status,
      refused(problems.map(({ code, title }) => `\`${code}\`: ${title}`).join('; ')),
    ]),
  );
};

const operation = (manifest: PluginManifest, route: RouteDefinition): ZodOpenApiOperationObject => {
  const status = route.status ?? (route.reply ? 200 : 204);
  const reply = isZod(route.reply)
    ? { content: { 'application/json': { schema: route.reply } } }
    : route.reply
      ? { content: { [route.reply.contentType]: { schema: { type: 'string' as const, format: 'binary' } } } }
      : {};
  const body = isZod(route.body)
    ? { requestBody: { required: true, content: { 'application/json': { schema: route.body } } } }
    : route.body
      ? {
          requestBody: {
            required: true,
            description: route.body.description,
            content: { [route.body.contentType]: { schema: { type: 'object' as const } } },
          },
        }
      : {};
  return {
    operationId: operationId(manifest.id, route),
    summary: route.summary,
    tags: [manifest.name],
    ...(route.permission === undefined
      ? { description: `Open to everybody: ${route.public}.`, security: [] }
      : { description: `Permission: \`${route.permission}\`.`, 'x-permission': route.permission }),
    requestParams: {
      ...(route.params ? { path: route.params as z.ZodObject } : {}),
      ...(route.query ? { query: route.query as z.ZodObject } : {}),
      ...(takesIdempotencyKey(route)
        ? {
            header: z.object({
              'idempotency-key': z
                .string()
                .max(200)
                .optional()
                .meta({ description: 'the same key within 24 hours gets the first reply' }),
            }),
          }
        : {}),
    },
    ...body,
    responses: {
      [String(status)]: { description: 'Done', ...reply },
      ...refusals(route),
      default: refused('Refused'),
    },
  };
};

/** Every code of a refusal, with whose it is. A code that two claim is told of once. */
const problemsOf = (manifests: readonly PluginManifest[]) => {
  const all = [
    ...HTTP_PROBLEMS.map((problem) => ({ ...problem, plugin: 'Core' })),
    ...manifests.flatMap(({ name, problems = [] }) =>
      problems.map((problem) => ({ ...problem, plugin: name })),
    ),
  ];
  return [...new Map(all.toReversed().map((problem) => [problem.code, problem])).values()].toSorted((a, b) =>
    a.code < b.code ? -1 : 1,
  );
};

/**
 * OpenAPI 3.1 of the routes of these plugins, from the schemas that check them. Two additions: `x-permission` of an
 * operation, and `x-problems`, the codes that a refusal may carry.
 */
export const openApi = (manifests: readonly PluginManifest[], version: string): object => {
  const paths: ZodOpenApiPathsObject = {};
  for (const manifest of manifests) {
    for (const route of manifest.routes ?? []) {
      const path = `${mountOf(manifest.id)}${route.path}`.replaceAll(/:([a-zA-Z]+)/g, '{$1}');
      paths[path] = { ...paths[path], [route.method]: operation(manifest, route) };
    }
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Compliance OS', version },
    servers: [{ url: '/' }],
    security: [{ accessToken: [] }],
    tags: manifests.map(({ name }) => ({ name })),
    'x-problems': problemsOf(manifests),
    paths,
    components: { securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  });
};
