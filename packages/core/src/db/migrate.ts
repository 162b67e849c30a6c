import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import type { Migration } from './migration.ts';
import { createBuilder, type OwnerQueries } from './migration-builder.ts';
import { letPurge } from './let-purge.ts';
import { recapture } from './recapture.ts';
import { within } from '../context/within.ts';
import { closePublicPrivileges } from './privileges.ts';
import { createRole, grantRole, identifier, pluginRole, pluginSchema, revokeRole, ROLES } from './roles.ts';

/** What has to be migrated, in an order in which every plugin comes after those it requires. */
export interface MigrationSource {
  readonly plugin: string;
  /** folder of `NNNN_name` modules; none for a plugin without tables */
  readonly migrations: URL | undefined;
  /** gives the migration of a file of that folder; importing it, where nothing is said */
  readonly load?: (file: URL) => Promise<Migration>;
}

const imported = async (file: URL): Promise<Migration> =>
  ((await import(file.href)) as { default: Migration }).default;

/** How long migrations may take, in milliseconds. One that takes longer counts as failed. */
export interface MigrationLimits {
  /** each */
  readonly limitMs: number;
  /** all together: what is left when it is over counts as failed, what needs nothing does not */
  readonly totalMs?: number;
}

export interface MigrateOptions extends MigrationLimits {
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
  limitMs,
  totalMs = Number.POSITIVE_INFINITY,
  onApplied,
}: MigrateOptions): Promise<readonly MigrationFailure[]> => {
  const failures: MigrationFailure[] = [];
  const endsAt = performance.now() + totalMs;
  const timeFor = (): number => Math.ceil(Math.min(limitMs, endsAt - performance.now()));
  await owner.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    await bootstrap(owner, login);
    for (const source of sources) {
      const failure = await migratePlugin(owner, login, source, timeFor, onApplied);
      if (failure) failures.push(failure);
    }
  } finally {
    await owner.query('reset search_path; reset statement_timeout');
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
    ${closePublicPrivileges(login)}
  `);
  if (login === undefined) return;
  await owner.query(`
    do $$ begin
      if (select rolinherit from pg_roles where rolname = '${identifier(login)}') then
        alter role ${login} noinherit;
      end if;
    end $$`);
  for (const role of LOGIN_ROLES) await owner.query(grantRole(role, login));
  await owner.query(revokeRole(ROLES.sealer, login));
};

/** What the application may become. Sealing will sign in as somebody else. */
const LOGIN_ROLES = Object.values(ROLES).filter((role) => role !== ROLES.sealer);

const migratePlugin = async (
  owner: pg.ClientBase,
  login: string | undefined,
  { plugin, migrations, load = imported }: MigrationSource,
  timeFor: () => number,
  onApplied: MigrateOptions['onApplied'],
): Promise<MigrationFailure | undefined> => {
  let name = 'schema';
  try {
    const role = pluginRole(plugin);
    const schema = pluginSchema(plugin);
    await owner.query(createRole(role));
    await owner.query(grantRole(ROLES.plugins, role));
    if (login !== undefined) await owner.query(grantRole(role, login));
    if (!migrations) return undefined;
    await owner.query(
      `create schema if not exists ${identifier(schema)}; grant usage on schema ${schema} to ${role}`,
    );
    const applied = await appliedOf(owner, plugin);
    for (name of await migrationNames(migrations)) {
      if (applied.has(name.replace(/\.[jt]s$/, ''))) continue;
      const limitMs = timeFor();
      if (limitMs <= 0) throw new Error('there was no time left for it');
      await owner.query(`set statement_timeout to ${limitMs}`);
      await within(limitMs, 'it', ({ expired }) =>
        apply(
          owner,
          { plugin, schema, role, embedded: login === undefined, expired, load },
          name,
          migrations,
        ),
      );
      onApplied?.(plugin, name);
    }
    name = 'capture';
    await recapture(owner, schema);
    if (plugin !== 'core') await letPurge(owner, schema);
    return undefined;
  } catch (error) {
    // Where it took too long, its transaction is still open.
    await owner.query('rollback');
    return { plugin, name, error: error instanceof Error ? error : new Error(String(error)) };
  }
};

const appliedOf = async (owner: pg.ClientBase, plugin: string): Promise<ReadonlySet<string>> => {
  const { rows } = await owner.query<{ name: string }>('select name from core.migration where plugin = $1', [
    plugin,
  ]);
  return new Set(rows.map((row) => row.name));
};

/** `.ts` where the source runs, `.js` in a build; declaration files and source maps are neither. */
export const migrationNames = async (folder: URL): Promise<readonly string[]> =>
  (await readdir(fileURLToPath(folder)))
    .filter((name) => /^\d{4}_[a-z0-9-_]+\.(ts|js)$/.test(name))
    .toSorted();

interface Target {
  readonly plugin: string;
  readonly schema: string;
  readonly role: string;
  readonly embedded: boolean;
  /** aborted when the migration has taken too long */
  readonly expired: AbortSignal;
  readonly load: (file: URL) => Promise<Migration>;
}

const apply = async (owner: pg.ClientBase, target: Target, file: string, folder: URL): Promise<void> => {
  const { plugin, schema, expired } = target;
  const timed = whileInTime(owner, expired);
  const { up, breaking = false, transaction = true } = await target.load(new URL(file, folder));
  const name = file.replace(/\.[jt]s$/, '');
  if (transaction) await timed.query('begin');
  await timed.query(`set ${transaction ? 'local ' : ''}search_path to ${schema}, core, public`);
  await up(createBuilder(timed, target));
  await recapture(timed, schema);
  await timed.query('insert into core.migration (plugin, name, breaking) values ($1, $2, $3)', [
    plugin,
    name,
    breaking,
  ]);
  if (transaction) await timed.query('commit');
};

/** The connection, until the time is over: a migration that goes on all the same would write into the next one. */
const whileInTime = (owner: pg.ClientBase, expired: AbortSignal): OwnerQueries => ({
  query: ((text: string, values?: unknown[]) => {
    expired.throwIfAborted();
    return owner.query(text, values);
  }) as OwnerQueries['query'],
});
