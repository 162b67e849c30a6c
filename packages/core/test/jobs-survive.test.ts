import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { jobs } from '../src/index.ts';
import { redisQueue } from '../src/jobs/queue/index.ts';
import {
  freshPostgres,
  requireServer,
  startRedis,
  startTestHost,
  type OpenedDatabase,
  type RedisServer,
  type TestHost,
} from '../src/testing/index.ts';
import { choresPlugin, slowly } from './chores/plugin.ts';
import { spawnHost } from './process/spawn-host.ts';

/** Kills of the long form: `KILLS=50`. */
const KILLS = Number(process.env['KILLS'] ?? 3);
const TIMING = { leaseGraceMs: 500, rungAgainAfterMs: 1_000, tickMs: 500 };

const adminUrl = inject('postgresUrl');
const missing = requireServer('postgres') === undefined || requireServer('redis') === undefined;

describe.skipIf(missing || adminUrl === undefined)('jobs on PostgreSQL and Redis', () => {
  let redis: RedisServer;
  let opened: OpenedDatabase;
  let t: TestHost<'a' | 'b'>;
  let folder: string;

  beforeAll(async () => {
    redis = await startRedis();
    folder = await mkdtemp(path.join(tmpdir(), 'survive-'));
  });
  afterAll(async () => {
    await redis?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const enqueue = async (chores: number): Promise<void> => {
    const { queue } = await t.host.services.resolve('chores', { queue: jobs });
    for (const tenant of ['a', 'b'] as const) {
      const ctx = t.context(tenant, 'chores.put');
      await t.host.transactions.run(ctx, async () => {
        for (let i = 0; i < chores / 2; i++)
          await queue.enqueue(ctx, { name: 'chores.do' }, { chore: `${tenant}-${i}` });
      });
    }
  };
  const unfinished = async (): Promise<number> =>
    (await t.sql(`select 1 from core.job where state <> 'done' and name = 'chores.do'`)).length;
  const untilDone = async (seconds: number): Promise<void> => {
    for (let tries = 0; tries < seconds * 5 && (await unfinished()) > 0; tries++) await delay(200);
  };
  /** Every chore once: by its effect, by its job and by its act in the log. */
  const expectOnceEach = async (chores: number): Promise<void> => {
    const state = await t.sql(
      `select state, count(*)::int as n from core.job where name = 'chores.do' group by 1`,
    );
    expect(state).toEqual([{ state: 'done', n: chores }]);
    expect(await t.sql(`select chore from chores.done group by chore having count(*) > 1`)).toEqual([]);
    expect(await t.sql('select 1 from chores.done')).toHaveLength(chores);
    const acts = await t.sql<{ n: number; jobs: number }>(
      `select count(*)::int as n, count(distinct actor::jsonb ->> 'id')::int as jobs from core.audit_outbox
       where kind = 'act' and act::jsonb ->> 'name' = 'chores.do'`,
    );
    expect(acts).toEqual([{ n: chores, jobs: chores }]);
  };

  it('lose nothing and do nothing twice while Redis is emptied again and again', async () => {
    opened = await freshPostgres(adminUrl!);
    t = await startTestHost({
      plugins: [choresPlugin(slowly)],
      database: opened.database,
      queue: redisQueue({ url: redis.url, prefix: 'flushed', lockMs: 1_000 }),
      timing: TIMING,
      jobs: { sweepMs: 200, perTenant: 50 },
    });
    try {
      await t.host.jobs.start(8);
      await enqueue(300);
      let flushes = 0;
      for (; flushes < 8 && (await unfinished()) > 0; flushes++) {
        await delay(120);
        await redis.flush();
      }
      expect(flushes).toBeGreaterThan(2);
      await untilDone(40);
      await expectOnceEach(300);
    } finally {
      await t.stop();
      await opened.drop();
    }
  }, 90_000);

  it(
    `lose nothing and do nothing twice when the worker is killed ${KILLS} times`,
    async () => {
      opened = await freshPostgres(adminUrl!);
      t = await startTestHost({ plugins: [choresPlugin(slowly)], database: opened.database });
      const worker = () =>
        spawnHost({
          ...opened.urls!,
          redis: { url: redis.url, prefix: 'killed' },
          tenants: t.tenants,
          folder,
          concurrency: 8,
          sweepMs: 200,
          timing: TIMING,
        });
      try {
        await enqueue(KILLS * 100);
        for (let kills = 0; kills < KILLS; kills++) {
          const victim = await worker();
          await delay(100 + Math.random() * 300);
          await victim.kill();
        }
        const interrupted = await t.sql(`select 1 from core.job where state = 'running'`);
        expect(interrupted.length).toBeGreaterThan(0);
        const last = await worker();
        await untilDone(60 + KILLS * 2);
        await last.kill();
        await expectOnceEach(KILLS * 100);
      } finally {
        await t.stop();
        await opened.drop();
      }
    },
    60_000 + KILLS * 10_000,
  );
});
