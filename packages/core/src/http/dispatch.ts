import type { Request, Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { Access } from '../access/access.ts';
import type { Services } from '../container/container.ts';
import { dateInIndia, type Clock } from '../context/clock.ts';
import type { Act, Actor, Context } from '../context/context.ts';
import { isTenantless, tenantless } from '../context/tenantless.ts';
import { DidNotSettle, within } from '../context/within.ts';
import { newId } from '../db/id.ts';
import type { Db } from '../db/db.ts';
import type { RoleDb } from '../db/role-db.ts';
import type { Transactions } from '../db/transactions.ts';
import type { Authenticator, Principal } from '../identity/principal.ts';
import { childWhenUsed, type Logger } from '../observability/logger.ts';
import type { Lifecycle } from '../plugin/lifecycle.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import { OWN_PROFILE } from '../plugin/permission.ts';
import type { BinaryContent, RawBody, Reply, RouteDefinition } from '../plugin/route.ts';
import type { Enablement } from '../tenancy/enablement.ts';
import { contentDisposition } from '../evidence/store/content-disposition.ts';
import { whileBodyComes } from './body-time.ts';
import { compressed, sendJson } from './compressed.ts';
import { faultsOf } from './faults.ts';
import { claimKey, fingerprint, keyOf, storeReply, type StoredReply } from './idempotency.ts';
import { claimForOperator, forgetForOperator, storeForOperator } from './operator-replies.ts';
import { invalid, notFound, Refusal } from './problem.ts';
import { PluginBusy, type Shares } from '../limits/shares.ts';
import type { RateLimits } from './rate-limit.ts';

export interface DispatchParts {
  readonly services: Services;
  readonly lifecycle: Lifecycle;
  readonly enablement: Enablement;
  readonly authenticator: Authenticator;
  readonly transactions: Transactions;
  /** core's own handle, for idempotency records */
  readonly coreDb: Db;
  /** for those of operators */
  readonly system: RoleDb;
  readonly clock: Clock;
  readonly log: Logger;
  readonly limits: RateLimits;
  /** requests of each plugin that are under way */
  readonly shares: Shares;
  /** a handler that takes longer is answered for with 503 */
  readonly handlerTimeoutMs: number;
  /** told of attempts that access control refused, with the tenant they were made in */
  readonly onRefused: (ctx: Context, code: string) => void;
}

export interface RequestWithId extends Request {
  id: string;
}

const isRaw = (body: RouteDefinition['body']): body is RawBody =>
  body !== undefined && 'kind' in body && body.kind === 'raw';
const isZod = (schema: unknown): schema is z.ZodType => schema instanceof z.ZodType;

/** Where a plugin's routes are mounted: core's at `/v1`, the others' at `/v1/<plugin>`. */
export const mountOf = (plugin: string): string => (plugin === 'core' ? '/v1' : `/v1/${plugin}`);

const ANONYMOUS: Actor = { kind: 'system', id: 'anonymous', name: 'Anonymous' };

type Handle = (input: unknown) => Promise<unknown>;

/** One request to one route, from the socket to the reply. */
export class Dispatcher {
  readonly #parts: DispatchParts;
  readonly #handlers = new Map<RouteDefinition, Promise<Handle>>();

  constructor(parts: DispatchParts) {
    this.#parts = parts;
  }

  handler(
    manifest: PluginManifest,
    route: RouteDefinition,
  ): (request: Request, response: Response) => Promise<void> {
    const name = `${route.method.toUpperCase()} ${mountOf(manifest.id)}${route.path}`;
    return async (request, response) => {
      const { lifecycle } = this.#parts;
      const state = lifecycle.state(manifest.id);
      const ctx = await this.#context(manifest, route, name, request as RequestWithId);
      if (state.state === 'quarantined') {
        throw new Refusal(
          'PLUGIN_QUARANTINED',
          `The plugin "${manifest.id}" could not be started: ${state.reason}`,
        );
      }
      const input = this.#parse(route, request);
      const { shares } = this.#parts;
      const leave = shares.take(manifest.id);
      if (!leave) throw new PluginBusy(manifest.id, shares.most);
      const working = this.#inTime(manifest, route, name, ctx, input, request, response);
      await send(request, response, route, await working.finally(leave));
    };
  }

  async #inTime(
    manifest: PluginManifest,
    route: RouteDefinition,
    name: string,
    ctx: Context,
    input: { params: unknown; query: unknown; body: unknown },
    request: Request,
    response: Response,
  ): Promise<Reply<unknown>> {
    const { handlerTimeoutMs, transactions } = this.#parts;
    return within(handlerTimeoutMs, name, async (time) => {
      transactions.limit(ctx, manifest.id, time);
      const watched = isRaw(route.body) ? whileBodyComes(request, time, handlerTimeoutMs) : () => {};
      return this.#run(manifest, route, name, ctx, input, request).finally(watched);
    }).catch((error: unknown) => {
      if (!(error instanceof DidNotSettle)) throw error;
      if (request.complete) throw new Refusal('PLUGIN_TIMEOUT', error.message);
      // Closing ends the upload too: what was received of it is thrown away.
      response.setHeader('connection', 'close');
      response.once('finish', () => request.destroy());
      throw new Refusal('REQUEST_STALLED', 'The rest of the request did not come.');
    });
  }

  /** Who asks, where, and whether they may: in this order, so that what is off or foreign answers 404. */
  async #context(
    manifest: PluginManifest,
    route: RouteDefinition,
    name: string,
    request: RequestWithId,
  ): Promise<Context> {
    const { clock, log, authenticator, enablement, limits } = this.#parts;
    const now = clock.now();
    const address = request.ip ?? '';
    const common = {
      requestId: request.id,
      now,
      today: dateInIndia(now),
      log: childWhenUsed(log, { requestId: request.id }),
    };
    const act: Act | undefined = route.safe
      ? undefined
      : {
          id: newId(now.getTime()),
          name: route.act ?? route.permission ?? name,
          plugin: `${manifest.id}@${manifest.version}`,
          via: name,
          address,
        };

    await limits.address(address);
    if (route.public !== undefined) {
      // not towards the tenant: strangers would use up what its people need
      await limits.guest(address);
      if (manifest.id === 'core') return tenantless({ ...common, actor: ANONYMOUS, act });
      const tenant = z.uuid().safeParse(request.params['tenant']).data;
      if (tenant === undefined || !(await enablement.isOn(manifest.id, tenant))) throw notFound('address');
      return { ...common, actor: ANONYMOUS, act, tenant, access: Access.nothing };
    }
    const principal = await authenticator.authenticate(bearerOf(request)).catch(async (error: unknown) => {
      await limits.guest(address); // guesses are counted like what is open to everybody
      throw error;
    });
    if (principal.kind === 'operator') {
      if (!route.permission?.startsWith('operator.') || !principal.permissions.has(route.permission)) {
        throw new Refusal('FORBIDDEN', 'This is not for operators: sign in as a member of the tenant.');
      }
      await limits.account(principal.actor.id);
      return tenantless({ ...common, actor: principal.actor, act });
    }
    return this.#personContext(
      manifest,
      route,
      principal,
      { ...common, actor: principal.actor, act },
      enablement,
      limits,
    );
  }

  async #personContext(
    manifest: PluginManifest,
    route: RouteDefinition,
    principal: Extract<Principal, { kind: 'person' }>,
    rest: Omit<Context, 'tenant' | 'access'>,
    enablement: Enablement,
    limits: RateLimits,
  ): Promise<Context> {
    const { tenant, access } = principal;
    if (tenant === undefined) {
      if (route.permission !== OWN_PROFILE) throw new Refusal('FORBIDDEN', 'Choose a tenant first.');
      await limits.account(rest.actor.id);
      return tenantless(rest);
    }
    if (!(await enablement.isOn(manifest.id, tenant))) throw notFound('address');
    await limits.account(tenant);
    const ctx: Context = { ...rest, tenant, access };
    const { permission } = route;
    if (permission === OWN_PROFILE) return ctx;
    const held = permission !== undefined && access.allows(permission);
    if (held && (route.about === 'entities' || access.isUnlimited(permission))) return ctx;
    this.#parts.onRefused(ctx, 'FORBIDDEN');
    throw new Refusal(
      'FORBIDDEN',
      held
        ? `This concerns the whole tenant: it needs the permission "${permission}" without limits, and yours has some.`
        : `This needs the permission "${permission}", which your roles do not give.`,
    );
  }

  #parse(route: RouteDefinition, request: Request): { params: unknown; query: unknown; body: unknown } {
    const params = route.params ? readPath(route.params, request.params) : undefined;
    const query = route.query ? read(route.query, 'query', request.query) : undefined;
    const body = isZod(route.body) ? read(route.body, 'body', request.body ?? {}) : undefined;
    return { params, query, body };
  }

  async #run(
    manifest: PluginManifest,
    route: RouteDefinition,
    name: string,
    ctx: Context,
    input: { params: unknown; query: unknown; body: unknown },
    request: Request,
  ): Promise<Reply<unknown>> {
    const { services, transactions } = this.#parts;
    const deps = await services.resolve(manifest.id, route.deps, ctx);
    const handle = await this.#handlerOf(route);
    const call = async (): Promise<Reply<unknown>> =>
      replyOf(route, await handle({ ctx, ...input, deps, request }));
    if (route.safe || isRaw(route.body)) return call();
    if (ctx.actor.kind === 'operator') return this.#onceForOperator(ctx, name, request, input, call);
    if (isTenantless(ctx)) return call();
    return transactions.run(ctx, () => this.#once(ctx, name, request, input, call));
  }

  /** The first request for a handler imports it: asking `import()` again takes a twentieth of a whole request. */
  #handlerOf(route: RouteDefinition): Promise<Handle> {
    const known = this.#handlers.get(route);
    if (known) return known;
    const loading = route.load().then((module) => module.default as Handle);
    this.#handlers.set(route, loading);
    loading.catch(() => this.#handlers.delete(route));
    return loading;
  }

  /** Runs the handler, or gives the reply that a request with the same key got. */
  async #once(
    ctx: Context,
    name: string,
    request: Request,
    input: { params: unknown; query: unknown; body: unknown },
    call: () => Promise<Reply<unknown>>,
  ): Promise<Reply<unknown>> {
    const key = keyOf(request);
    if (key === undefined) return call();
    const earlier = await claimKey(
      this.#parts.coreDb,
      ctx,
      name,
      key,
      fingerprint([input.params, input.query, input.body]),
    );
    if (earlier) return replayed(earlier);
    const result = await call();
    await storeReply(this.#parts.coreDb, ctx, name, key, { status: result.status ?? 200, body: result.body });
    return result;
  }

  async #onceForOperator(
    ctx: Context,
    route: string,
    request: Request,
    input: { params: unknown; query: unknown; body: unknown },
    call: () => Promise<Reply<unknown>>,
  ): Promise<Reply<unknown>> {
    const { system, handlerTimeoutMs } = this.#parts;
    const key = keyOf(request);
    if (key === undefined) return call();
    const print = fingerprint([input.params, input.query, input.body]);
    const keyed = { actor: ctx.actor.id, route, key, fingerprint: print };
    const earlier = await claimForOperator(system, keyed, 2 * handlerTimeoutMs);
    if (earlier) return replayed(earlier);
    try {
      const result = await call();
      await storeForOperator(system, keyed, { status: result.status ?? 200, body: result.body });
      return result;
    } catch (error) {
      await forgetForOperator(system, keyed);
      throw error;
    }
  }
}

const replayed = ({ status, body }: StoredReply): Reply<unknown> => ({
  $reply: true,
  status,
  body,
  headers: { 'idempotency-replayed': 'true' },
});

const bearerOf = (request: Request): string => {
  const match = /^Bearer ([\w.~+/=-]+)$/.exec(request.get('authorization') ?? '');
  if (!match?.[1])
    throw new Refusal('UNAUTHENTICATED', 'Send an access token: Authorization: Bearer <token>.');
  return match[1];
};

const read = (schema: z.ZodType, where: string, value: unknown): unknown => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  throw invalid(`The ${where} does not fit.`, faultsOf(result.error, value, known));
};

/** A malformed id is an id that does not exist. */
const readPath = (schema: z.ZodType, value: unknown): unknown => {
  const result = schema.safeParse(value);
  if (!result.success) throw notFound('address');
  return result.data;
};

const replyOf = (route: RouteDefinition, value: unknown): Reply<unknown> => {
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

const send = async (
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
