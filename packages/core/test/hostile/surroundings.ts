import type { TestHost } from '../../src/testing/index.ts';

/** What other tenants have, and what the connections carry: an attack must not change either. */
export interface Surroundings {
  readonly foreignRows: string;
  readonly connection: string;
}

const FOREIGN_ROWS = `
  select md5(coalesce(string_agg(row, '|' order by row), '')) as sum from (
    select n::text as row from notes.note n where tenant_id = $1
    union all select b::text from ledger.book b where tenant_id = $1
    union all select p::text from ledger.page p where tenant_id = $1
    union all select o::text from core.audit_outbox o where tenant_id = $1
    union all select j::text from core.job j where tenant_id = $1
    union all select l.oid::text from pg_largeobject_metadata l
    union all select c.oid::regclass::text from pg_class c where relname in ('stolen', 'mine', 't')
  ) rows`;

const CONNECTION = `
  select json_build_object(
    'users', array[current_user::text, session_user::text],
    'scope', array[current_setting('app.tenant', true), current_setting('app.actor', true), current_setting('app.act', true)],
    'settings', (select json_agg(name || '=' || setting order by name) from pg_settings where source = 'session' and name !~ '^app\\.'),
    'locks', (select count(*) from pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())),
    'cursors', (select count(*) from pg_cursors),
    'prepared', (select count(*) from pg_prepared_statements where from_sql),
    'temporary', (select count(*) from pg_class where relpersistence = 't')
  )::text as state`;

export const surroundings = async (t: TestHost<'a' | 'b'>): Promise<Surroundings> => {
  const [rows] = await t.sql<{ sum: string }>(FOREIGN_ROWS, [t.tenants.b]);
  const state = await t.database.pool.query<{ state: string }>(CONNECTION);
  return { foreignRows: rows!.sum, connection: state.rows[0]!.state };
};
