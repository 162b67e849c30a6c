import type { Redis } from 'ioredis';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import { Refusal } from './problem.ts';

export interface RateLimitOptions {
  /** requests of one tenant in a minute */
  readonly tenantPerMinute: number;
  /** requests of one address in a minute to what is open to everybody */
  readonly addressPerMinute: number;
}

export interface RateLimits {
  /** @throws Refusal `RATE_LIMITED` */
  tenant(tenant: string): Promise<void>;
  address(address: string): Promise<void>;
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

/** Counted in Redis where there is one, so that processes share the count; else, and while Redis is away, in memory. */
export const createRateLimits = (options: RateLimitOptions, redis: Redis | undefined): RateLimits => {
  const make = (keyPrefix: string, points: number): RateLimiterAbstract => {
    const memory = new RateLimiterMemory({ keyPrefix, points, duration: 60 });
    return redis
      ? new RateLimiterRedis({
          storeClient: redis,
          keyPrefix,
          points,
          duration: 60,
          insuranceLimiter: memory,
        })
      : memory;
  };
  const take = (limiter: RateLimiterAbstract) => async (key: string) => {
    try {
      await limiter.consume(key);
    } catch (error) {
      if (error instanceof RateLimiterRes) throw new RateLimited(error.msBeforeNext);
      throw error;
    }
  };
  return {
    tenant: take(make('rl-tenant', options.tenantPerMinute)),
    address: take(make('rl-address', options.addressPerMinute)),
  };
};
