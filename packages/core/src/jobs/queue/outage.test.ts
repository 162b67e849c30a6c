import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { requireServer, startPostgres, startRedis } from '../../testing/servers/index.ts';
import type { QueueOptions } from './bull-backend.ts';
import { postgresQueue, redisQueue, type JobQueue } from './index.ts';

/** A server that the test takes away. */
interface Store {
  kill(signal: NodeJS.Signals): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const recorder = (): { logger: NonNullable<QueueOptions['logger']>; warnings: string[] } => {
  const warnings: string[] = [];
  const logger = { warn: (_: object, text: string) => void warnings.push(text), error: () => undefined };
  return { logger: logger as unknown as NonNullable<QueueOptions['logger']>, warnings };
};

const until = async (done: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 200; tries++) {
    if (await done()) return;
    await delay(50);
  }
};

const canAdd = (queue: JobQueue): Promise<boolean> =>
  queue.add('a', { attempt: 1 }).then(
    () => true,
    () => false,
  );

/** What a queue refuses while its store is down, and what it delivers when it is back. */
const loseStore = async (
  store: Store,
  queue: JobQueue,
): Promise<{ refusal: unknown; delivered: string[] }> => {
  const delivered: string[] = [];
  await queue.start(async (id) => void delivered.push(id), { concurrency: 1 });
  await store.kill('SIGKILL');
  const started = Date.now();
  const refusal = await queue.add('a', { attempt: 1 }).catch((error: unknown) => error);
  expect(Date.now() - started).toBeLessThan(3_500);
  await store.restart();
  await until(() => canAdd(queue));
  await until(() => delivered.length > 0);
  return { refusal, delivered };
};

const refusalOf = (name: string): object => ({
  code: 'QUEUE_UNAVAILABLE',
  message: expect.stringContaining(`the job queue on ${name} cannot be reached`),
});

describe.skipIf(requireServer('redis') === undefined)('job queue on Redis', () => {
  it('refuses to add while Redis is down, soon and clearly, and delivers when it is back', async () => {
    const server = await startRedis();
    const { logger, warnings } = recorder();
    const queue = redisQueue({ url: server.url, prefix: 'test', logger });
    await queue.depth();
    const { refusal, delivered } = await loseStore(server, queue);
    expect(refusal).toMatchObject(refusalOf('Redis'));
    expect(delivered).toContain('a');
    expect(warnings).toContain('the job queue reaches its store again');
    await queue.close();
    await server.stop();
  });

  it('warns of a Redis that may evict keys', async () => {
    const server = await startRedis({ maxmemoryPolicy: 'allkeys-lru' });
    const { logger, warnings } = recorder();
    const queue = redisQueue({ url: server.url, prefix: 'test', logger });
    await until(() => warnings.length > 0);
    expect(warnings).toEqual([expect.stringContaining('expected noeviction, found allkeys-lru')]);
    await queue.close();
    await server.stop();
  });

  it('starts, and closes, without a Redis', async () => {
    const { logger, warnings } = recorder();
    const queue = redisQueue({ url: 'redis://127.0.0.1:1', prefix: 'test', logger });
    await expect(queue.add('a', { attempt: 1 })).rejects.toMatchObject({ code: 'QUEUE_UNAVAILABLE' });
    await queue.start(async () => undefined, { concurrency: 1 });
    expect(warnings).toContain('the job queue cannot be reached yet: jobs start when it answers');
    const closing = Date.now();
    await queue.close();
    expect(Date.now() - closing).toBeLessThan(5_000);
  });
});

describe.skipIf(requireServer('postgres') === undefined)('job queue on PostgreSQL', () => {
  it('refuses to add while the server is down, soon and clearly, and delivers when it is back', async () => {
    const server = await startPostgres({ fsync: false });
    const { logger } = recorder();
    const queue = await postgresQueue({ url: server.adminUrl, logger });
    const { refusal, delivered } = await loseStore(server, queue);
    expect(refusal).toMatchObject(refusalOf('PostgreSQL'));
    expect(delivered).toContain('a');
    await queue.close();
    await server.stop();
  });

  it('asks a pool of the caller for the search path it needs', async () => {
    const server = await startPostgres({ fsync: false });
    const pool = new pg.Pool({ connectionString: server.adminUrl });
    await expect(postgresQueue({ pool })).rejects.toThrow('search_path: expected bullmq');
    await pool.end();
    await server.stop();
  });
});
