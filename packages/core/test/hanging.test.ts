import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startTestHost, type TestHost, type TestReply } from '../src/testing/index.ts';
import { hanging } from './hanging/plugin.ts';
import notes from './notes/plugin.ts';

const postgresUrl = inject('postgresUrl');
const HANDLER_MS = 2_000;
const REQUESTS = 20;

describe.skipIf(postgresUrl === undefined)('while every request to one plugin hangs', () => {
  let t: TestHost<'a' | 'b'>;
  beforeAll(async () => {
    t = await startTestHost({
      plugins: [notes, hanging],
      postgresUrl,
      pool: 10,
      handlerTimeoutMs: HANDLER_MS,
    });
    await t.as('a').post('/v1/hanging/add');
  });
  afterAll(() => t?.stop());

  const connections = async (state: string): Promise<number> => {
    const [row] = await t.sql<{ n: string }>(
      `select count(*) as n from pg_stat_activity
       where datname = current_database() and usename = 'cos_login' and state = $1`,
      [state],
    );
    return Number(row!.n);
  };
  const hang = (ask: () => Promise<TestReply>): Promise<readonly TestReply[]> =>
    Promise.all(Array.from({ length: REQUESTS }, ask));
  const othersServe = async (): Promise<void> => {
    expect((await t.as('b').get('/v1/notes/notes')).status).toBe(200);
    expect((await t.as('b').post('/v1/notes/notes', { text: 'served' })).status).toBe(201);
    expect((await t.as('a').get('/v1/portal')).status).toBe(200);
    expect((await fetch(`${t.url}/readyz`)).status).toBe(200);
  };

  it.each([
    ['in a statement', 'get', '/v1/hanging/statement'],
    ['in a report', 'get', '/v1/hanging/report'],
    ['before the first statement', 'post', '/v1/hanging/before-a-statement'],
    ['after a statement', 'post', '/v1/hanging/after-a-statement'],
    ['in a statement that holds a lock', 'post', '/v1/hanging/with-a-lock'],
  ] as const)('%s, the others serve and the host is ready', async (_where, method, path) => {
    const begun = performance.now();
    const replies = hang(() => t.as('a')[method](path));
    await delay(300);
    await othersServe();
    await othersServe();
    expect(performance.now() - begun).toBeLessThan(HANDLER_MS);
    for (const { status, body } of await replies)
      expect({ status, body }).toMatchObject({ status: 503, body: { code: 'PLUGIN_TIMEOUT' } });
    await delay(1_500);
    expect([await connections('active'), await connections('idle in transaction')]).toEqual([0, 0]);
  });

  it('takes no connection before the first statement', async () => {
    const replies = hang(() => t.as('a').post('/v1/hanging/before-a-statement'));
    await delay(500);
    expect(t.database.pool.idleCount).toBe(t.database.pool.totalCount);
    await replies;
  });

  it('holds at most half of the connections', async () => {
    const replies = hang(() => t.as('a').get('/v1/hanging/statement'));
    await delay(500);
    expect(await connections('active')).toBe(5);
    await replies;
  });

  it('lets go the locks of a request that was given up', async () => {
    expect((await t.as('a').post('/v1/hanging/with-a-lock')).status).toBe(503);
    await delay(1_200);
    const begun = performance.now();
    expect((await t.as('a').post('/v1/hanging/change')).status).toBe(200);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
