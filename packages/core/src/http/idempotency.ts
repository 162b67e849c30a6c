import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Context } from '../context/context.ts';
import type { Db } from '../db/db.ts';
import { newId } from '../db/id.ts';
import { invalid, Refusal } from './problem.ts';

export interface StoredReply {
  readonly status: number;
  readonly body: unknown;
}

/** Hours that a key is remembered. */
export const IDEMPOTENCY_HOURS = 24;

/** What makes two requests the same request: everything that was sent. */
export const fingerprint = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** The key stands for another request. */
export const keyMismatch = (): Refusal =>
  new Refusal('IDEMPOTENCY_MISMATCH', 'The Idempotency-Key was used before with another request.', [
    {
      path: 'Idempotency-Key',
      message: 'use a new key for a new request',
      expected: 'the same request as before',
      received: 'another',
    },
  ]);

/**
 * The key of the request, if it brings one. What is put or deleted twice is so once: it needs none, and of a body that is
 * secret no fingerprint is kept.
 * @throws Refusal `INVALID` where it is too long
 */
export const keyOf = (request: IncomingMessage): string | undefined => {
  if (request.method === 'PUT' || request.method === 'DELETE') return undefined;
  const key = request.headers['idempotency-key'] as string | undefined;
  if (key === undefined || key.length <= 200) return key;
  throw invalid('The Idempotency-Key is too long.', [
    {
      path: 'Idempotency-Key',
      message: 'too long',
      expected: 'at most 200 characters',
      received: String(key.length),
    },
  ]);
};

/**
 * Claims the key in the transaction of the request. A second request with the key waits here until the first
 * commits, and then gets the first one's reply.
 *
 * @returns the earlier reply, or undefined where this request is the first
 * @throws Refusal `IDEMPOTENCY_MISMATCH` where the key stands for another request
 */
export const claimKey = async (
  db: Db,
  ctx: Context,
  route: string,
  key: string,
  print: string,
): Promise<StoredReply | undefined> =>
  db.tenant(ctx, async (tx) => {
    const claimed = await tx.run(
      `insert into core.idempotency (tenant_id, id, actor, route, key, fingerprint) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id, actor, route, key) do nothing`,
      [ctx.tenant, newId(), ctx.actor.id, route, key, print],
    );
    if (claimed === 1) return undefined;
    const earlier = await tx.first<{ fingerprint: string; status: number; body: unknown }>(
      `select fingerprint, status, body from core.idempotency
       where tenant_id = $1 and actor = $2 and route = $3 and key = $4`,
      [ctx.tenant, ctx.actor.id, route, key],
    );
    if (earlier?.fingerprint !== print) throw keyMismatch();
    return { status: earlier.status, body: earlier.body };
  });

export const storeReply = async (
  db: Db,
  ctx: Context,
  route: string,
  key: string,
  reply: StoredReply,
): Promise<void> =>
  db.tenant(ctx, async (tx) => {
    await tx.run(
      `update core.idempotency set status = $5, body = $6
       where tenant_id = $1 and actor = $2 and route = $3 and key = $4`,
      [ctx.tenant, ctx.actor.id, route, key, reply.status, JSON.stringify(reply.body ?? null)],
    );
  });
