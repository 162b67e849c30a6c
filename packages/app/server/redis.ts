import { Redis } from 'ioredis';

/** Redis does not answer when the portal starts. */
export class RedisUnavailable extends Error {
  readonly code = 'REDIS_UNAVAILABLE';

  constructor(url: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`REDIS_URL: Redis at ${new URL(url).host} cannot be reached: ${reason}`, { cause });
  }
}

const CONNECT_MS = 5_000;

/**
 * Whether Redis answers now, asked once over a connection of its own.
 * @throws RedisUnavailable
 */
export const probeRedis = async (url: string): Promise<void> => {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    commandTimeout: CONNECT_MS,
    retryStrategy: () => null,
  });
  let reason: unknown;
  redis.on('error', (error) => {
    reason ??= error;
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    throw new RedisUnavailable(url, reason ?? error);
  } finally {
    redis.disconnect();
  }
};
