import pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { db, definePlugin, newId } from '../src/index.ts';
import { freshPostgres, startTestHost, type OpenedDatabase, type TestHost } from '../src/testing/index.ts';
import notes from './notes/plugin.ts';

const postgresUrl = inject('postgresUrl');

interface Page {
  items: { id: string; at: string }[];
  pageInfo: { nextCursor: string | null };
  total?: number;
}

describe.skipIf(postgresUrl === undefined)('the log', () => {
  let t: TestHost<'a' | 'b'>;
  let opened: OpenedDatabase;
  let owner: pg.Client;

  beforeAll(async () => {
    opened = await freshPostgres(postgresUrl!);
    t = await startTestHost({ plugins: [notes], database: opened.database });
    await t.as('a').post('/v1/notes/notes', { text: 'kept' });
    owner = await opened.database.asOwner(async (client) => {
      const { database, port, host, user } = client as pg.Client;
      return new pg.Client({ database, port, host, user } as pg.ClientConfig);
    });
    await owner.connect();
  });
  afterAll(async () => {
    await owner?.end();
    await t?.stop();
    await opened?.drop();
  });

  const roles = async (): Promise<string[]> =>
    (
      await t.sql<{ rolname: string }>(
        `select rolname from pg_roles where rolname like 'cos\\_%' or rolname = 'postgres' order by 1`,
      )
    ).map(({ rolname }) => rolname);
  /** What the application can become, by the login that it has. */
  const becomes = async (): Promise<string[]> =>
    (
      await opened.database.pool.query<{ rolname: string }>(
        `select rolname from pg_roles where pg_has_role(session_user, oid, 'member') order by 1`,
      )
    ).rows.map(({ rolname }) => rolname);

  it.each([
    `update core.audit_outbox set actor = '{}'`,
    `update core.audit_outbox set after = null where false`,
    `delete from core.audit_outbox where kind = 'row'`,
    `truncate core.audit_outbox`,
    `update core.system_log set act = 'x'`,
    `truncate core.system_log`,
  ])('takes no %s from any role', async (statement) => {
    const names = await roles();
    expect(names.length).toBeGreaterThan(5);
    for (const role of names) {
      await owner.query(`set role ${role}`);
      const outcome = await owner.query(statement).then(
        () => 'done',
        (error: Error) => error.message,
      );
      expect(`${role}: ${outcome}`).toMatch(/permission denied|append-only|cannot be truncated/);
      await owner.query('reset role');
    }
  });

  it('takes none from the application, whatever role it becomes; the sealer it cannot become', async () => {
    const names = await becomes();
    expect(names).toEqual(expect.arrayContaining(['cos_core', 'cos_identity', 'cos_notes', 'cos_system']));
    expect(names).not.toContain('cos_sealer');
    const count = async () =>
      (await t.sql<{ n: number }>('select count(*)::int as n from core.audit_outbox'))[0]!.n;
    const before = await count();
    for (const role of names) {
      const client = await opened.database.pool.connect();
      try {
        for (const statement of ['delete from core.audit_outbox', `update core.audit_outbox set act = ''`]) {
          await client.query(`set role ${role}`);
          const outcome = await client.query(statement).then(
            () => 'done',
            (error: Error) => error.message,
          );
          expect(`${role}: ${outcome}`).toMatch(/permission denied|append-only/);
        }
      } finally {
        client.release(true);
      }
    }
    await expect(opened.database.pool.query('set role cos_sealer')).rejects.toThrow('permission denied');
    expect(await count()).toBe(before);
  });

  it('is written by capture and by the host, and by no plugin', async () => {
    const mayInsert = await t.sql<{ rolname: string }>(
      `select rolname from pg_roles where rolname like 'cos\\_%' and has_table_privilege(rolname, 'core.audit_outbox', 'insert') order by 1`,
    );
    expect(mayInsert.map(({ rolname }) => rolname)).toEqual(['cos_core', 'cos_purge', 'cos_system']);
  });

  it('has the act of every route that changes something, with who, for whom and where', async () => {
    const id = newId();
    const person = t.as('a', {
      name: 'Asha',
      id: '0190a7c4-0000-7000-8000-000000000001',
      onBehalfOf: 'principal-1',
    });
    await person.post('/v1/notes/notes', { text: id });
    const [record] = await t.sql<{ actor: string; act: string; detail: string }>(
      `select actor, act, detail from core.audit_outbox where kind = 'act' and actor like '%Asha%'`,
    );
    expect(JSON.parse(record!.actor)).toMatchObject({
      kind: 'user',
      name: 'Asha',
      onBehalfOf: 'principal-1',
    });
    expect(JSON.parse(record!.act)).toMatchObject({
      name: 'notes.note.create',
      plugin: 'notes@1.0.0',
      via: 'POST /v1/notes/notes',
      address: expect.stringContaining('127.0.0.1'),
    });
    expect(JSON.parse(record!.detail)).toMatchObject({ outcome: 'done' });
  });

  it('has attempts that were refused, in the tenant they were made in', async () => {
    const reader = t.as('a', { name: 'Reader', permissions: ['notes.note.read'] });
    expect((await reader.post('/v1/notes/notes', { text: 'x' })).status).toBe(403);
    const refused = () =>
      t.sql<{ tenant_id: string; detail: string }>(
        `select tenant_id, detail from core.audit_outbox where kind = 'act' and actor like '%Reader%'`,
      );
    for (let tries = 0; tries < 50 && (await refused()).length === 0; tries++) await delay(20);
    const [record, ...more] = await refused();
    expect(more).toEqual([]);
    expect(record!.tenant_id).toBe(t.tenants.a);
    expect(JSON.parse(record!.detail)).toMatchObject({ outcome: 'refused', code: 'FORBIDDEN' });
  });

  it.each(['at', '-at'])('is read in pages by %s, each record once, counted where asked', async (sort) => {
    const person = t.as('a');
    for (const text of ['one', 'two', 'three']) await person.post('/v1/notes/notes', { text });
    const seen: { id: string; at: string }[] = [];
    let cursor = '';
    let total: number | undefined;
    do {
      const { body } = await person.get<Page>(
        `/v1/audit?limit=2&sort=${sort}&act=notes.note.create&total=true${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...body.items);
      total ??= body.total;
      cursor = body.pageInfo.nextCursor ?? '';
    } while (cursor !== '');
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(6); // three rows and three acts
    expect(total).toBe(seen.length);
    const days = seen.map(({ at }) => at);
    expect(days).toEqual(sort === 'at' ? days.toSorted() : days.toSorted().toReversed());
  });

  it('has nothing of a request that failed', async () => {
    const { notesDb } = await t.host.services.resolve('notes', { notesDb: db });
    const ctx = t.context('a', 'notes.fails');
    await expect(
      notesDb.tenant(ctx, async (tx) => {
        await tx.run(`insert into notes.note (tenant_id, id, text) values ($1, $2, 'x')`, [
          ctx.tenant,
          newId(),
        ]);
        throw new Error('in the end');
      }),
    ).rejects.toThrow('in the end');
    expect(await t.sql(`select 1 from core.audit_outbox where act like '%notes.fails%'`)).toEqual([]);
  });
});

describe.skipIf(postgresUrl === undefined)('the columns of an image', () => {
  it('are a new version when the table gets a column; its secret stays out', async () => {
    const opened = await freshPostgres(postgresUrl!);
    const shelf = (folder: string) =>
      definePlugin({
        id: 'shelf',
        name: 'Shelf',
        version: '1.0.0',
        hostApi: '^1.0.0',
        data: { migrations: new URL(`./columns/${folder}/`, import.meta.url) },
      });
    const imageAfter = async (folder: string): Promise<{ version: number; columns: string[] }> => {
      const t = await startTestHost({
        plugins: [shelf(folder)],
        database: opened.database,
        tenants: [folder],
      });
      const ctx = t.context(folder, 'shelf.add');
      const { handle } = await t.host.services.resolve('shelf', { handle: db });
      await handle.tenant(ctx, (tx) =>
        tx.run(`insert into shelf.shelf (tenant_id, id, name, key_code) values ($1, $2, 'oak', '1234')`, [
          ctx.tenant,
          newId(),
        ]),
      );
      const [record] = await t.sql<{ after: string; image_version: number }>(
        `select after, image_version from core.audit_outbox where relation = 'shelf.shelf' order by seq desc limit 1`,
      );
      expect(record!.after).not.toContain('1234');
      await t.stop();
      return { version: record!.image_version, columns: Object.keys(JSON.parse(record!.after) as object) };
    };
    try {
      expect(await imageAfter('first')).toEqual({ version: 1, columns: ['id', 'name', 'tenant_id'] });
      expect(await imageAfter('second')).toEqual({
        version: 2,
        columns: ['height', 'id', 'name', 'new_code', 'tenant_id'],
      });
      await opened.database.asOwner(async (owner) => {
        const { rows } = await owner.query<{ columns: string[] }>(
          `select columns from core.audited_table where relation = 'shelf.shelf' order by version`,
        );
        expect(rows.map(({ columns }) => columns.length)).toEqual([0, 3, 5]);
      });
    } finally {
      await opened.drop();
    }
  });
});
