import { createHash } from 'node:crypto';
import { hostToken } from '../../container/token.ts';
import type { Clock } from '../../context/clock.ts';
import type { Queries } from '../../db/db.ts';
import type { RoleDb } from '../../db/role-db.ts';
import { Throttled } from '../problems.ts';
import { attempt, forgive, type ThrottlePolicy, type Tries } from './throttle.ts';

/** What tries are counted under, and how. `key` begins with its kind: `account:asha@example.in`. */
export interface Counted {
  readonly key: string;
  readonly policy: ThrottlePolicy;
}

/** Counts tries in the database, so that neither a restart nor a second process starts from zero. */
export interface Throttle {
  /** Counts one try under each key. @throws Throttled, and then counts none */
  reserve(counted: readonly Counted[]): Promise<void>;
  /** Forgets the key, after a success. */
  clear(key: string): Promise<void>;
  /** Takes one try back. */
  giveBack(key: string): Promise<void>;
}

export const throttle = hostToken<Throttle>('core.throttle');

interface Row {
  readonly count: number;
  readonly since: Date;
  readonly blocked_until: Date;
}

const PURPOSE = 'identity: sign in';
/** The text of a key may hold what somebody typed: only its hash is kept. */
const stored = (key: string): Buffer => createHash('sha256').update(key).digest();

export class StoredThrottle implements Throttle {
  readonly #db: RoleDb;
  readonly #clock: Clock;

  constructor(db: RoleDb, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  async reserve(counted: readonly Counted[]): Promise<void> {
    const now = this.#clock.now().getTime();
    await this.#db.transaction({ purpose: PURPOSE }, async (tx) => {
      for (const { key, policy } of counted) {
        const decision = attempt(policy, await lock(tx, key, now), now);
        if (!decision.allowed) throw new Throttled(decision.retryAfterMs);
        await write(tx, key, decision.tries);
      }
    });
  }

  async clear(key: string): Promise<void> {
    await this.#db.transaction({ purpose: PURPOSE }, (tx) =>
      tx.run('delete from core.sign_in_throttle where key = $1', [stored(key)]),
    );
  }

  async giveBack(key: string): Promise<void> {
    const now = this.#clock.now().getTime();
    await this.#db.transaction({ purpose: PURPOSE }, async (tx) => {
      await write(tx, key, forgive(await lock(tx, key, now)));
    });
  }
}

/** The row of a key, made if there is none, and held until the transaction ends: tries under one key queue here. */
const lock = async (tx: Queries, key: string, now: number): Promise<Tries> => {
  const row = await tx.first<Row>(
    `insert into core.sign_in_throttle as t (key, count, since, blocked_until) values ($1, 0, $2, $2)
     on conflict (key) do update set count = t.count
     returning count, since, blocked_until`,
    [stored(key), new Date(now)],
  );
  if (!row) throw new Error('an upsert returned no row');
  return { count: row.count, since: row.since.getTime(), blockedUntil: row.blocked_until.getTime() };
};

const write = async (tx: Queries, key: string, tries: Tries): Promise<void> => {
  await tx.run('update core.sign_in_throttle set count = $2, since = $3, blocked_until = $4 where key = $1', [
    stored(key),
    tries.count,
    new Date(tries.since),
    new Date(tries.blockedUntil),
  ]);
};

export default ({ db, clock }: { db: RoleDb; clock: Clock }): Throttle => new StoredThrottle(db, clock);
