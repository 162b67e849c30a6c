import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import type { Migration } from './migration.ts';
import { createBuilder } from './migration-builder.ts';
import { recapture } from './recapture.ts';
import { createRole, identifier, pluginRole, pluginSchema, ROLES } from './roles.ts';

/** What has to be migrated, in an order in which every plugin comes after those it requires. */
export interface MigrationSource {
  readonly plugin: string;
  /** folder of `NNNN_name` modules; none for a plugin without tables */
  readonly migrations: URL | undefined;
}

export interface MigrateOptions {
  /** connection of the owner of all schemas */
  readonly owner: pg.ClientBase;
  /** role that the application signs in with; on the embedded database there is none of its own */
  readonly login: string | undefined;
  readonly sources: readonly MigrationSource[];
  readonly onApplied?: (plugin: string, name: string) => void;
}

export interface MigrationFailure {
  readonly plugin: string;
  readonly name: string;
  readonly error: Error;
}

/** One number for all who migrate one database. */
const LOCK = 5_021_947_312;

/**
 * Brings every plugin's schema up to date, each migration in a transaction of its own unless it says otherwise.
 * Several processes may start at once: one migrates, the others wait and find nothing to do. A plugin whose
 * migration fails is reported and the others go on.
 */
export const migrate = async ({
  owner,
  login,
  sources,
  onApplied,
}: MigrateOptions): Promise<readonly MigrationFailure[]> => {
  const failures: MigrationFailure[] = [];
  await owner.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    await bootstrap(owner, login);
    for (const source of sources) {
      const failure = await migratePlugin(owner, login, source, onApplied);
      if (failure) failures.push(failure);
    }
  } finally {
    await owner.query('reset search_path');
    await owner.query('select pg_advisory_unlock($1)', [LOCK]);
  }
  return failures;
};

const bootstrap = async (owner: pg.ClientBase, login: string | undefined): Promise<void> => {
  for (const role of Object.values(ROLES)) await owner.query(createRole(role));
  await owner.query(`
    create schema if not exists core;
    grant usage on schema core to public;
    create extension if not exists pg_trgm with schema public;
    create extension if not exists btree_gist with schema public;
    create table if not exists core.migration (
      plugin text not null, name text not null, breaking boolean not null default false,
      applied_at timestamptz not null default clock_timestamp(), primary key (plugin, name)
    );
    grant select on core.migration to public;
    revoke create on schema public from public;
  `);
  if (login === undefined) return;
  await owner.query(`
    do $$ begin execute format('revoke temporary, create on database %I from public', current_database()); end $$;
    revoke execute on function pg_catalog.set_config(text, text, boolean) from public;
    grant execute on function pg_catalog.set_config(text, text, boolean) to ${identifier(login)};
    revoke update on pg_catalog.pg_settings from public;
    alter role ${identifier(login)} noinherit;
    grant ${Object.values(ROLES).join(', ')} to ${identifier(login)};
  `);
};

const migratePlugin = async (
  owner: pg.ClientBase,
  login: string | undefined,
  { plugin, migrations }: MigrationSource,
  onApplied: MigrateOptions['onApplied'],
): Promise<MigrationFailure | undefined> => {
  const role = pluginRole(plugin);
  const schema = pluginSchema(plugin);
  await owner.query(createRole(role));
  await owner.query(`grant ${ROLES.plugins} to ${role}`);
  if (login !== undefined) await owner.query(`grant ${role} to ${identifier(login)}`);
  if (!migrations) return undefined;
  await owner.query(
    `create schema if not exists ${identifier(schema)}; grant usage on schema ${schema} to ${role}`,
  );

  const applied = new Set(
    (
      await owner.query<{ name: string }>('select name from core.migration where plugin = $1', [plugin])
    ).rows.map((row) => row.name),
  );
  for (const name of await migrationNames(migrations)) {
    if (applied.has(name.replace(/\.[jt]s$/, ''))) continue;
    try {
      await apply(owner, plugin, schema, role, name, migrations, login === undefined);
      onApplied?.(plugin, name);
    } catch (error) {
      return { plugin, name, error: error instanceof Error ? error : new Error(String(error)) };
    }
  }
  return undefined;
};

/** `.ts` where the source runs, `.js` in a build; declaration files and source maps are neither. */
const migrationNames = async (folder: URL): Promise<readonly string[]> =>
  (await readdir(fileURLToPath(folder)))
    .filter((name) => /^\d{4}_[a-z0-9-_]+\.(ts|js)$/.test(name))
    .toSorted();

const apply = async (
  owner: pg.ClientBase,
  plugin: string,
  schema: string,
  role: string,
  file: string,
  folder: URL,
  embedded: boolean,
): Promise<void> => {
  const loaded = (await import(new URL(file, folder).href)) as { default: Migration };
  const { up, breaking = false, transaction = true } = loaded.default;
  const name = file.replace(/\.[jt]s$/, '');
  if (transaction) await owner.query('begin');
  try {
    await owner.query(`set ${transaction ? 'local ' : ''}search_path to ${schema}, core, public`);
    await up(createBuilder(owner, { schema, role, embedded }));
    await recapture(owner, schema);
    await owner.query('insert into core.migration (plugin, name, breaking) values ($1, $2, $3)', [
      plugin,
      name,
      breaking,
    ]);
    if (transaction) await owner.query('commit');
  } catch (error) {
    if (transaction) await owner.query('rollback');
    throw error;
  }
};
