import type { Request, Response } from 'express';
import type { Services } from '../container/container.ts';
import type { Context } from '../context/context.ts';
import { isTenantless } from '../context/tenantless.ts';
import { DidNotSettle, within } from '../context/within.ts';
import type { Db } from '../db/db.ts';
import type { RoleDb } from '../db/role-db.ts';
import type { Transactions } from '../db/transactions.ts';
import { PluginBusy, type Shares } from '../limits/shares.ts';
import type { Lifecycle } from '../plugin/lifecycle.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import type { RawBody, Reply, RouteDefinition } from '../plugin/route.ts';
import { whileBodyComes } from './body-time.ts';
import { once, onceForOperator } from './once.ts';
import { Refusal } from './problem.ts';
import { replyOf, sendReply } from './reply.ts';
import { requestContext, type Asked, type RequestWithId, type WhoAsks } from './request-context.ts';
import { readInput, type RouteValues } from './route-input.ts';

export interface DispatchParts extends WhoAsks {
  readonly services: Services;
  readonly lifecycle: Lifecycle;
  readonly transactions: Transactions;
  /** core's own handle, for idempotency records */
  readonly coreDb: Db;
  /** for those of operators */
  readonly system: RoleDb;
  /** requests of each plugin that are under way */
  readonly shares: Shares;
  /** a handler that takes longer is answered for with 503 */
  readonly handlerTimeoutMs: number;
}

const isRaw = (body: RouteDefinition['body']): body is RawBody =>
  body !== undefined && 'kind' in body && body.kind === 'raw';

/** Where a plugin's routes are mounted: core's at `/v1`, the others' at `/v1/<plugin>`. */
export const mountOf = (plugin: string): string => (plugin === 'core' ? '/v1' : `/v1/${plugin}`);

type Handle = (input: unknown) => Promise<unknown>;

/** A request whose sender may send it, and what it says. */
interface Admitted extends Asked {
  readonly ctx: Context;
  readonly input: RouteValues;
  readonly request: Request;
}

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
    const asked: Asked = { manifest, route, name };
    return async (request, response) => {
      const { lifecycle, shares } = this.#parts;
      const state = lifecycle.state(manifest.id);
      const ctx = await requestContext(this.#parts, asked, request as RequestWithId);
      if (state.state === 'quarantined') {
        throw new Refusal(
          'PLUGIN_QUARANTINED',
          `The plugin "${manifest.id}" could not be started: ${state.reason}`,
        );
      }
      const input = readInput(route, request);
      const leave = shares.take(manifest.id, ctx.tenant);
      if (!leave) throw new PluginBusy(manifest.id);
      const working = this.#inTime({ ...asked, ctx, input, request }, response);
      await sendReply(request, response, route, await working.finally(leave));
    };
  }

  async #inTime(admitted: Admitted, response: Response): Promise<Reply<unknown>> {
    const { handlerTimeoutMs, transactions } = this.#parts;
    const { manifest, route, name, ctx, request } = admitted;
    return within(handlerTimeoutMs, name, async (time) => {
      transactions.limit(ctx, manifest.id, time);
      if (!isRaw(route.body)) return this.#run(admitted);
      const watched = whileBodyComes(request, time, handlerTimeoutMs);
      return this.#run(admitted).finally(watched);
    }).catch((error: unknown) => {
      if (!(error instanceof DidNotSettle)) throw error;
      if (request.complete) throw new Refusal('PLUGIN_TIMEOUT', error.message);
      // Closing ends the upload too: what was received of it is thrown away.
      response.setHeader('connection', 'close');
      response.once('finish', () => request.destroy());
      throw new Refusal('REQUEST_STALLED', 'The rest of the request did not come.');
    });
  }

  async #run({ manifest, route, name, ctx, input, request }: Admitted): Promise<Reply<unknown>> {
    const { services, transactions, coreDb, system, handlerTimeoutMs } = this.#parts;
    const deps = await services.resolve(manifest.id, route.deps, ctx);
    const handle = await this.#handlerOf(route);
    const run = async (): Promise<Reply<unknown>> =>
      replyOf(route, await handle({ ctx, ...input, deps, request }));
    if (route.safe || isRaw(route.body)) return run();
    const call = { ctx, name, request, input, run };
    if (ctx.actor.kind === 'operator') return onceForOperator(system, call, 2 * handlerTimeoutMs);
    if (isTenantless(ctx)) return run();
    return transactions.run(ctx, () => once(coreDb, call));
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
}
