import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { contentDisposition } from '../evidence/store/content-disposition.ts';
import type { BinaryContent, Reply, RouteDefinition } from '../plugin/route.ts';
import { compressed, sendJson } from './compressed.ts';
import { faultsOf } from './faults.ts';

const isZod = (schema: unknown): schema is z.ZodType => schema instanceof z.ZodType;

/** What a handler gave, with its status, and with no more than its schema names. */
export const replyOf = (route: RouteDefinition, value: unknown): Reply<unknown> => {
  const given = (value as Reply<unknown> | undefined)?.$reply
    ? (value as Reply<unknown>)
    : { $reply: true as const, body: value };
  const status = given.status ?? route.status ?? (given.body === undefined ? 204 : 200);
  const body = isZod(route.reply) && given.body !== undefined ? checkedReply(route, given.body) : given.body;
  return { ...given, status, body };
};

/** Only what the schema names leaves the server. A reply that does not fit is our fault, not the caller's. */
const checkedReply = (route: RouteDefinition, body: unknown): unknown => {
  const result = (route.reply as z.ZodType).safeParse(body);
  if (result.success) return result.data;
  throw new Error(
    `reply of ${route.method} ${route.path} does not fit its schema: ${JSON.stringify(faultsOf(result.error, body).slice(0, 5))}`,
  );
};

/** Writes the reply, compressed where that is worth it. */
export const sendReply = async (
  request: Request,
  response: Response,
  route: RouteDefinition,
  result: Reply<unknown>,
): Promise<void> => {
  response.status(result.status ?? 200);
  for (const [name, value] of Object.entries(result.headers ?? {}))
    response.setHeader(name, value as string | string[]);
  if (result.body === undefined) {
    response.end();
    return;
  }
  if (!route.reply || isZod(route.reply)) {
    response.setHeader('cache-control', 'no-store');
    await sendJson(request, response, result.body);
    return;
  }
  const content = result.body as BinaryContent;
  response.setHeader('content-type', content.contentType ?? route.reply.contentType);
  response.setHeader('cache-control', 'no-store');
  if (content.fileName) response.setHeader('content-disposition', contentDisposition(content.fileName));
  for (const [name, value] of Object.entries(content.headers ?? {})) response.setHeader(name, value);
  await compressed(request, response);
  if (content.body instanceof Readable) await pour(content.body, response);
  else response.end(content.body);
};

/** Who left before the reply began gets none of it; what was opened for them is closed. */
const pour = async (body: Readable, response: Response): Promise<void> => {
  if (response.destroyed) body.destroy();
  else await pipeline(body, response);
};
