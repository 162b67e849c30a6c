import type { Knex } from 'knex';
import type { Context } from '../../context/context.ts';
import type { EventDefinition } from '../../plugin/event.ts';
import type { PluginManifest } from '../../plugin/manifest.ts';
import type { DepData } from '../protocol.ts';
import { decode } from '../wire.ts';
import { handleOf } from './call-context.ts';
import type { ChildLog } from './log.ts';
import { outsideReply, type OutsideReplyData } from './outside-reply.ts';
import { remoteDb } from './queries.ts';
import type { Remote } from './remote.ts';

export interface ServiceParts {
  readonly remote: Remote;
  readonly manifest: PluginManifest;
  readonly log: ChildLog;
  readonly build: Knex;
}

/** The injected services of one call: each asks the host, which does it with this plugin's rights. */
export const servicesOf = (
  deps: Readonly<Record<string, DepData>>,
  handle: string,
  parts: ServiceParts,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(deps).map(([name, data]) => [name, serviceOf(name, data, handle, parts)]),
  );

const serviceOf = (
  dep: string,
  { token, value }: DepData,
  handle: string,
  { remote, manifest, log, build }: ServiceParts,
): unknown => {
  const ask = (ctx: unknown, method: string, args: readonly unknown[]): Promise<unknown> =>
    remote.ask(handleOf(ctx, `${token}.${method}`), dep, method, args);
  switch (token) {
    case 'core.db':
      return remoteDb(remote, dep, build);
    case 'core.log':
      return log;
    case 'core.host-config':
      return manifest.config?.host ? manifest.config.host.parse(decode(value)) : decode(value);
    case 'core.tenant-config':
      return {
        get: async (ctx: Context) => {
          const settings = await ask(ctx, 'get', []);
          return manifest.config?.tenant ? manifest.config.tenant.parse(settings) : settings;
        },
      };
    case 'core.events':
      return {
        emit: (ctx: Context, definition: EventDefinition, subject: string, payload: unknown) =>
          ask(ctx, 'emit', [definition.name, subject, definition.payload.parse(payload)]),
      };
    case 'core.jobs':
      return {
        enqueue: (ctx: Context, { name }: { name: string }, payload?: unknown, options?: unknown) =>
          ask(ctx, 'enqueue', [{ name }, payload, options]),
      };
    case 'core.http':
      return {
        fetch: async (url: string | URL, init: RequestInit = {}) =>
          outsideReply(
            (await remote.ask(handle, dep, 'fetch', [String(url), sentOf(init)])) as OutsideReplyData,
          ),
      };
    default:
      return anyService(ask);
  }
};

/** Method, headers and a body that is all there. */
const sentOf = ({ method, headers, body }: RequestInit): Record<string, unknown> => {
  const plain = body === undefined || body === null || typeof body === 'string' || body instanceof Uint8Array;
  if (!plain && !(body instanceof URLSearchParams))
    throw new Error('http.fetch: init.body: expected text, bytes or URLSearchParams');
  const form = body instanceof URLSearchParams;
  const pairs = Object.entries({
    ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    ...Object.fromEntries(
      Symbol.iterator in Object(headers)
        ? [...(headers as Iterable<[string, string]>)]
        : Object.entries(headers ?? {}),
    ),
  });
  return { method, headers: pairs, body: form ? body.toString() : body };
};

/** Every method of a service takes the context first: the host puts the real one in its place. */
const anyService = (ask: (ctx: unknown, method: string, args: readonly unknown[]) => Promise<unknown>) =>
  new Proxy(Object.freeze({}), {
    get: (_target, method) =>
      typeof method === 'symbol' || method === 'then'
        ? undefined
        : (ctx: unknown, ...args: unknown[]) => ask(ctx, method, args),
  });
