import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkWalls, migrateAll } from '../src/host/migrate-all.ts';
import { corePlugin, postgresDatabase } from '../src/host.ts';
import {
  BYPASS_LOGIN,
  freshPostgres,
  requireServer,
  startPostgres,
  type OpenedDatabase,
  type PostgresServer,
} from '../src/testing/index.ts';
import { ledgerPlugin } from './ledger/plugin.ts';
import notes from './notes/plugin.ts';

const plugins = [corePlugin, notes, ledgerPlugin()];

/** A statement that takes a wall down, how it is put up again, and what the host says before it would serve. */
const sabotage: readonly [what: string, down: string, up: string, finding: string][] = [
  [
    'a table without row level security',
    'alter table notes.note disable row level security',
    'alter table notes.note enable row level security',
    'notes.note has no row level security',
  ],
  [
    'a table that does not force it',
    'alter table notes.note no force row level security',
    'alter table notes.note force row level security',
    'notes.note does not force row level security on its owner',
  ],
  [
    'a table without a policy',
    'drop policy tenant_cos_notes on notes.note',
    `create policy tenant_cos_notes on notes.note to cos_notes
       using (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))
       with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))`,
    'notes.note has no policy with both USING and WITH CHECK',
  ],
  [
    'a policy for every role',
    'create policy open on notes.note using (true) with check (true)',
    'drop policy open on notes.note',
    'notes.note has policy "open" open to every role',
  ],
  [
    "a policy that lets the plugin's role past the tenant",
    'create policy wide on notes.note for select to cos_notes using (true)',
    'drop policy wide on notes.note',
    'notes.note has policy "wide" for "cos_notes" that does not keep to the tenant',
  ],
  [
    'a table that is not audited',
    'alter table notes.note disable trigger capture_update',
    'alter table notes.note enable trigger capture_update',
    'notes.note is neither audited nor exempt with a reason',
  ],
  [
    'a value that is unique across tenants',
    'create unique index everywhere on ledger.book (name)',
    'drop index ledger.everywhere',
    'ledger.book has a unique index that does not begin with tenant_id',
  ],
  [
    'a foreign key that leaves its tenant',
    `alter table ledger.page add constraint loose foreign key (book_id, tenant_id) references ledger.book (id, tenant_id) not valid`,
    'alter table ledger.page drop constraint loose',
    'ledger.page has a foreign key that does not begin with tenant_id',
  ],
  [
    'a view that reads as its owner',
    'create view notes.all_notes as select * from notes.note',
    'drop view notes.all_notes',
    'notes.all_notes is a view that reads past row level security',
  ],
  [
    'a materialized view',
    'create materialized view notes.copied as select * from notes.note',
    'drop materialized view notes.copied',
    'notes.copied is a view that reads past row level security',
  ],
  [
    'settings that plugins may make',
    'grant execute on function pg_catalog.set_config(text, text, boolean) to public',
    'revoke execute on function pg_catalog.set_config(text, text, boolean) from public',
    'cos_plugins may call set_config(text,text,boolean)',
  ],
  [
    'locks of the session that plugins may take',
    'grant execute on function pg_advisory_lock(bigint) to cos_plugins',
    'revoke execute on function pg_advisory_lock(bigint) from cos_plugins',
    'cos_plugins may call pg_advisory_lock(bigint)',
  ],
];

describe.skipIf(requireServer('postgres') === undefined)('a host does not serve with', () => {
  /** its own: roles belong to the whole server, and other suites would refuse to serve too */
  let server: PostgresServer;
  let opened: OpenedDatabase;
  beforeAll(async () => {
    server = await startPostgres({ fsync: false });
    opened = await freshPostgres(server.adminUrl);
    await migrateAll(opened.database, plugins);
  });
  afterAll(async () => {
    await opened?.drop();
    await server?.stop();
  });

  it('nothing wrong found while all walls stand', async () => {
    await expect(checkWalls(opened.database, plugins)).resolves.toBeUndefined();
  });

  it.each(sabotage)('%s', async (_what, down, up, finding) => {
    const { database } = opened;
    if (finding.includes('foreign key'))
      await database.asOwner((owner) =>
        owner.query('alter table ledger.book add constraint turned unique (id, tenant_id)'),
      );
    await database.asOwner((owner) => owner.query(down));
    const refusal = await checkWalls(database, plugins).then(
      () => 'served',
      (error: Error) => error.message,
    );
    await database.asOwner((owner) => owner.query(up));
    await database.asOwner((owner) =>
      owner.query('alter table ledger.book drop constraint if exists turned'),
    );
    expect(refusal).toContain('the database does not isolate tenants');
    expect(refusal).toContain(finding);
    await expect(checkWalls(database, plugins)).resolves.toBeUndefined();
  });

  it.each([
    ['a superuser', 'postgres', `"postgres"|postgres is a superuser`],
    [
      'one that row level security does not bind',
      BYPASS_LOGIN,
      `${BYPASS_LOGIN} bypasses row level security`,
    ],
  ])('the login of %s', async (_what, login, finding) => {
    const { urls } = opened;
    const admin = new pg.Client({ connectionString: urls!.ownerUrl });
    await admin.connect();
    await admin.query(`do $$ begin create role ${BYPASS_LOGIN} login noinherit bypassrls;
      exception when duplicate_object or unique_violation then null; end $$;
      grant execute on function pg_catalog.set_config(text, text, boolean) to ${BYPASS_LOGIN}`);
    await admin.end();
    const address = new URL(urls!.url);
    address.username = login;
    const database = postgresDatabase({ url: address.href, pool: 2 });
    try {
      await expect(checkWalls(database, plugins)).rejects.toThrow(new RegExp(finding));
    } finally {
      await database.close();
    }
  });

  it('a role that the login may become and that row level security does not bind', async () => {
    const admin = new pg.Client({ connectionString: opened.urls!.ownerUrl });
    await admin.connect();
    const role = `cos_leak_${process.pid}`;
    try {
      await admin.query(`create role ${role} bypassrls; grant ${role} to cos_login`);
      await expect(checkWalls(opened.database, plugins)).rejects.toThrow(
        `${role} bypasses row level security`,
      );
    } finally {
      await admin.query(`drop role if exists ${role}`);
      await admin.end();
    }
  });
});
