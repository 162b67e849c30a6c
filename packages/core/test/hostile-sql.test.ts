import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { db, newId, type Context, type Db } from '../src/index.ts';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import { attacksOn, type Target } from './hostile/attacks.ts';
import { surroundings, type Surroundings } from './hostile/surroundings.ts';
import { ledgerPlugin } from './ledger/plugin.ts';
import notes from './notes/plugin.ts';

const CANARY = 'CANARY-of-the-other-tenant';
const databases = [
  ['PostgreSQL', () => inject('postgresUrl')],
  ['the embedded database', () => undefined],
] as const;

/** The parts of the attacks' names; the ids are filled in once there are some. */
const attacks = attacksOn({
  own: 'OWN',
  foreign: 'FOREIGN',
  ownBook: 'OWN-BOOK',
  foreignBook: 'FOREIGN-BOOK',
  foreignNote: 'FOREIGN-NOTE',
});

describe.each(databases)('a hostile plugin on %s', (name, postgresUrl) => {
  const missing = name === 'PostgreSQL' && postgresUrl() === undefined;
  let t: TestHost<'a' | 'b'>;
  let target: Target;
  let handle: Db;
  let before: Surroundings;

  const acting = (): Context => ({
    ...t.context('a', 'notes.attack'),
    actor: { kind: 'user', id: 'attacker', name: 'Attacker', sessionId: 's' },
  });

  beforeAll(async () => {
    if (missing) return;
    t = await startTestHost({ plugins: [notes, ledgerPlugin()], postgresUrl: postgresUrl(), pool: 1 });
    const id = async (tenant: 'a' | 'b', path: string, body: object): Promise<string> =>
      (await t.as(tenant).post<{ id: string }>(path, body)).body.id;
    target = {
      own: t.tenants.a,
      foreign: t.tenants.b,
      ownBook: await id('a', '/v1/ledger/books', { name: 'own' }),
      foreignBook: await id('b', '/v1/ledger/books', { name: CANARY }),
      foreignNote: await id('b', '/v1/notes/notes', { text: CANARY }),
    };
    await id('a', '/v1/notes/notes', { text: 'own' });
    ({ handle } = await t.host.services.resolve('notes', { handle: db }));
    before = await surroundings(t);
  });
  afterAll(() => t?.stop());

  const filled = (sql: string): string =>
    sql
      .replaceAll('FOREIGN-BOOK', target.foreignBook)
      .replaceAll('FOREIGN-NOTE', target.foreignNote)
      .replaceAll('OWN-BOOK', target.ownBook)
      .replaceAll('FOREIGN', target.foreign)
      .replaceAll('OWN', target.own);

  /** Rows that came back, as text; what was refused gives none. */
  const outcome = async (attack: () => Promise<object[]>): Promise<string> =>
    attack().then(
      (rows) => JSON.stringify(rows),
      (error: Error) => `refused: ${error.message}`,
    );

  it.skipIf(missing).each(attacks)('$name', async ({ sql }) => {
    const single = await outcome(() => handle.read(acting()).rows(filled(sql)));
    const transaction = await outcome(() =>
      handle.tenant(acting(), async (tx) => {
        const rows = await tx.rows<object>(filled(sql));
        await tx.run('insert into notes.note (tenant_id, id, text) values ($1, $2, $3)', [
          target.own,
          newId(),
          'after the attack',
        ]);
        return [...rows, ...(await tx.rows<object>('select * from notes.note'))];
      }),
    );
    expect(single).not.toContain(CANARY);
    expect(transaction).not.toContain(CANARY);
    expect(await surroundings(t)).toEqual(before);
    const actors = await t.sql<{ who: string }>(
      `select distinct actor::jsonb ->> 'id' as who from core.audit_outbox where tenant_id = $1 and act like '%notes.attack%'`,
      [target.own],
    );
    expect(actors.map(({ who }) => who).filter((who) => who !== 'attacker')).toEqual([]);
    expect(await handle.read(t.context('b')).rows('select text from notes.note')).toEqual([{ text: CANARY }]);
  });

  it.skipIf(missing)('cannot refer to a row of another tenant', async () => {
    const { ledger } = await t.host.services.resolve('ledger', { ledger: db });
    const refer = (tenant: string) =>
      ledger.tenant(acting(), (tx) =>
        tx.run(`insert into ledger.page (tenant_id, id, book_id, text) values ($1, $2, $3, 'x')`, [
          tenant,
          newId(),
          target.foreignBook,
        ]),
      );
    await expect(refer(target.own)).rejects.toThrow('foreign key');
    await expect(refer(target.foreign)).rejects.toThrow('row-level security');
  });

  it.skipIf(missing)('reads only its tenant through knex, and runs no other verb by it', async () => {
    const { build } = handle;
    const ctx = acting();
    expect(JSON.stringify(await handle.read(ctx).rows(build('notes.note').select()))).not.toContain(CANARY);
    expect(
      await handle.tenant(ctx, (tx) =>
        tx.run(build('notes.note').where({ tenant_id: target.foreign }).update({ text: 'x' })),
      ),
    ).toBe(0);
    for (const raw of [
      build.raw(`set local role none`),
      build.raw(`select ??('app.tenant', ?, true)`, ['set_config', target.foreign]),
    ])
      await expect(handle.read(ctx).rows(raw)).rejects.toThrow('statement refused');
    const drop = build.schema.dropTable('notes.note');
    await expect(handle.read(ctx).rows(build.raw(drop.toString()))).rejects.toThrow('statement refused');
    expect(await surroundings(t)).toEqual(before);
  });

  it.skipIf(missing)('writes nothing by a single read, and nothing without an act', async () => {
    const { ledger } = await t.host.services.resolve('ledger', { ledger: db });
    const draft = `insert into ledger.draft (tenant_id, id, text) values ('${target.own}', '${newId()}', 'x')`;
    await expect(ledger.read(acting()).run(draft)).rejects.toThrow('read-only');
    await expect(ledger.report(acting()).run(draft)).rejects.toThrow('read-only');
    await expect(ledger.tenant(t.context('a'), (tx) => tx.run(draft))).rejects.toThrow('read-only');
    expect(await ledger.tenant(acting(), (tx) => tx.run(draft))).toBe(1);
  });

  it.skipIf(missing)('reaches nobody by a statement that outlives its transaction', async () => {
    let late: (() => Promise<unknown>) | undefined;
    await handle.tenant(acting(), async (tx) => {
      await tx.rows('select 1');
      late = () => tx.rows('select * from notes.note');
    });
    await handle.tenant(t.context('b', 'notes.honest'), async (tx) => {
      await tx.rows('select 1');
      await expect(late!()).rejects.toThrow('it has ended');
    });
  });

  it.skipIf(missing)('is seen by this suite where a wall is taken down', async () => {
    await t.sql('alter table notes.note disable row level security');
    const seen = await outcome(() => handle.read(acting()).rows('select * from notes.note'));
    await t.sql('alter table notes.note enable row level security');
    expect(seen).toContain(CANARY);
  });
});
