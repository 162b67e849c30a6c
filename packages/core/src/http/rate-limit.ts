import type { Redis } from 'ioredis';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import { Refusal } from './problem.ts';

export interface RateLimitOptions {
  /** requests of one tenant in a minute, or of one person outside tenants */
  readonly tenantPerMinute: number;
  /** requests of one address in a minute, whoever asks */
  readonly addressPerMinute: number;
  /** of those, what is open to everybody, and tokens that are refused */
  readonly guestPerMinute: number;
}

export interface RateLimits {
  /** The first of all, before anybody is looked up. @throws Refusal `RATE_LIMITED` */
  address(address: string): Promise<void>;
  guest(address: string): Promise<void>;
  /** @param account the tenant, or the person where there is none: an operator */
  account(account: string): Promise<void>;
}

/** Seconds to wait are in the text, and in `Retry-After` by way of the problem handler. */
export class RateLimited extends Refusal {
  readonly retryAfterSeconds: number;

  constructor(milliseconds: number) {
    const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
    super('RATE_LIMITED', `Too many requests: try again in ${seconds} s.`);
    this.retryAfterSeconds = seconds;
  }
}

/** Of how many callers what is left is remembered before what has run out is forgotten. */
const MANY = 10_000;

/** A second's worth of requests is taken from the shared count at a time. */
const HANDFULS_A_MINUTE = 60;

/** The largest share that divides the points: then what processes take adds up to the limit and not to less. */
export const handfulOf = (points: number): number => {
  let size = Math.max(1, Math.floor(points / HANDFULS_A_MINUTE));
  while (points % size !== 0) size--;
  return size;
};

interface Held {
  left: number;
  readonly until: number;
}

/**
 * Takes points from a shared count by the handful and spends them one by one, so that not every request waits for
 * the store. They are counted before they are spent, so that the limit holds over all processes; what a process has
 * left when the window ends is lost to it.
 */
export class Handfuls {
  readonly #limiter: RateLimiterAbstract;
  readonly #size: number;
  readonly #held = new Map<string, Held>();
  readonly #taking = new Map<string, Promise<void>>();

  constructor(limiter: RateLimiterAbstract, size: number) {
    this.#limiter = limiter;
    this.#size = size;
  }

  /** @throws RateLimiterRes where the limit is reached */
  async consume(key: string): Promise<void> {
    for (;;) {
      const held = this.#held.get(key);
      if (held && held.left > 0 && performance.now() < held.until) {
        held.left--;
        return;
      }
      await this.#take(key);
    }
  }

  /** Anybody may come from any number of addresses. */
  #forget(): void {
    const now = performance.now();
    for (const [key, { left, until }] of this.#held) if (left === 0 || until <= now) this.#held.delete(key);
  }

  /** Callers who wait at the same time wait for one handful, not for one each. */
  #take(key: string): Promise<void> {
    const taking = this.#taking.get(key);
    if (taking) return taking;
    const made = this.#limiter
      .consume(key, this.#size)
      .then(({ msBeforeNext }) => {
        if (this.#held.size >= MANY) this.#forget();
        this.#held.set(key, { left: this.#size, until: performance.now() + msBeforeNext });
      })
      .finally(() => this.#taking.delete(key));
    this.#taking.set(key, made);
    return made;
  }
}

/** Counted in Redis where there is one, so that processes share the count; else, and while Redis is away, in memory. */
export const createRateLimits = (
  { tenantPerMinute, addressPerMinute, guestPerMinute }: RateLimitOptions,
  redis: Redis | undefined,
): RateLimits => {
  const make = (keyPrefix: string, points: number): RateLimiterAbstract => {
    const memory = new RateLimiterMemory({ keyPrefix, points, duration: 60 });
    return redis
      ? new RateLimiterRedis({
          storeClient: redis,
          keyPrefix,
          points,
          duration: 60,
          insuranceLimiter: memory,
          // Nobody waits for it to come back.
          rejectIfRedisNotReady: true,
        })
      : memory;
  };
  const take = (limiter: { consume(key: string): Promise<unknown> }) => async (key: string) => {
    try {
      await limiter.consume(key);
    } catch (error) {
      if (error instanceof RateLimiterRes) throw new RateLimited(error.msBeforeNext);
      throw error;
    }
  };
  return {
    address: take(new Handfuls(make('rl-address', addressPerMinute), handfulOf(addressPerMinute))),
    guest: take(make('rl-guest', guestPerMinute)),
    account: take(new Handfuls(make('rl-account', tenantPerMinute), handfulOf(tenantPerMinute))),
  };
};
