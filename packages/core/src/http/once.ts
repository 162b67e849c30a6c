import type { Request } from 'express';
import type { Context } from '../context/context.ts';
import type { Db } from '../db/db.ts';
import type { RoleDb } from '../db/role-db.ts';
import type { Reply } from '../plugin/route.ts';
import { claimKey, fingerprint, keyOf, storeReply, type StoredReply } from './idempotency.ts';
import { claimForOperator, forgetForOperator, storeForOperator } from './operator-replies.ts';
import type { RouteValues } from './route-input.ts';

/** One call of a route that changes something. */
export interface Call {
  readonly ctx: Context;
  /** of the route: a key is good for one */
  readonly name: string;
  readonly request: Request;
  readonly input: RouteValues;
  readonly run: () => Promise<Reply<unknown>>;
}

/** Runs the handler, or gives the reply that a request with the same key got. */
export const once = async (db: Db, { ctx, name, request, input, run }: Call): Promise<Reply<unknown>> => {
  const key = keyOf(request);
  if (key === undefined) return run();
  const earlier = await claimKey(db, ctx, name, key, printOf(input));
  if (earlier) return replayed(earlier);
  const result = await run();
  await storeReply(db, ctx, name, key, { status: result.status ?? 200, body: result.body });
  return result;
};

/** The same outside of tenants, where there is no transaction that takes the claim back: it is taken back here. */
export const onceForOperator = async (
  system: RoleDb,
  { ctx, name, request, input, run }: Call,
  claimedMs: number,
): Promise<Reply<unknown>> => {
  const key = keyOf(request);
  if (key === undefined) return run();
  const keyed = { actor: ctx.actor.id, route: name, key, fingerprint: printOf(input) };
  const earlier = await claimForOperator(system, keyed, claimedMs);
  if (earlier) return replayed(earlier);
  try {
    const result = await run();
    await storeForOperator(system, keyed, { status: result.status ?? 200, body: result.body });
    return result;
  } catch (error) {
    await forgetForOperator(system, keyed);
    throw error;
  }
};

const printOf = ({ params, query, body }: RouteValues): string => fingerprint([params, query, body]);

const replayed = ({ status, body }: StoredReply): Reply<unknown> => ({
  $reply: true,
  status,
  body,
  headers: { 'idempotency-replayed': 'true' },
});
