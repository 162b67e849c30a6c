/** Two processes of one portal: what they tell each other and count together over Redis, and what they do without it. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  requireServer,
  startRedis,
  startTestHost,
  type RedisServer,
  type TestHost,
} from '../src/testing/index.ts';
import notes from './notes/plugin.ts';

const PER_MINUTE = 6;

describe.skipIf(requireServer('redis') === undefined)('two hosts over Redis', () => {
  let redis: RedisServer;
  let one: TestHost<'a' | 'b'>;
  let two: TestHost<'a' | 'b'>;

  const start = (options: Partial<Parameters<typeof startTestHost>[0]> = {}) =>
    startTestHost({
      plugins: [notes],
      redisUrl: redis.url,
      ...options,
    }) as Promise<TestHost<'a' | 'b'>>;

  beforeAll(async () => {
    redis = await startRedis();
    one = await start({ postgresUrl: inject('postgresUrl') });
    two = await start({ database: one.database, knownTenants: one.tenants });
  });
  afterAll(async () => {
    await two?.stop();
    await one?.stop();
    await redis?.stop();
  });

  const status = async (host: TestHost<'a' | 'b'>, tenant: 'a' | 'b' = 'a') =>
    (await host.as(tenant).get('/v1/notes/notes')).status;
  /** By default sooner than what a host knew would run out by itself. */
  const soon = async (expected: number, withinMs = 2_000, host = two): Promise<number> => {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const seen = await status(host);
      if (seen === expected || performance.now() > deadline) return seen;
      await delay(25);
    }
  };

  it('a plugin switched off in one is absent in the other at once, and for that tenant only', async () => {
    expect([await status(one), await status(two), await status(two, 'b')]).toEqual([200, 200, 200]);
    await one.setPlugin('a', 'notes', false);
    expect(await status(one)).toBe(404);
    expect(await soon(404)).toBe(404);
    expect(await status(two, 'b')).toBe(200);
    await one.setPlugin('a', 'notes', true);
    expect(await soon(200)).toBe(200);
  });

  it('requests of a tenant are counted together', async () => {
    await redis.flush();
    const limits = { rateLimits: { tenantPerMinute: PER_MINUTE, addressPerMinute: 1_000 } };
    const shared = { ...limits, database: one.database, knownTenants: one.tenants };
    const hosts = [await start(shared), await start(shared)];
    try {
      const statuses: number[] = [];
      for (let n = 0; n < PER_MINUTE + 4; n++) statuses.push(await status(hosts[n % 2]!));
      expect(statuses.filter((it) => it === 200)).toHaveLength(PER_MINUTE);
      expect(statuses.slice(PER_MINUTE)).toEqual([429, 429, 429, 429]);
      expect(await status(hosts[0]!, 'b')).toBe(200);
    } finally {
      for (const host of hosts) await host.stop();
    }
  });

  it('while Redis is away each serves without waiting for it, counts by itself, and learns of the other late', async () => {
    const limits = { rateLimits: { tenantPerMinute: PER_MINUTE, addressPerMinute: 1_000 } };
    const lone = await start({ ...limits, database: one.database, knownTenants: one.tenants });
    try {
      await redis.kill('SIGKILL');
      const started = performance.now();
      const statuses: number[] = [];
      for (let n = 0; n < PER_MINUTE + 2; n++) statuses.push(await status(lone));
      expect(statuses).toEqual([...Array.from({ length: PER_MINUTE }, () => 200), 429, 429]);
      expect(performance.now() - started).toBeLessThan(5_000);
      await one.setPlugin('a', 'notes', false);
      expect(await status(one)).toBe(404);
      expect(await soon(404, 10_000)).toBe(404);
    } finally {
      await lone.stop();
    }
  });

  it('one that was started while Redis was away hears the other when it is back', async () => {
    const late = await start({ database: one.database, knownTenants: one.tenants });
    try {
      expect(await status(late)).toBe(404);
      await delay(1_500); // what it asked for at its start has been given up by now
      await redis.restart();
      // Both ways within half a second: heard, and not merely forgotten after its few seconds.
      const hears = async (): Promise<boolean> => {
        await one.setPlugin('a', 'notes', true);
        const on = await soon(200, 500, late);
        await one.setPlugin('a', 'notes', false);
        return on === 200 && (await soon(404, 500, late)) === 404;
      };
      await expect.poll(hears, { timeout: 8_000 }).toBe(true);
    } finally {
      await late.stop();
    }
  });
});
