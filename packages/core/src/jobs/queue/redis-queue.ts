import { Queue, Worker } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import { once } from 'node:events';
import { workerOptions, type BullBackend, type QueueOptions, type RingData } from './bull-backend.ts';
import { BullJobQueue } from './bull-job-queue.ts';
import type { JobQueue } from './job-queue.ts';
import { onceReached, ready } from './once-reached.ts';
import { outageLog } from './outage.ts';

export interface RedisQueueOptions extends QueueOptions {
  /** `redis://user:password@host:port/database` */
  readonly url: string;
  /** begins every key; two installations on one Redis need two */
  readonly prefix: string;
}

const SHARED = {
  maxRetriesPerRequest: null, // BullMQ's workers wait for Redis rather than give up
  retryStrategy: (times: number) => Math.min(100 * times, 2_000),
} as const satisfies RedisOptions;

/** For adding: a command fails at once when there is no connection, and soon when there is no answer. */
const PRODUCER = {
  ...SHARED,
  enableOfflineQueue: false,
  commandTimeout: 2_500,
} as const satisfies RedisOptions;

/** Redis evicting keys when memory is short would silently drop rings of a running system. */
const checkEviction = async (redis: Redis, logger: QueueOptions['logger']): Promise<void> => {
  const answer = (await redis.config('GET', 'maxmemory-policy').catch(() => undefined)) as
    string[] | undefined;
  const policy = answer?.[1];
  if (policy === undefined || policy === 'noeviction') return; // a managed Redis may refuse CONFIG
  logger?.warn(
    { policy },
    `Redis: maxmemory-policy: expected noeviction, found ${policy}: jobs are delayed whenever Redis drops keys; set noeviction`,
  );
};

/** The job queue on Redis: for production, with any number of processes. */
export const redisQueue = (options: RedisQueueOptions): JobQueue => {
  const { url, prefix, logger, name = 'jobs' } = options;
  const outage = outageLog('Redis', logger);
  const producer = new Redis(url, PRODUCER);
  producer.on('error', outage.failed);
  producer.on('ready', () => {
    outage.back();
    void checkEviction(producer, logger);
  });
  let consumer: Redis | undefined;

  /** Only the very first attempt to connect is worth waiting for: later ones go on for as long as Redis is down. */
  let firstAttempt = true;
  const connected = async (): Promise<void> => {
    if (producer.status === 'ready') return;
    const connecting = producer.status === 'connect' || (firstAttempt && producer.status === 'connecting');
    if (!connecting) throw new Error(`the connection is ${producer.status}`);
    await once(producer, 'ready');
  };
  const lost = (): void => {
    firstAttempt = false;
    outage.failed(new Error('the connection was lost'));
  };
  producer.on('close', lost);

  const queue = onceReached(async () => {
    const made = new Queue<RingData, void, string>(name, { connection: producer, prefix });
    made.on('error', outage.failed);
    return ready(made);
  });

  const backend: BullBackend = {
    store: 'Redis',
    queue: async () => {
      await connected();
      return queue();
    },
    worker: (process, settings) => {
      consumer = new Redis(url, SHARED);
      consumer.on('error', outage.failed);
      const worker = new Worker<RingData, void, string>(name, process, {
        connection: consumer,
        prefix,
        ...workerOptions(settings),
      });
      worker.on('error', outage.failed);
      return worker;
    },
    disconnect: async () => {
      producer.off('close', lost);
      producer.disconnect();
      consumer?.disconnect();
    },
  };
  return new BullJobQueue(backend, options);
};
