import { identifier } from './roles.ts';

/**
 * Functions that PostgreSQL lets everybody call and that plugins may not: they set what row level security reads,
 * run SQL given as text, leave something on a connection that other tenants use, or keep data outside all tables.
 */
const CLOSED = [
  'set_config',
  'setseed',
  'set_limit', // of pg_trgm: a setting of the session
  'query_to_xml',
  'query_to_xmlschema',
  'query_to_xml_and_xmlschema',
  'cursor_to_xml',
  'cursor_to_xmlschema',
  'ts_stat',
  'ts_rewrite',
  'pg_notify',
  'pg_export_snapshot',
  'pg_logical_emit_message',
  'pg_advisory_lock',
  'pg_advisory_lock_shared',
  'pg_try_advisory_lock',
  'pg_try_advisory_lock_shared',
  'pg_advisory_unlock',
  'pg_advisory_unlock_shared',
  'pg_advisory_unlock_all',
  'lo_creat',
  'lo_create',
  'lo_from_bytea',
  'lo_open',
  'lo_close',
  'lo_get',
  'lo_put',
  'lo_unlink',
  'lo_truncate',
  'lo_truncate64',
  'lo_lseek',
  'lo_lseek64',
  'lo_tell',
  'lo_tell64',
  'loread',
  'lowrite',
];

/** Rows `f`: the functions above, wherever an extension put them. */
export const CLOSED_FUNCTIONS = `
  select p.oid::regprocedure::text as f from pg_proc p
  where p.pronamespace in ('pg_catalog'::regnamespace, 'public'::regnamespace)
    and p.proname in (${CLOSED.map((name) => `'${name}'`).join(', ')})`;

/**
 * Takes from everybody what PostgreSQL gives everybody and plugins must not have.
 * @param login who keeps it: the role that the application signs in with; the embedded database has none of its own
 */
export const closePublicPrivileges = (login: string | undefined): string => `
  revoke create on schema public from public;
  revoke update on pg_catalog.pg_settings from public;
  do $$
  declare f text;
  begin
    execute format('revoke temporary, create on database %I from public', current_database());
    for f in ${CLOSED_FUNCTIONS} loop
      execute 'revoke execute on function ' || f || ' from public';
      ${login === undefined ? '' : `execute 'grant execute on function ' || f || ' to ${identifier(login)}';`}
    end loop;
  end $$;`;
