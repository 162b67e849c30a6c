import { Redis } from 'ioredis';
import { RedisInvalidation, type Invalidation } from './invalidation.ts';

export interface SharedRedis {
  /** for counting requests together */
  readonly redis: Redis;
  readonly invalidation: Invalidation;
  close(): void;
}

/** A Redis that is there but does not answer holds nobody up for longer than this. */
const ANSWER_WITHIN_MS = 1_000;

/**
 * Connects to what the processes of one portal share, in two connections: one speaks, one listens. Gives them at once,
 * also while Redis is away; it is tried until it comes.
 */
export const connectRedis = (url: string, onError: (error: Error) => void): SharedRedis => {
  const redis = new Redis(url, { maxRetriesPerRequest: 1, commandTimeout: ANSWER_WITHIN_MS });
  const subscriber = redis.duplicate();
  for (const connection of [redis, subscriber]) connection.on('error', onError);
  return {
    redis,
    invalidation: new RedisInvalidation(redis, subscriber),
    close: () => {
      for (const connection of [redis, subscriber]) connection.disconnect();
    },
  };
};
