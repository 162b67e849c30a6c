import type { RoleDb } from '../db/role-db.ts';
import type { StoredReply } from './idempotency.ts';
import { keyMismatch } from './idempotency.ts';
import { Refusal } from './problem.ts';

/** A request of an operator, as its key stands for it. */
export interface KeyedRequest {
  readonly actor: string;
  readonly route: string;
  readonly key: string;
  readonly fingerprint: string;
}

const PURPOSE = { purpose: 'http: idempotency records' } as const;

/**
 * Claims the key. Routes of operators commit by themselves, so the claim stands beside their work and not in it: who comes
 * while the first is under way is sent away, and a claim whose request was killed is free again when its time is over.
 *
 * @param abandonedAfterMs longer than any handler takes
 * @returns the earlier reply, or undefined where this request is the first
 * @throws Refusal `IDEMPOTENCY_MISMATCH` where the key stands for another request, `CONFLICT` where it is under way
 */
export const claimForOperator = (
  db: RoleDb,
  { actor, route, key, fingerprint }: KeyedRequest,
  abandonedAfterMs: number,
): Promise<StoredReply | undefined> =>
  db.transaction(PURPOSE, async (tx) => {
    const claimed = await tx.run(
      `insert into core.operator_reply as known (actor, route, key, fingerprint) values ($1, $2, $3, $4)
       on conflict (actor, route, key) do update set claimed_at = clock_timestamp()
       where known.status is null and known.fingerprint = excluded.fingerprint
         and known.claimed_at < clock_timestamp() - $5 * interval '1 millisecond'`,
      [actor, route, key, fingerprint, abandonedAfterMs],
    );
    if (claimed === 1) return undefined;
    const earlier = await tx.first<{ fingerprint: string; status: number | null; body: unknown }>(
      'select fingerprint, status, body from core.operator_reply where actor = $1 and route = $2 and key = $3',
      [actor, route, key],
    );
    if (earlier?.fingerprint !== fingerprint) throw keyMismatch();
    if (earlier.status === null)
      throw new Refusal('CONFLICT', 'The first request with this Idempotency-Key is still under way.');
    return { status: earlier.status, body: earlier.body };
  });

export const storeForOperator = async (
  db: RoleDb,
  { actor, route, key }: KeyedRequest,
  reply: StoredReply,
): Promise<void> => {
  await db.transaction(PURPOSE, (tx) =>
    tx.run(
      'update core.operator_reply set status = $4, body = $5 where actor = $1 and route = $2 and key = $3',
      [actor, route, key, reply.status, JSON.stringify(reply.body ?? null)],
    ),
  );
};

/** A request that failed keeps no key: it may be tried again with the same one. */
export const forgetForOperator = async (db: RoleDb, { actor, route, key }: KeyedRequest): Promise<void> => {
  await db.transaction(PURPOSE, (tx) =>
    tx.run(
      'delete from core.operator_reply where actor = $1 and route = $2 and key = $3 and status is null',
      [actor, route, key],
    ),
  );
};
