import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { jobs, type Jobs } from '../src/index.ts';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import { choresPlugin, tick, type DoChore } from './chores/plugin.ts';

interface JobRow {
  state: string;
  attempts: number;
  last_error: string | null;
  waits_ms: number;
}
const databases = [
  ['PostgreSQL', () => inject('postgresUrl')],
  ['the embedded database', () => undefined],
] as const;
const DAY_MS = 86_400_000;

describe.each(databases)('jobs on %s', (name, postgresUrl) => {
  const missing = name === 'PostgreSQL' && postgresUrl() === undefined;
  let t: TestHost<'a' | 'b'>;
  let queue: Jobs;
  const doChore = vi.fn<DoChore>();

  beforeAll(async () => {
    if (missing) return;
    t = await startTestHost({ plugins: [choresPlugin((run) => doChore(run))], postgresUrl: postgresUrl() });
    ({ queue } = await t.host.services.resolve('chores', { queue: jobs }));
  });
  afterAll(() => t?.stop());
  beforeEach(async () => {
    doChore.mockReset().mockImplementation(tick);
    await t?.sql('delete from core.job');
    await t?.sql(`update core.tenant set status = 'active'`);
  });

  const put = (chore: unknown = 'wash', tenant: 'a' | 'b' = 'a'): Promise<string> =>
    queue.enqueue(t.context(tenant, 'chores.put'), { name: 'chores.do' }, { chore });
  const row = async (id: string): Promise<JobRow> =>
    (
      await t.sql<JobRow>(
        `select state, attempts, last_error, extract(epoch from run_at - clock_timestamp())::float8 * 1000 as waits_ms
         from core.job where id = $1`,
        [id],
      )
    )[0]!;
  const makeDue = () =>
    t.sql(`update core.job set run_at = clock_timestamp(), rung_at = null where state = 'pending'`);
  const endLease = () =>
    t.sql(`update core.job set lease_until = clock_timestamp() - interval '1 s' where state = 'running'`);
  const timesDone = async (chore: string): Promise<number> =>
    (await t.sql('select 1 from chores.done where chore = $1', [chore])).length;

  it.skipIf(missing)('are put in with what they belong to, or not at all', async () => {
    const ctx = t.context('a', 'chores.put');
    await expect(
      t.host.transactions.run(ctx, async () => {
        await queue.enqueue(ctx, { name: 'chores.do' }, { chore: 'undone' });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await t.sql('select 1 from core.job')).toEqual([]);
    expect(await t.drain()).toBe(0);
  });

  it.skipIf(missing)('of one key are one job', async () => {
    const once = (text: string) =>
      queue.enqueue(t.context('a', 'chores.put'), { name: 'chores.do' }, { chore: text }, { dedupeKey: 'k' });
    expect(await once('first')).toBe(await once('second'));
    await t.drain();
    expect([await timesDone('first'), await timesDone('second')]).toEqual([1, 0]);
  });

  it.skipIf(missing)('are tried again later and later, then given up where somebody can see it', async () => {
    doChore.mockRejectedValue(new Error('the tap is dry'));
    const id = await put();
    for (const [attempt, least, most] of [
      [1, 500, 1_000],
      [2, 1_000, 2_000],
    ] as const) {
      await t.drain();
      const { waits_ms: waits, ...rest } = await row(id);
      expect(rest).toEqual({ state: 'pending', attempts: attempt, last_error: 'the tap is dry' });
      expect(waits).toBeGreaterThan(least - 400);
      expect(waits).toBeLessThanOrEqual(most);
      await makeDue();
    }
    await t.drain();
    expect(await row(id)).toMatchObject({ state: 'dead', attempts: 3, last_error: 'the tap is dry' });
    const dead = await t.as('a').get<{ items: { id: string }[] }>('/v1/jobs?state=dead');
    expect(dead.body.items.map((item) => item.id)).toEqual([id]);
    expect((await t.as('b').get<{ items: unknown[] }>('/v1/jobs?state=dead')).body.items).toEqual([]);
  });

  it.skipIf(missing)('that were given up run again, or are discarded with a reason', async () => {
    doChore.mockRejectedValue(new Error('no'));
    const [retried, discarded] = [await put('retried'), await put('discarded')];
    await t.sql(`update core.job set state = 'dead'`);
    doChore.mockImplementation(tick);
    expect((await t.as('b').post(`/v1/jobs/${retried}/retry`)).status).toBe(404);
    expect((await t.as('a').post(`/v1/jobs/${retried}/retry`)).status).toBe(200);
    expect((await t.as('a').post(`/v1/jobs/${discarded}/discard`, { reason: 'not needed' })).status).toBe(
      200,
    );
    await t.drain();
    expect([(await row(retried)).state, (await row(discarded)).state]).toEqual(['done', 'discarded']);
    const [act] = await t.sql<{ detail: string }>(
      `select detail from core.audit_outbox where act like '%core.job.discard%' and detail like '%not needed%'`,
    );
    expect(JSON.parse(act!.detail)).toMatchObject({ job: discarded, reason: 'not needed' });
  });

  it.skipIf(missing)('whose payload does not fit are given up at once', async () => {
    const id = await put(42);
    await t.drain();
    expect(await row(id)).toMatchObject({
      state: 'dead',
      attempts: 1,
      last_error: expect.stringContaining('payload of chores.do does not fit its schema'),
    });
    expect(doChore).not.toHaveBeenCalled();
  });

  it.skipIf(missing)('that kill their process reach the limit too', async () => {
    doChore.mockRejectedValue(new Error('unreachable'));
    const id = await put();
    for (let kills = 0; kills < 3; kills++) {
      // what a process leaves behind that was killed at work
      await t.sql(
        `update core.job set state = 'running', attempts = attempts + 1, lease_no = lease_no + 1, rung_at = null,
           lease_until = clock_timestamp() - interval '1 s'`,
      );
    }
    await t.drain();
    expect(await row(id)).toMatchObject({
      state: 'dead',
      last_error: 'it was taken up 3 times and never came to an end',
    });
    expect(doChore).not.toHaveBeenCalled();
  });

  it.skipIf(missing)('whose lease is lost write nothing, and of two runs one commits', async () => {
    let go = (): void => {};
    const gate = new Promise<void>((resolve) => (go = resolve));
    let began = (): void => {};
    const running = new Promise<void>((resolve) => (began = resolve));
    doChore.mockImplementationOnce(async (run) => {
      began();
      await gate;
      await tick(run);
    });
    const id = await put('contested');
    const first = t.drain();
    await running;
    await endLease();
    await t.sql('update core.job set rung_at = null');
    await t.drain();
    expect(await timesDone('contested')).toBe(1);
    go();
    await first;
    expect(await timesDone('contested')).toBe(1);
    expect(await row(id)).toMatchObject({ state: 'done', attempts: 2 });
  });

  it.skipIf(missing)('hold their row for as long as they may run, and no longer', async () => {
    let lease = 0;
    doChore.mockImplementationOnce(async (run) => {
      const [held] = await t.sql<{ ms: number }>(
        'select extract(epoch from lease_until - clock_timestamp())::float8 * 1000 as ms from core.job',
      );
      lease = held!.ms;
      await tick(run);
    });
    await put();
    await t.drain();
    expect(lease).toBeGreaterThan(5_000);
    expect(lease).toBeLessThanOrEqual(7_000);
  });

  it.skipIf(missing)(
    'that fail after their work and before its end leave nothing and run again',
    async () => {
      doChore.mockImplementationOnce(async (run) => {
        await run.finish(async (ctx) => {
          await run.deps.db.tenant(ctx, (tx) =>
            tx.run(`insert into chores.done (tenant_id, id, chore) values ($1, gen_random_uuid(), 'half')`, [
              ctx.tenant,
            ]),
          );
          throw new Error('the power went');
        });
      });
      const id = await put('half');
      await t.drain();
      expect([await timesDone('half'), (await row(id)).state]).toEqual([0, 'pending']);
      await makeDue();
      await t.drain();
      expect([await timesDone('half'), (await row(id)).state]).toEqual([1, 'done']);
    },
  );

  it.skipIf(missing)(
    'wait while their plugin is off or their tenant suspended, and go on by themselves',
    async () => {
      const ids = [await put('while off'), await put('of another tenant', 'b')];
      await t.setPlugin('a', 'chores', false);
      await t.drain();
      expect([(await row(ids[0]!)).state, (await row(ids[1]!)).state]).toEqual(['held', 'done']);
      await t.host.jobs.tick();
      expect(await row(ids[0]!)).toMatchObject({ state: 'held', attempts: 0 });
      await t.setPlugin('a', 'chores', true);
      await t.host.jobs.tick();
      await t.drain();
      expect(await timesDone('while off')).toBe(1);
    },
  );

  it.skipIf(missing)('that were held for a quarter are given up, and say so', async () => {
    const [stale, fresh] = [await put('stale'), await put('fresh')];
    await t.setPlugin('a', 'chores', false);
    await t.drain();
    await t.sql(`update core.job set created_at = created_at - interval '91 days' where id = $1`, [stale]);
    await t.host.jobs.purge();
    expect(await row(stale)).toMatchObject({
      state: 'discarded',
      last_error: expect.stringContaining('90 days'),
    });
    expect((await row(fresh)).state).toBe('held');
    await t.setPlugin('a', 'chores', true);
    await t.host.jobs.tick();
    await t.drain();
    expect([await timesDone('stale'), await timesDone('fresh')]).toEqual([0, 1]);
  });

  it.skipIf(missing)('held of one plugin are bounded: the oldest are given up', async () => {
    await t.setPlugin('a', 'chores', false);
    await t.sql(
      `insert into core.job (tenant_id, id, plugin, name, state, run_at, created_at)
       select $1, gen_random_uuid(), 'chores', 'chores.do', 'held', now(), now() - n * interval '1 second' from generate_series(1, 10005) n`,
      [t.tenants.a],
    );
    await t.host.jobs.purge();
    expect(
      await t.sql(`select state, count(*)::int as n from core.job group by state order by state`),
    ).toEqual([
      { state: 'discarded', n: 5 },
      { state: 'held', n: 10_000 },
    ]);
    await t.sql('delete from core.job');
    await t.setPlugin('a', 'chores', true);
  });

  it.skipIf(missing)(
    'of a schedule: nothing at first, then what came due, by the policy of each',
    async () => {
      const states = () =>
        t.sql<{ schedule: string; outcome: string; n: number }>(
          `select schedule, outcome, count(*)::int as n from core.occurrence where tenant_id = $1 group by 1, 2 order by 1, 2`,
          [t.tenants.a],
        );
      await t.host.jobs.tick();
      expect(await states()).toEqual([]);
      t.clock.advance(3 * DAY_MS);
      await Promise.all([t.host.jobs.tick(), t.host.jobs.tick()]);
      await t.host.jobs.tick();
      expect(await states()).toEqual([
        { schedule: 'chores.daily-all', outcome: 'queued', n: 3 },
        { schedule: 'chores.daily-latest', outcome: 'queued', n: 1 },
        { schedule: 'chores.daily-latest', outcome: 'skipped', n: 2 },
        { schedule: 'chores.daily-skip', outcome: 'skipped', n: 3 },
      ]);
      const queued = await t.sql(
        `select 1 from core.job j join core.occurrence o on o.tenant_id = j.tenant_id and o.job_id = j.id
       where j.tenant_id = $1 and j.occurrence = o.at`,
        [t.tenants.a],
      );
      expect(queued).toHaveLength(4);
      expect(await t.drain()).toBe(8);
    },
  );
});
