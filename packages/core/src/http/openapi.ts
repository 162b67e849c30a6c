import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import type { PluginManifest } from '../plugin/manifest.ts';
import type { RouteDefinition } from '../plugin/route.ts';
import { mountOf } from './dispatch.ts';

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
      : { description: `Permission: \`${route.permission}\`.` }),
    requestParams: {
      ...(route.params ? { path: route.params as z.ZodObject } : {}),
      ...(route.query ? { query: route.query as z.ZodObject } : {}),
      ...(route.method === 'post' && isZod(route.body) && route.permission
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
      default: { description: 'Refused', content: { 'application/problem+json': { schema: Problem } } },
    },
  };
};

/** OpenAPI 3.1 of the routes of these plugins, from the schemas that check them. */
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
    paths,
    components: { securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  });
};
