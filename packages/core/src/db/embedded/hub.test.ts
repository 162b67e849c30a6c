import knex from 'knex';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openEmbedded, type EmbeddedDatabase } from './open-embedded.ts';
import type { SessionOptions } from './session.ts';

const WAIT_MS = 500;

let database: EmbeddedDatabase;
let owner: pg.Pool;
const opened: pg.Pool[] = [];

const pool = (session: SessionOptions = {}, options: pg.PoolConfig = {}): pg.Pool => {
  const made = new pg.Pool({ ...options, stream: database.hub.stream(session) });
  opened.push(made);
  return made;
};

const delay = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

beforeAll(async () => {
  database = await openEmbedded({ folder: 'memory', inThread: true, waitMs: WAIT_MS });
  owner = new pg.Pool({ stream: database.hub.stream() });
  await owner.query(`
    CREATE SCHEMA one; CREATE SCHEMA two;
    CREATE TABLE one.thing (name text); INSERT INTO one.thing VALUES ('first');
    CREATE TABLE two.thing (name text); INSERT INTO two.thing VALUES ('second');
    CREATE ROLE login; CREATE ROLE worker NOLOGIN; GRANT worker TO login; CREATE ROLE stranger;
  `);
});

beforeEach(async () => {
  await owner.query(
    'DROP TABLE IF EXISTS note; CREATE TABLE note (id int PRIMARY KEY, text text); GRANT ALL ON note TO worker',
  );
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((made) => made.end()));
});

afterAll(async () => {
  await owner?.end();
  await database?.close();
});

const count = async (): Promise<number> =>
  Number((await owner.query<{ n: string }>('SELECT count(*) AS n FROM note')).rows[0]?.n);

describe('transactions', () => {
  it('are kept apart, and the others wait for their turn', async () => {
    const many = pool({}, { max: 10 });
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const client = await many.connect();
        try {
          await client.query('BEGIN');
          const before = await client.query<{ n: string }>('SELECT count(*) AS n FROM note');
          await client.query('INSERT INTO note VALUES ($1, $2)', [index, before.rows[0]?.n]);
          await client.query(index % 4 === 0 ? 'ROLLBACK' : 'COMMIT');
        } finally {
          client.release();
        }
      }),
    );
    const seen = await owner.query<{ text: string }>('SELECT text FROM note ORDER BY text::int');
    expect(seen.rows.map((row) => Number(row.text))).toEqual(Array.from({ length: 15 }, (_, index) => index));
  });

  it('give 55P03 to a statement that waits behind one too long, and go on themselves', async () => {
    const client = await pool().connect();
    await client.query('BEGIN');
    await client.query("INSERT INTO note VALUES (1, 'kept')");
    const started = performance.now();
    await expect(owner.query('SELECT 1')).rejects.toMatchObject({
      code: '55P03',
      hint: expect.stringContaining('transaction'),
    });
    expect(performance.now() - started).toBeGreaterThan(WAIT_MS - 20);
    await client.query('COMMIT');
    client.release();
    expect(await count()).toBe(1);
  });

  it('do not count a queue of short transactions as one long one', async () => {
    const short = async (): Promise<void> => {
      const client = await owner.connect();
      await client.query('BEGIN');
      await delay(WAIT_MS / 5);
      await client.query('COMMIT');
      client.release();
    };
    const { timeouts } = database.hub.statistics;
    await Promise.all(Array.from({ length: 8 }, short));
    expect(database.hub.statistics.timeouts).toBe(timeouts);
  });

  it('run nothing of a pipeline whose BEGIN has waited in vain', async () => {
    const blocker = await pool().connect();
    await blocker.query('BEGIN');
    const waiting = new pg.Client({ stream: database.hub.stream(), pipeline: true } as pg.ClientConfig);
    await waiting.connect();
    const results = await Promise.allSettled(
      ['BEGIN', "INSERT INTO note VALUES (1, 'alone')", 'COMMIT'].map((sql) => waiting.query(sql)),
    );
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await blocker.query('COMMIT');
    blocker.release();
    await waiting.end();
    expect(await count()).toBe(0);
  });

  it('of a client that is destroyed are rolled back, and the next client goes on', async () => {
    const client = await pool().connect();
    await client.query('BEGIN');
    await client.query("INSERT INTO note VALUES (1, 'lost')");
    client.release(new Error('gone'));
    expect(await count()).toBe(0);
  });

  it('of a client destroyed while its statement runs are rolled back too', async () => {
    const client = new pg.Client({ stream: database.hub.stream() });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('BEGIN');
    const running = client.query("INSERT INTO note VALUES (1, 'lost')");
    setImmediate(() => void client.end());
    await running.catch(() => undefined);
    expect(await count()).toBe(0);
  });

  it('fail as a whole after an error, as on a server', async () => {
    const client = await pool().connect();
    await client.query('BEGIN');
    await expect(client.query('SELECT 1/0')).rejects.toMatchObject({ code: '22012' });
    await expect(client.query('SELECT 1')).rejects.toMatchObject({ code: '25P02' });
    expect((await client.query('COMMIT')).command).toBe('ROLLBACK');
    client.release();
  });
});

describe('each client has its own', () => {
  it('search path', async () => {
    const [one, two] = [pool({ searchPath: 'one' }), pool({ searchPath: 'two, public' })];
    for (let round = 0; round < 2; round++) {
      expect((await one.query('SELECT name FROM thing')).rows).toEqual([{ name: 'first' }]);
      expect((await two.query('SELECT name FROM thing')).rows).toEqual([{ name: 'second' }]);
    }
  });

  it('role, which decides what it may become', async () => {
    const login = pool({ role: 'login' });
    const who = 'SELECT session_user::text AS session, current_user::text AS current';
    expect((await login.query(who)).rows).toEqual([{ session: 'login', current: 'login' }]);
    expect((await owner.query(who)).rows).toEqual([{ session: 'postgres', current: 'postgres' }]);
    await expect(login.query('SET ROLE stranger')).rejects.toMatchObject({ code: '42501' });
    await expect(login.query('SELECT * FROM one.thing')).rejects.toMatchObject({ code: '42501' });
  });

  it('local role inside a transaction, gone at its end', async () => {
    const client = await pool({ role: 'login' }).connect();
    const current = async (): Promise<unknown> =>
      (await client.query('SELECT current_user::text AS u')).rows[0]?.u;
    await client.query('BEGIN');
    await client.query('SET LOCAL ROLE worker');
    expect(await current()).toBe('worker');
    await client.query("INSERT INTO note VALUES (1, 'by worker')");
    await client.query('COMMIT');
    expect(await current()).toBe('login');
    client.release();
  });

  it('role set by a statement of its own', async () => {
    const [a, b] = [await pool().connect(), await pool().connect()];
    await a.query('SET ROLE worker');
    const current = 'SELECT current_user::text AS u';
    expect((await b.query(current)).rows).toEqual([{ u: 'postgres' }]);
    expect((await a.query(current)).rows).toEqual([{ u: 'worker' }]);
    a.release();
    b.release();
  });

  it('settings: what one leaves behind, no other sees', async () => {
    const [a, b] = [await pool().connect(), await pool().connect()];
    await a.query(`SELECT set_config('app.tenant', 'a', false)`);
    const seen = await b.query(`SELECT coalesce(current_setting('app.tenant', true), '') AS tenant`);
    expect(seen.rows).toEqual([{ tenant: '' }]);
    a.release();
    b.release();
  });

  it('prepared statements, closed when it ends', async () => {
    const [a, b] = [
      new pg.Client({ stream: database.hub.stream() }),
      new pg.Client({ stream: database.hub.stream() }),
    ];
    await Promise.all([a.connect(), b.connect()]);
    for (let round = 0; round < 2; round++) {
      expect((await a.query({ name: 'same', text: 'SELECT 1 AS v' })).rows).toEqual([{ v: 1 }]);
      expect((await b.query({ name: 'same', text: 'SELECT 2 AS v' })).rows).toEqual([{ v: 2 }]);
    }
    await Promise.all([a.end(), b.end()]);
    await pool().query('SELECT 1'); // another client comes in
    const left = await owner.query(`SELECT name FROM pg_prepared_statements WHERE name LIKE '%same'`);
    expect(left.rows).toEqual([]);
  });
});

describe('notifications', () => {
  it('reach every client that listens on the channel, and no other', async () => {
    const clients = await Promise.all([pool().connect(), pool().connect(), pool().connect()]);
    const heard: string[][] = [[], [], []];
    clients.forEach((client, index) =>
      client.on('notification', ({ payload }) => heard[index]?.push(payload ?? '')),
    );
    await clients[0].query('LISTEN news');
    await clients[1].query('-- with a comment\nLISTEN "news"; LISTEN other');
    await owner.query(`NOTIFY news, 'one'; NOTIFY other, 'two'`);
    await delay(20);
    await clients[0].query('UNLISTEN news');
    await owner.query(`NOTIFY news, 'three'`);
    await delay(20);
    expect(heard).toEqual([['one'], ['one', 'two', 'three'], []]);
    clients.forEach((client) => client.release(true));
  });
});

describe('ordinary clients', () => {
  it('page through a result with Flush while others wait', async () => {
    const client = await pool().connect();
    const paged = client.query({ text: 'SELECT generate_series(1, 25) AS n', rows: 10 } as pg.QueryConfig);
    const other = owner.query('SELECT 1 AS one');
    expect((await paged).rows).toHaveLength(25);
    expect((await other).rows).toEqual([{ one: 1 }]);
    client.release();
  });

  it('knex: a pool of its own, queries beside a transaction', async () => {
    const db = knex({
      client: 'pg',
      connection: { stream: database.hub.stream() } as object,
      pool: { min: 0, max: 4 },
    });
    await db.transaction(async (tx) => {
      await tx('note').insert([
        { id: 1, text: 'a' },
        { id: 2, text: 'b' },
      ]);
    });
    const rows = await Promise.all([db('note').count('* as n').first(), db('note').where({ id: 2 }).first()]);
    expect(rows).toEqual([{ n: '2' }, { id: 2, text: 'b' }]);
    await db.destroy();
  });

  it('get a clear error for COPY FROM STDIN, which fails their transaction too', async () => {
    const client = await pool().connect();
    await client.query('BEGIN');
    await expect(client.query('COPY note FROM STDIN')).rejects.toMatchObject({
      code: '0A000',
      hint: expect.stringContaining('unnest'),
    });
    expect((await client.query('COMMIT')).command).toBe('ROLLBACK');
    client.release();
  });

  it('carry large values both ways', async () => {
    const text = 'x'.repeat(3_000_000);
    const result = await pool().query<{ back: string }>('SELECT $1::text AS back', [text]);
    expect(result.rows[0]?.back).toHaveLength(text.length);
  });

  it('end only after what they sent has been answered', async () => {
    const client = new pg.Client({ stream: database.hub.stream(), pipeline: true } as pg.ClientConfig);
    await client.connect();
    const written = client.query("INSERT INTO note VALUES (1, 'last words')");
    await Promise.all([written, client.end()]);
    expect(await count()).toBe(1);
  });

  it('that name a role that is not there get the error, and the next client is itself', async () => {
    await expect(pool({ role: 'nobody' }).query('SELECT 1')).rejects.toMatchObject({ code: '22023' });
    expect((await owner.query('SELECT current_user::text AS u')).rows).toEqual([{ u: 'postgres' }]);
  });
});
