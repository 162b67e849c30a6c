import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { canonicalJson, type Json } from '../src/audit/canonical-json.ts';
import { BATCH_FROM } from '../src/audit/capture-sql.ts';
import { db, newId, type Db, type Tx } from '../src/index.ts';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import { inclusionPath, isIncluded, leafHash, treeHash } from './audit/merkle-oracle.ts';
import { ledgerPlugin } from './ledger/plugin.ts';
import notes from './notes/plugin.ts';

interface Captured {
  verb: string | null;
  kind: string;
  row_id: string | null;
  before: string | null;
  after: string | null;
  before_hash: Buffer | null;
  after_hash: Buffer | null;
  image_version: number;
  member_count: number | null;
  members: Buffer | null;
  leaves: Buffer | null;
  merkle_root: Buffer | null;
  relation: string | null;
  tenant_id: string;
  act: string;
  secret_changed: boolean;
  detail: string | null;
}
const sha256 = (text: string | Buffer): Buffer => createHash('sha256').update(text).digest();
const databases = [
  ['PostgreSQL', () => inject('postgresUrl')],
  ['the embedded database', () => undefined],
] as const;

describe.each(databases)('what changes is captured, on %s', (name, postgresUrl) => {
  const missing = name === 'PostgreSQL' && postgresUrl() === undefined;
  let t: TestHost<'a' | 'b'>;
  let ledger: Db;

  beforeAll(async () => {
    if (missing) return;
    t = await startTestHost({ plugins: [notes, ledgerPlugin()], postgresUrl: postgresUrl() });
    ({ ledger } = await t.host.services.resolve('ledger', { ledger: db }));
  });
  afterAll(() => t?.stop());

  /** Runs the work as one act, and gives what the log has of it in order. */
  const captured = async (work: (tx: Tx) => Promise<unknown>): Promise<Captured[]> => {
    const ctx = t.context('a', 'ledger.test');
    await ledger.tenant(ctx, work);
    return t.sql<Captured>(
      `select * from core.audit_outbox where act::jsonb ->> 'id' = $1 and kind <> 'act' order by seq`,
      [ctx.act!.id],
    );
  };
  const add = (tx: Tx, id: string, column = 'name', value: unknown = id) =>
    tx.run(
      `insert into ledger.book (tenant_id, id, name${column === 'name' ? '' : `, ${column}`}) values ($1, $2, $3${column === 'name' ? '' : ', $4'})`,
      column === 'name' ? [t.tenants.a, id, value] : [t.tenants.a, id, id, value],
    );
  const image = (text: string | null): Record<string, string | null> => JSON.parse(text ?? 'null');

  it.skipIf(missing)('a row that is added, changed and removed, each by one record', async () => {
    const id = newId();
    const records = await captured(async (tx) => {
      await add(tx, id);
      await tx.run(`update ledger.book set name = 'renamed' where id = $1`, [id]);
      await tx.run('delete from ledger.book where id = $1', [id]);
    });
    expect(records.map(({ verb, row_id }) => [verb, row_id])).toEqual([
      ['insert', id],
      ['update', id],
      ['delete', id],
    ]);
    const [insert, update, remove] = records as [Captured, Captured, Captured];
    expect([insert.before, image(insert.after)['name']]).toEqual([null, id]);
    expect([image(update.before)['name'], image(update.after)['name']]).toEqual([id, 'renamed']);
    expect([image(remove.before)['name'], remove.after]).toEqual(['renamed', null]);
    expect(update.before).toBe(insert.after);
    expect(remove.before).toBe(update.after);
  });

  it.skipIf(missing)('ON CONFLICT and MERGE by what they did to each row', async () => {
    const [kept, added] = [newId(), newId()];
    const upsert = await captured(async (tx) => {
      await add(tx, kept);
      await tx.run(
        `insert into ledger.book (tenant_id, id, name) values ($1, $2, 'x'), ($1, $3, 'y')
         on conflict (tenant_id, id) do update set name = 'changed'`,
        [t.tenants.a, kept, added],
      );
    });
    expect(upsert.map(({ verb, row_id }) => `${verb} ${row_id}`).toSorted()).toEqual(
      [`insert ${added}`, `insert ${kept}`, `update ${kept}`].toSorted(),
    );
    const fresh = newId();
    const merged = await captured((tx) =>
      tx.run(
        `merge into ledger.book b using (values ($2::uuid, 'm'), ($3::uuid, 'n'), ($4::uuid, 'o')) s (id, name)
         on b.tenant_id = $1 and b.id = s.id
         when matched and s.name = 'm' then delete
         when matched then update set name = s.name
         when not matched then insert (tenant_id, id, name) values ($1, s.id, s.name)`,
        [t.tenants.a, kept, added, fresh],
      ),
    );
    expect(merged.map(({ verb, row_id }) => `${verb} ${row_id}`).toSorted()).toEqual(
      [`delete ${kept}`, `insert ${fresh}`, `update ${added}`].toSorted(),
    );
  });

  it.skipIf(missing)('that a secret changed, though it stands in no image', async () => {
    const id = newId();
    await captured((tx) => add(tx, id));
    const [alone, both, neither] = await captured(async (tx) => {
      await tx.run(`update ledger.book set pin = '4711' where id = $1`, [id]);
      await tx.run(`update ledger.book set pin = '0815', name = 'renamed' where id = $1`, [id]);
      await tx.run(`update ledger.book set name = 'again', pin = pin where id = $1`, [id]);
    });
    expect(alone).toMatchObject({ verb: 'update', row_id: id, secret_changed: true });
    expect(alone!.before).toBe(alone!.after);
    expect(both).toMatchObject({ secret_changed: true });
    expect(image(both!.after)['name']).toBe('renamed');
    expect(neither).toMatchObject({ secret_changed: false });
    expect(JSON.stringify([alone, both, neither])).not.toMatch(/4711|0815/);
    const { body } = await t
      .as('a')
      .get<{ items: { secretChanged: boolean }[] }>(`/v1/audit?rowId=${id}&sort=at`);
    expect(body.items.map(({ secretChanged }) => secretChanged)).toEqual([false, true, true, false]);
  });

  it.skipIf(missing)('what a foreign key removes along with a row', async () => {
    const [book, page] = [newId(), newId()];
    const records = await captured(async (tx) => {
      await add(tx, book);
      await tx.run(`insert into ledger.page (tenant_id, id, book_id, text) values ($1, $2, $3, 'p')`, [
        t.tenants.a,
        page,
        book,
      ]);
      await tx.run('delete from ledger.book where id = $1', [book]);
    });
    const removed = records.filter(({ verb }) => verb === 'delete').map(({ row_id }) => row_id);
    expect(new Set(removed)).toEqual(new Set([book, page]));
  });

  it.skipIf(missing)('nothing where nothing changed', async () => {
    const id = newId();
    await captured((tx) => add(tx, id));
    expect(await captured((tx) => tx.run('update ledger.book set name = name where id = $1', [id]))).toEqual(
      [],
    );
    expect(await captured((tx) => tx.run(`delete from ledger.book where name = 'nobody'`))).toEqual([]);
  });

  it.skipIf(missing)('with images that are canonical, and their hashes', async () => {
    const id = newId();
    const [record] = await captured((tx) =>
      tx.run(
        `insert into ledger.book (tenant_id, id, name, opened_on, balance, rate, closed_at, is_open, tags, notice, pin, scan, seal)
         values ($1, $2, $3, '2026-04-01', 12345678901.50, 0.1, '2026-11-22T11:30:00+05:30', true, '{a,"b c"}', '30 days', '1234', $4, $5)`,
        [
          t.tenants.a,
          id,
          'quote " slash / \\ tab \t bell \u0007 é 😀 \u2028',
          'large text',
          Buffer.from([0, 255]),
        ],
      ),
    );
    const after = record!.after!;
    expect(after).toBe(canonicalJson(JSON.parse(after) as Json));
    expect(image(after)).toEqual({
      tenant_id: t.tenants.a,
      id,
      name: 'quote " slash / \\ tab \t bell \u0007 é 😀 \u2028',
      opened_on: '2026-04-01',
      balance: '12345678901.50',
      rate: '0.1',
      closed_at: '2026-11-22 06:00:00+00',
      is_open: 'true',
      tags: '{a,"b c"}',
      notice: 'P30D',
      scan: sha256('large text').toString('hex'),
      seal: sha256(Buffer.from([0, 255])).toString('hex'),
    });
    expect(record!.after_hash).toEqual(sha256(after));
  });

  it.skipIf(missing)('the same way whatever the session displays', async () => {
    const ids = [newId(), newId()];
    const images: string[] = [];
    for (const [index, settings] of [
      '',
      `set local datestyle = 'German'; set local timezone = 'Asia/Kolkata'; set local extra_float_digits = 0;
       set local bytea_output = 'escape'; set local intervalstyle = 'sql_standard';`,
    ].entries()) {
      await t.database.asOwner(async (owner) => {
        await owner.query('begin');
        await owner.query(settings);
        await owner.query(
          `select set_config('app.tenant', $1, true), set_config('app.act', '{}', true), set_config('app.actor', '{}', true)`,
          [t.tenants.a],
        );
        await owner.query(
          `insert into ledger.book (tenant_id, id, name, opened_on, rate, closed_at, notice)
           values ($1, $2, $3, '2026-04-01'::date, 0.1::float8 + 0.2::float8, '2026-11-22T06:00:00Z', '1 day 02:03')`,
          [t.tenants.a, ids[index], `displayed-${index}`],
        );
        await owner.query('commit');
      });
      const [record] = await t.sql<Captured>('select after from core.audit_outbox where row_id = $1', [
        ids[index],
      ]);
      images.push(record!.after!.replace(ids[index]!, 'ID').replace(`displayed-${index}`, 'NAME'));
    }
    expect(images[1]).toBe(images[0]);
  });

  it.skipIf(missing)('many rows at once by one root, and each of them can be proven', async () => {
    for (const size of [BATCH_FROM, 97]) {
      const ids = Array.from({ length: size }, () => newId());
      const records = await captured((tx) =>
        tx.run(
          `insert into ledger.book (tenant_id, id, name) select $1, id, 'bulk ' || id from unnest($2::uuid[]) id`,
          [t.tenants.a, ids.toReversed()],
        ),
      );
      expect(records).toHaveLength(1);
      const [batch] = records as [Captured];
      expect([batch.kind, batch.verb, batch.member_count]).toEqual(['batch', 'insert', size]);
      const sorted = ids.toSorted();
      expect(batch.members!.toString('hex')).toBe(sorted.join('').replaceAll('-', ''));
      const leaves = sorted.map((id) =>
        leafHash(
          canonicalJson({
            ...Object.fromEntries(
              ['opened_on', 'balance', 'rate', 'closed_at', 'is_open', 'tags', 'notice', 'scan', 'seal'].map(
                (column) => [column, null],
              ),
            ),
            tenant_id: t.tenants.a,
            id,
            name: `bulk ${id}`,
          }),
        ),
      );
      expect(batch.leaves).toEqual(Buffer.concat(leaves));
      expect(batch.merkle_root).toEqual(treeHash(leaves));
      for (const [index, leaf] of leaves.entries()) {
        const path = inclusionPath(index, leaves);
        expect(isIncluded(leaf, index, size, path, batch.merkle_root!)).toBe(true);
        expect(isIncluded(leafHash('another'), index, size, path, batch.merkle_root!)).toBe(false);
      }
    }
  });

  it.skipIf(missing)('fewer than that row by row', async () => {
    const records = await captured((tx) =>
      tx.run(
        `insert into ledger.book (tenant_id, id, name) select $1, gen_random_uuid(), 'few ' || i from generate_series(1, $2::int) i`,
        [t.tenants.a, BATCH_FROM - 1],
      ),
    );
    expect(records).toHaveLength(BATCH_FROM - 1);
    expect(new Set(records.map(({ kind }) => kind))).toEqual(new Set(['row']));
  });

  it.skipIf(missing)('and refused without an act, or where a key would change', async () => {
    const id = newId();
    await captured((tx) => add(tx, id));
    const bare = { ...t.context('a'), act: undefined };
    await expect(ledger.tenant(bare, (tx) => add(tx, newId()))).rejects.toThrow('read-only');
    for (const statement of [
      `insert into ledger.book (tenant_id, id, name) values ('${t.tenants.a}', '${newId()}', 'unacted')`,
      `update ledger.book set name = 'unacted' where id = '${id}'`,
      `delete from ledger.book where id = '${id}'`,
    ])
      await expect(t.sql(statement)).rejects.toThrow('without an act');
    await expect(
      captured((tx) => tx.run('update ledger.book set id = $2 where id = $1', [id, newId()])),
    ).rejects.toThrow('the key of a row cannot change');
    await expect(t.sql('truncate ledger.book cascade')).rejects.toThrow('cannot be truncated');
    expect(await t.sql('select name from ledger.book where id = $1', [id])).toEqual([{ name: id }]);
  });
});
