import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded, type EmbeddedDatabase } from './open-embedded.ts';

let root: string;
let template: Blob;

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'embedded-'));
  const made = await openEmbedded({ folder: 'memory', inThread: true });
  const pool = new pg.Pool({ stream: made.hub.stream() });
  await pool.query(`CREATE EXTENSION vector; CREATE EXTENSION pg_trgm; CREATE EXTENSION pgcrypto; CREATE EXTENSION btree_gist;
    CREATE TABLE entry (id int PRIMARY KEY, note text)`);
  await pool.end();
  template = await made.dump();
  await made.close();
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

const using = async <T>(database: EmbeddedDatabase, work: (pool: pg.Pool) => Promise<T>): Promise<T> => {
  const pool = new pg.Pool({ stream: database.hub.stream() });
  try {
    return await work(pool);
  } finally {
    await pool.end();
    await database.close();
  }
};

/** A process of its own that runs `body` with `openEmbedded` and `pg` at hand; its lines come as they are printed. */
const inChild = (
  body: string,
): { child: ChildProcess; lines: AsyncIterable<string>; ended: Promise<unknown> } => {
  const source = `
    import pg from ${JSON.stringify(import.meta.resolve('pg'))};
    import { openEmbedded } from ${JSON.stringify(new URL('./open-embedded.ts', import.meta.url).href)};
    ${body}`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, lines: createInterface({ input: child.stdout }), ended: once(child, 'exit') };
};

describe('openEmbedded', () => {
  it('begins as its template, with the extensions, and keeps what is written', async () => {
    const folder = path.join(root, 'made', 'data');
    await using(await openEmbedded({ folder, template }), async (pool) => {
      await pool.query(`INSERT INTO entry VALUES (1, 'kept')`);
      const near = await pool.query(
        `SELECT '[1,2]'::vector <-> '[1,4]'::vector AS distance, similarity('abc', 'abd') > 0 AS alike`,
      );
      expect(near.rows).toEqual([{ distance: 2, alike: true }]);
    });
    const kept = await using(await openEmbedded({ folder, inThread: true }), (pool) =>
      pool.query('SELECT * FROM entry'),
    );
    expect(kept.rows).toEqual([{ id: 1, note: 'kept' }]);
    expect(existsSync(`${folder}.lock`)).toBe(false);
    expect(existsSync(`${folder}.new`)).toBe(false);
  });

  it('leaves this thread free while a statement runs', async () => {
    await using(await openEmbedded({ folder: 'memory', template }), async (pool) => {
      let longest = 0;
      let last = performance.now();
      const ticker = setInterval(() => {
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }, 5);
      const started = performance.now();
      await pool.query('SELECT count(*) FROM generate_series(1, 1500000)');
      const took = performance.now() - started;
      clearInterval(ticker);
      expect(longest).toBeLessThan(took / 2);
    });
  });

  it('dumps between transactions, never inside one', async () => {
    const source = await openEmbedded({ folder: 'memory', template, inThread: true });
    const dump = await using(source, async (pool) => {
      const client = await pool.connect();
      await client.query('BEGIN');
      await client.query(`INSERT INTO entry VALUES (1, 'in time')`);
      const dumping = source.dump();
      await client.query('COMMIT');
      client.release();
      return dumping;
    });
    const rows = await using(
      await openEmbedded({ folder: 'memory', template: dump, inThread: true }),
      (pool) => pool.query('SELECT note FROM entry'),
    );
    expect(rows.rows).toEqual([{ note: 'in time' }]);
  });

  it('refuses a folder that holds something else, and leaves it alone', async () => {
    const folder = path.join(root, 'papers');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'letter.txt'), 'dear');
    await expect(openEmbedded({ folder, inThread: true })).rejects.toThrow(
      'found letter.txt and no PG_VERSION',
    );
    expect(existsSync(path.join(folder, 'letter.txt'))).toBe(true);
    expect(existsSync(`${folder}.lock`)).toBe(false);
  });

  it('passes on an error of the database thread at opening', async () => {
    const folder = path.join(root, 'papers-too');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'letter.txt'), 'dear');
    await expect(openEmbedded({ folder })).rejects.toThrow('found letter.txt and no PG_VERSION');
  });
});

describe('with other processes', () => {
  it(
    'refuses a second process, and survives two deaths in the middle of writing',
    { timeout: 60_000 },
    async () => {
      const folder = path.join(root, 'shared');
      await (await openEmbedded({ folder, template, inThread: true })).close();
      let acknowledged = 0;
      for (let death = 0; death < 2; death++) {
        const { child, lines, ended } = inChild(`
        const { hub } = await openEmbedded({ folder: ${JSON.stringify(folder)} });
        const pool = new pg.Pool({ stream: hub.stream() });
        const { rows } = await pool.query('SELECT coalesce(max(id), 0) AS last FROM entry');
        for (let id = rows[0].last + 1; ; id++) {
          const client = await pool.connect();
          await client.query('BEGIN');
          await client.query('INSERT INTO entry VALUES ($1, repeat(md5(random()::text), 50))', [id]);
          await client.query('UPDATE entry SET note = note WHERE id = $1', [id - 1]);
          await client.query('COMMIT');
          client.release();
          if (id % 100 === 0) await pool.query('CHECKPOINT');
          console.log(id);
        }`);
        const goal = acknowledged + 150;
        let refused: unknown;
        for await (const line of lines) {
          acknowledged = Number(line);
          refused ??= await openEmbedded({ folder }).catch((error: unknown) => error);
          if (acknowledged >= goal) child.kill('SIGKILL');
        }
        await ended;
        expect(String(refused)).toContain(`folder ${folder} is in use by process ${child.pid};`);
        const found = await using(await openEmbedded({ folder }), (pool) =>
          pool.query<{ n: number; last: number }>('SELECT count(*)::int AS n, max(id) AS last FROM entry'),
        );
        const [{ n, last } = { n: 0, last: -1 }] = found.rows;
        expect(n).toBe(last); // no gap
        expect(last).toBeGreaterThanOrEqual(acknowledged);
        acknowledged = last;
      }
    },
  );

  it('recovers from a death in the middle of the first start', { timeout: 60_000 }, async () => {
    const folder = path.join(root, 'early');
    const { child, lines, ended } = inChild(`
      console.log('starting');
      await openEmbedded({ folder: ${JSON.stringify(folder)}, inThread: true });`);
    for await (const line of lines) {
      expect(line).toBe('starting');
      const seen = setInterval(() => {
        if (!existsSync(`${folder}.new`)) return;
        clearInterval(seen);
        setTimeout(() => child.kill('SIGKILL'), 30);
      }, 5);
    }
    await ended;
    expect(existsSync(folder)).toBe(false);
    const answer = await using(await openEmbedded({ folder, template }), (pool) =>
      pool.query('SELECT 1 AS one'),
    );
    expect(answer.rows).toEqual([{ one: 1 }]);
  });
});
