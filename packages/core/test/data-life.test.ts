import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extract } from 'tar';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { dataLife } from '../src/data-life/contract.ts';
import { FolderStore } from '../src/evidence/store/index.ts';
import { upkeep } from '../src/host/upkeep.ts';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import { lampPlugin, shelfPlugin } from './shelf/plugin.ts';

const databases = [
  ['PostgreSQL', () => inject('postgresUrl')],
  ['the embedded database', () => undefined],
] as const;

interface Problem {
  readonly code: string;
  readonly detail: string;
}
interface Listed {
  readonly items: readonly {
    readonly id: string;
    readonly state: string;
    readonly config: unknown;
    readonly purge: { readonly state: string; readonly reason: string | null } | null;
  }[];
}
interface Preview {
  readonly from: string;
  readonly to: string;
  readonly effect: string;
  readonly refusals: readonly Problem[];
  readonly routes: readonly { readonly path: string }[];
  readonly data: { readonly rows: number; readonly bytes: number; readonly tables: readonly object[] };
  readonly retention: { readonly years: number; readonly until: string | null };
}
interface Tombstone {
  readonly id: string;
  readonly plugin: string;
  readonly rows: number;
  readonly secrets: number;
  readonly retention: string;
  readonly purgedBy: { readonly name: string };
  readonly export: { readonly sha256: string };
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
}

const TABLES = ['count', 'item', 'shelf', 'tag'];
/** The year of account that the tests write in ends on 31 March 2027, and eight more have to pass. */
const KEPT_UNTIL = '2035-03-31';
const AFTER_RETENTION = '2035-04-01T06:00:00Z';

describe.each(databases)('data life on %s', (name, postgresUrl) => {
  const missing = name === 'PostgreSQL' && postgresUrl() === undefined;
  let t: TestHost<'a' | 'b'>;
  let folder: string;
  let afterPut = async (): Promise<void> => {};
  beforeAll(async () => {
    if (missing) return;
    folder = await mkdtemp(path.join(tmpdir(), 'data-life-'));
    const store = new (class extends FolderStore {
      override async put(...args: Parameters<FolderStore['put']>) {
        const stored = await super.put(...args);
        await afterPut();
        return stored;
      }
    })({
      root: path.join(folder, 'evidence'),
      linkSecrets: ['a test secret of more than thirty-two bytes'],
      publicBase: '',
    });
    t = await startTestHost({
      plugins: [shelfPlugin(), lampPlugin],
      postgresUrl: postgresUrl(),
      store,
      folder,
    });
    for (const tenant of ['a', 'b'] as const) {
      const filled = await t.as(tenant).post('/v1/shelf/fill', { items: 700 });
      if (filled.status !== 200 && filled.status !== 201) throw new Error(JSON.stringify(filled.body));
      await t.as(tenant).put('/v1/plugins/shelf/secrets/lock', { secret: 'open sesame' });
    }
  });
  afterAll(async () => {
    await t?.stop();
    if (folder) await rm(folder, { recursive: true });
  });

  const plugin = (transition: string, id = 'shelf', tenant: 'a' | 'b' = 'a') =>
    t.as(tenant).post<Problem & { state: string }>(`/v1/plugins/${id}/${transition}`, {});
  const preview = async (transition: string, tenant: 'a' | 'b' = 'a') =>
    (await t.as(tenant).get<Preview>(`/v1/plugins/shelf/preview?transition=${transition}`)).body;
  const purge = (tenant: 'a' | 'b' = 'a', confirm = 'shelf') =>
    t
      .asOperator()
      .post<Problem>(`/v1/operator/tenants/${t.tenants[tenant]}/plugins/shelf/purge`, { confirm });
  const stateOf = async (tenant: 'a' | 'b' = 'a') =>
    (await t.as(tenant).get<Listed>('/v1/plugins?archived=true')).body.items.find(
      ({ id }) => id === 'shelf',
    )!;
  const rowsOf = async (tenant: 'a' | 'b') => {
    const rows: Record<string, string> = {};
    for (const table of TABLES) {
      const [row] = await t.sql<{ rows: string }>(
        `select coalesce(string_agg(r::text, e'\n' order by id), '') as rows from shelf.${table} r where tenant_id = $1`,
        [t.tenants[tenant]],
      );
      rows[table] = row!.rows;
    }
    return rows;
  };
  const archive = async () => {
    await plugin('disable', 'lamp');
    await plugin('disable');
    await plugin('archive');
  };

  it.skipIf(missing)('is not archived while it is on, nor disabled while others need it', async () => {
    expect((await plugin('archive')).body).toMatchObject({ code: 'PLUGIN_STATE_UNFIT' });
    expect((await plugin('disable')).body).toMatchObject({
      code: 'PLUGIN_NEEDED',
      detail: 'Disable lamp first: they need "Shelf".',
    });
    expect((await preview('disable')).refusals).toMatchObject([{ code: 'PLUGIN_NEEDED' }]);
  });

  it.skipIf(missing)('a preview says what goes and what comes, and changes nothing', async () => {
    const goes = await preview('disable');
    expect(goes).toMatchObject({ from: 'enabled', to: 'disabled', effect: 'goes' });
    expect(goes.routes.map(({ path: at }) => at)).toEqual(['/v1/shelf/fill', '/v1/shelf/items']);
    expect(goes.data.rows).toBe(1 + 1400 + 2 + 1400);
    expect(goes.data.bytes).toBeGreaterThan(100_000);
    expect(goes.data.tables).toHaveLength(4);
    expect(goes.retention).toMatchObject({ years: 8, until: KEPT_UNTIL });
    expect(await preview('purge')).toMatchObject({ effect: 'goes', to: 'purged' });
    expect((await stateOf()).state).toBe('enabled');
  });

  it.skipIf(missing)('archived it is off, put away and kept, and comes back as it was', async () => {
    const before = await rowsOf('a');
    await archive();
    expect((await t.as('a').get<Listed>('/v1/plugins')).body.items.map(({ id }) => id)).toEqual(['lamp']);
    expect((await stateOf()).state).toBe('archived');
    expect((await t.as('a').get('/v1/shelf/items')).status).toBe(404);
    expect((await plugin('enable')).body).toMatchObject({
      code: 'PLUGIN_STATE_UNFIT',
      detail: '"Shelf" is archived and cannot be enabled: restore it first.',
    });
    expect(await rowsOf('a')).toEqual(before);
    expect((await plugin('restore')).body.state).toBe('disabled');
    expect((await plugin('enable')).body.state).toBe('enabled');
    expect((await t.as('a').get('/v1/shelf/items')).body).toEqual({ items: 1400 });
  });

  it.skipIf(missing)('that it is no longer allowed takes nothing back from the archive', async () => {
    await archive();
    const allow = (allowed: boolean) =>
      t.asOperator().put(`/v1/operator/tenants/${t.tenants.a}/plugins/shelf`, { allowed });
    await allow(false);
    expect((await stateOf()).state).toBe('archived');
    await allow(true);
    expect((await stateOf()).state).toBe('archived');
  });

  it.skipIf(missing)('no purge inside retention: refused with the date on which it ends', async () => {
    expect((await stateOf()).state).toBe('archived');
    const refused = await purge();
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      code: 'PLUGIN_RETAINED',
      detail: expect.stringContaining(KEPT_UNTIL),
    });
    expect((await preview('purge')).refusals.map(({ code }) => code)).toEqual([
      'PLUGIN_OPERATORS_ONLY',
      'PLUGIN_RETAINED',
    ]);
  });

  it.skipIf(missing)(
    'an administrator of the tenant cannot purge, and an operator not by accident',
    async () => {
      const asMember = await t
        .as('a')
        .post(`/v1/operator/tenants/${t.tenants.a}/plugins/shelf/purge`, { confirm: 'shelf' });
      expect(asMember.status).toBe(403);
      expect((await purge('a', 'shelve')).body.code).toBe('CONFIRMATION_DIFFERS');
      expect((await purge('b')).body.code).toBe('PLUGIN_STATE_UNFIT');
    },
  );

  it.skipIf(missing)('an export holds every row, with hashes that hold', async () => {
    const asked = await t.as('a').post<{ id: string; state: string }>('/v1/plugins/shelf/exports', {});
    expect(asked.status).toBe(202);
    expect(asked.body.state).toBe('being-made');
    const link = () =>
      t.as('a').post<Problem & { url: string }>(`/v1/plugins/shelf/exports/${asked.body.id}/link`, {});
    expect((await link()).body.code).toBe('PLUGIN_EXPORT_NOT_READY');
    await t.drain();
    const { body } = await t
      .as('a')
      .get<{ items: { state: string; sha256: string; rows: number }[] }>('/v1/plugins/shelf/exports');
    expect(body.items).toMatchObject([{ state: 'ready', rows: 2803 }]);
    expect((await t.as('b').get<Listed>('/v1/plugins/shelf/exports')).body.items).toEqual([]);
    const reply = await fetch(`${t.url}${(await link()).body.url}`);
    const bytes = Buffer.from(await reply.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(body.items[0]!.sha256);
    await expectWhole(bytes, await rowsOf('a'));
    expect((await t.as('b').post(`/v1/plugins/shelf/exports/${asked.body.id}/link`, {})).status).toBe(404);
  });

  it.skipIf(missing)('evidence under retention or a hold keeps what it belongs to', async () => {
    t.clock.set(AFTER_RETENTION);
    const retained = { until: '2040-03-31', hold: true };
    await evidenceAtItem(t, retained);
    const refused = await purge();
    expect(refused.body.code).toBe('PLUGIN_EVIDENCE_RETAINED');
    expect(refused.body.detail).toContain('2040-03-31');
    expect(refused.body.detail).toContain('legal hold');
    await t.sql(
      `alter table core.evidence disable trigger user; delete from core.evidence; alter table core.evidence enable trigger user`,
    );
  });

  it.skipIf(missing)(
    'a purge that is killed before it commits has changed nothing, and goes on',
    async () => {
      t.clock.set(AFTER_RETENTION);
      const before = await rowsOf('a');
      await t.sql(`
      create function shelf.power_cut() returns trigger language plpgsql as $$
        begin if current_user = 'cos_purge' then raise exception 'power cut'; end if; return null; end $$;
      create trigger zz_cut after delete on shelf.shelf for each statement execute function shelf.power_cut()`);
      expect((await purge()).status).toBe(202);
      expect((await stateOf()).purge?.state).toBe('waiting');
      await t.drain();
      expect(await rowsOf('a')).toEqual(before);
      expect((await stateOf()).state).toBe('archived');
      expect((await stateOf()).purge).toMatchObject({ reason: expect.stringContaining('power cut') });
      await t.sql(`drop trigger zz_cut on shelf.shelf`);
      await t.sql(
        `update core.job set state = 'pending', run_at = now() - interval '1 minute', rung_at = null where name = 'core.plugin.purge'`,
      );
      await t.drain();
      expect((await stateOf()).state).toBe('purged');
    },
  );

  it.skipIf(missing)(
    'purged it has no row, no secret and no job left, and others all of theirs',
    async () => {
      expect(Object.values(await rowsOf('a'))).toEqual(TABLES.map(() => ''));
      expect(await t.sql('select 1 from shelf.colour')).toHaveLength(1);
      const left = (table: string) =>
        t.sql(`select 1 from core.${table} where tenant_id = $1 and plugin = 'shelf'`, [t.tenants.a]);
      expect(await left('plugin_secret')).toEqual([]);
      expect(await left('job')).toEqual([]);
      expect((await t.as('b').get('/v1/shelf/items')).body).toEqual({ items: 1400 });
      const { items } = (
        await t.as('b').get<{ items: { name: string; isSet: boolean }[] }>('/v1/plugins/shelf/secrets')
      ).body;
      expect(items).toMatchObject([{ name: 'lock', isSet: true }]);
    },
  );

  it.skipIf(missing)('every deletion stands in the audit log, under the act of the purge', async () => {
    const [counted] = await t.sql<{ n: number; names: string }>(
      `select count(*)::int as n, string_agg(distinct act::jsonb ->> 'name', ',') as names from core.audit_outbox
       where verb = 'delete' and split_part(relation, '.', 1) = 'shelf' and tenant_id = $1`,
      [t.tenants.a],
    );
    expect(counted).toEqual({ n: 2802, names: 'core.plugin.purge' });
    const asked = await t.sql(
      `select 1 from core.audit_outbox where kind = 'act' and act::jsonb ->> 'name' = 'operator.plugin.purge' and tenant_id = $1
         and detail::jsonb ->> 'outcome' = 'done'`,
      [t.tenants.a],
    );
    expect(asked).toHaveLength(1);
  });

  it.skipIf(missing)(
    'the tombstone says who, when, how much and why, and its export holds every row',
    async () => {
      const { items } = (await t.asOperator().get<{ items: Tombstone[] }>('/v1/operator/plugin-tombstones'))
        .body;
      expect(items).toHaveLength(1);
      const [stone] = items;
      expect(stone).toMatchObject({
        plugin: 'shelf',
        rows: 2803,
        secrets: 1,
        purgedBy: { name: expect.any(String) },
      });
      expect(stone!.retention).toContain(KEPT_UNTIL);
      expect(stone!.tables.find(({ table }) => table === 'item')).toMatchObject({ rows: 1400 });
      const own = (await t.as('a').get<{ items: Tombstone[] }>('/v1/plugin-tombstones')).body.items;
      expect(own).toEqual(items);
      expect((await t.as('b').get<{ items: Tombstone[] }>('/v1/plugin-tombstones')).body.items).toEqual([]);
      const link = await t
        .asOperator()
        .post<{ url: string }>(`/v1/operator/tenants/${t.tenants.a}/plugin-tombstones/${stone!.id}/link`, {});
      const bytes = Buffer.from(await (await fetch(`${t.url}${link.body.url}`)).arrayBuffer());
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(stone!.export.sha256);
    },
  );

  it.skipIf(missing)('nobody changes a tombstone, the owner of the tables neither', async () => {
    for (const change of [
      'update core.plugin_tombstone set rows = 0',
      'delete from core.plugin_tombstone',
      'truncate core.plugin_tombstone',
    ])
      await expect(t.sql(change)).rejects.toThrow(/append-only|cannot be truncated|without an act/);
  });

  it.skipIf(missing)('asked for again it leaves no second tombstone', async () => {
    expect((await purge()).status).toBe(202);
    await t.drain();
    expect(await t.sql('select 1 from core.plugin_tombstone')).toHaveLength(1);
  });

  it.skipIf(missing)('enabled again it begins empty', async () => {
    expect((await plugin('enable')).body.state).toBe('enabled');
    expect((await t.as('a').get('/v1/shelf/items')).body).toEqual({ items: 0 });
    expect((await stateOf()).config).toEqual({ colour: 'red' });
  });

  it.skipIf(missing)('what came after the export is not deleted with what stands in it', async () => {
    await t.as('a').post('/v1/shelf/fill', { items: 3 });
    await archive();
    t.clock.set('2050-01-01T06:00:00Z');
    afterPut = () => lateRow(t);
    const { data } = await t.host.services.resolve('core', { data: dataLife });
    const purged = () =>
      data.purge(t.context('a', 'core.plugin.purge'), 'shelf', { id: 'test', name: 'Test' });
    await expect(purged()).rejects.toMatchObject({ code: 'PLUGIN_EXPORT_MISSING' });
    expect(await t.sql('select 1 from shelf.item where tenant_id = $1', [t.tenants.a])).toHaveLength(6);
    afterPut = async () => {};
    expect(await purged()).toMatchObject({ plugin: 'shelf', rows: 2 + 6 + 6 + 1 + 1 });
  });

  it.skipIf(missing)(
    'exports that no row names any more go with the sweep; that of a tombstone stays',
    async () => {
      const { evidenceStore } = await import('../src/evidence/contract.ts');
      const { store } = await t.host.services.resolve('core', { store: evidenceStore });
      const keys = async () => {
        const found: string[] = [];
        for await (const { key } of store.list(`${t.tenants.a}/plugin-data/`)) found.push(key);
        return found.toSorted();
      };
      expect((await keys()).length).toBeGreaterThan(2);
      await upkeep(t.host.services)();
      const named = await t.sql<{ key: string }>(
        'select export_key as key from core.plugin_tombstone order by 1',
      );
      expect(await keys()).toEqual(named.map(({ key }) => key));
    },
  );
});

/** A row that appears while the export is on its way into the store. */
const lateRow = async (t: TestHost<'a' | 'b'>): Promise<void> => {
  await t.database.asOwner(async (owner) => {
    await owner.query('begin');
    await owner.query(
      `select set_config('app.tenant', $1, true), set_config('app.act', '{"name":"late"}', true), set_config('app.actor', '{"kind":"system"}', true)`,
      [t.tenants.a],
    );
    await owner.query(
      `insert into shelf.shelf (tenant_id, id, name) values ($1, gen_random_uuid(), 'late')`,
      [t.tenants.a],
    );
    await owner.query('commit');
  });
};

const evidenceAtItem = async (
  t: TestHost<'a' | 'b'>,
  { until, hold }: { readonly until: string; readonly hold: boolean },
): Promise<void> => {
  await t.sql('alter table core.evidence disable trigger user; alter table core.entity disable trigger user');
  const [entity] = await t.sql<{ id: string }>(
    `insert into core.entity (tenant_id, id, name, legal_name, kind) values ($1, gen_random_uuid(), 'E', 'E', 'company') returning id`,
    [t.tenants.a],
  );
  await t.sql(
    `insert into core.evidence (tenant_id, id, document_id, version, entity_id, subject_type, subject_id, kind, label, file_name,
       content_type, bytes, sha256, store_key, status, uploaded_by, uploaded_by_name, uploaded_at, approved_by, approved_by_name,
       approved_at, retain_until, legal_hold)
     values ($1, gen_random_uuid(), gen_random_uuid(), 1, $2, 'shelf-item', gen_random_uuid(), 'k', '', 'f.pdf', 'application/pdf',
       1, repeat('a', 64), 'k', 'approved', 'x', 'x', now(), 'y', 'y', now(), $3, $4)`,
    [t.tenants.a, entity!.id, until, hold],
  );
  await t.sql('alter table core.evidence enable trigger user; alter table core.entity enable trigger user');
};

/** Every file of the archive has the rows, the bytes and the hash that its manifest says, and the rows of the table. */
const expectWhole = async (archive: Buffer, rows: Readonly<Record<string, string>>): Promise<void> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'export-'));
  try {
    await writeFile(path.join(folder, 'export.tar.gz'), archive);
    await mkdir(path.join(folder, 'content'));
    await extract({ file: path.join(folder, 'export.tar.gz'), cwd: path.join(folder, 'content') });
    const manifest = JSON.parse(await readFile(path.join(folder, 'content', 'manifest.json'), 'utf8')) as {
      readonly plugin: { readonly id: string };
      readonly settings: unknown;
      readonly tables: readonly {
        table: string;
        file: string;
        rows: number;
        bytes: number;
        sha256: string;
      }[];
    };
    expect(manifest).toMatchObject({
      plugin: { id: 'shelf', version: '1.2.3' },
      tenant: { slug: 'tenant-a' },
    });
    expect(manifest.tables.map(({ table }) => table)).toEqual(TABLES);
    for (const { table, file, rows: count, bytes, sha256 } of manifest.tables) {
      const content = await readFile(path.join(folder, 'content', file));
      const lines = content.toString('utf8').trimEnd().split('\n');
      expect({ table, count: lines.length, bytes: content.length }).toEqual({ table, count, bytes });
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
      expect(lines).toHaveLength(rows[table]!.split('\n').length);
    }
    const shelves = await readFile(path.join(folder, 'content', 'shelf.jsonl'), 'utf8');
    expect(shelves).toContain('12345678901234567890.0123456789');
    expect(await readFile(path.join(folder, 'content', 'tag.jsonl'), 'utf8')).toContain('हिन्दी');
  } finally {
    await rm(folder, { recursive: true });
  }
};
