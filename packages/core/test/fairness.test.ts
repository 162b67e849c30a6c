import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { jobs } from '../src/index.ts';
import type { JobQueue } from '../src/jobs/queue/index.ts';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import { choresPlugin, tick } from './chores/plugin.ts';

const PER_TENANT = 5;
const rung: string[] = [];
const noted: JobQueue = {
  add: async (id) => void rung.push(id),
  addMany: async () => {},
  start: async () => {},
  depth: async () => ({ waiting: 0, active: 0, delayed: 0 }),
  empty: async () => {},
  pause: async () => {},
  resume: async () => {},
  close: async () => {},
};

let t: TestHost<'loud' | 'quiet'>;
beforeAll(async () => {
  t = await startTestHost({
    plugins: [choresPlugin(tick)],
    postgresUrl: inject('postgresUrl'),
    tenants: ['loud', 'quiet'],
    queue: noted,
    jobs: { perTenant: PER_TENANT, sweepMs: 100 },
  });
});
afterAll(() => t?.stop());

it('a tenant with a thousand jobs does not stand before another with one', async () => {
  const { queue } = await t.host.services.resolve('chores', { queue: jobs });
  const many = t.context('loud', 'chores.put');
  await t.host.transactions.run(many, async () => {
    for (let i = 0; i < 60; i++) await queue.enqueue(many, { name: 'chores.do' }, { chore: String(i) });
  });
  await queue.enqueue(t.context('quiet', 'chores.put'), { name: 'chores.do' }, { chore: 'one' });
  await t.host.jobs.start(1);
  await delay(500);
  const of = (tenant: 'loud' | 'quiet') => rung.filter((key) => key.startsWith(t.tenants[tenant])).length;
  expect([of('loud'), of('quiet')]).toEqual([PER_TENANT, 1]);

  await t.sql(
    `update core.job set state = 'done', finished_at = clock_timestamp() where rung_at is not null`,
  );
  await delay(500);
  expect(of('loud')).toBe(2 * PER_TENANT);
});

it('occurrences of more than a year ago go, younger ones stay', async () => {
  const at = (days: number) =>
    t.sql(
      `insert into core.occurrence (tenant_id, id, schedule, at, catch_up, outcome)
       values ($1, gen_random_uuid(), 'chores.test', clock_timestamp() - $2 * interval '1 day', false, 'skipped')`,
      [t.tenants.quiet, days],
    );
  await at(401);
  await at(399);
  await t.host.jobs.purge();
  expect(await t.sql(`select 1 from core.occurrence where schedule = 'chores.test'`)).toHaveLength(1);
});
