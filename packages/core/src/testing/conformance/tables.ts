import type pg from 'pg';
import { checkCatalogue } from '../../db/catalogue.ts';
import type { Database } from '../../db/open.ts';
import { pluginSchema } from '../../db/roles.ts';
import { corePlugin } from '../../host/core-plugin.ts';
import { migrateAll } from '../../host/migrate-all.ts';
import type { PluginManifest } from '../../plugin/manifest.ts';
import type { Findings } from './findings.ts';

/** Tables of the schema that are everybody's, or whose rows may belong to nobody. */
const WITHOUT_TENANT = `
  select n.nspname || '.' || c.relname as relation,
         case when a.attname is null then 'has no tenant_id' else 'lets tenant_id be null' end as problem
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  left join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
  where c.relkind in ('r', 'p') and n.nspname = $1 and (a.attname is null or not a.attnotnull)
  order by 1`;

/** Foreign keys out of the schema that lead to anything but core's tenants, entities and people. */
const FOREIGN_KEYS = `
  select k.conrelid::regclass::text as relation, k.confrelid::regclass::text as target
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
  where k.contype = 'f' and c.relnamespace = $1::regnamespace and t.relnamespace <> c.relnamespace
    and not (t.relnamespace = 'core'::regnamespace and t.relname in ('tenant', 'entity', 'person'))
  order by 1, 2`;

/** Everything that migrations make in a schema, as one text. */
const SHAPE = `
  select coalesce(string_agg(line, E'\\n' order by line), '') as shape from (
    select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') as line
      from information_schema.columns where table_schema = $1
    union all select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = $1::regnamespace
    union all select indexdef from pg_indexes where schemaname = $1
    union all select tablename || ' ' || policyname || ' ' || coalesce(qual, '') || ' ' || coalesce(with_check, '') from pg_policies where schemaname = $1
    union all select tgrelid::regclass || ' ' || tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace = $1::regnamespace and not tgisinternal
    union all select name from core.migration where plugin = $1
  ) lines`;

const asked = async <R extends object>(owner: pg.ClientBase, text: string, schema: string): Promise<R[]> =>
  (await owner.query(text, [schema])).rows as R[];

/**
 * Migrates a fresh database and looks at what stands there.
 * @returns whether a host can start on it
 */
export const checkTables = async (
  database: Database,
  plugin: PluginManifest,
  required: readonly PluginManifest[],
  findings: Findings,
): Promise<boolean> => {
  const failures = await migrateAll(database, [corePlugin, ...required, plugin]);
  for (const { plugin: id, name, error } of failures)
    findings.take({
      plugin: id,
      path: `data.migrations ${name}`,
      expected: 'a migration that runs on an empty schema',
      received: error.message,
    });
  if (failures.length > 0) return false;
  const schema = pluginSchema(plugin.id);
  if (!plugin.data) return true;
  return database.asOwner(async (owner) => {
    const walls = (await checkCatalogue(owner, [schema], undefined)).filter(({ relation }) =>
      relation.startsWith(`${schema}.`),
    );
    const shared = await asked<{ relation: string; problem: string }>(owner, WITHOUT_TENANT, schema);
    for (const { relation, problem } of [...walls, ...shared])
      findings.add(
        'data.migrations',
        'tables that keep tenants apart and are audited',
        `${relation} ${problem}`,
        'make it with m.tenantTable',
      );
    for (const { relation, target } of await asked<{ relation: string; target: string }>(
      owner,
      FOREIGN_KEYS,
      schema,
    ))
      findings.add(
        'data.migrations',
        'foreign keys to its own tables and to tenants, entities and people of core',
        `${relation} to ${target}`,
        'keep the id, and ask the owner through its service',
      );
    return walls.length === 0;
  });
};

/** Migrations that ran find nothing to do, and leave the schema as it is. */
export const checkMigratedTwice = async (
  database: Database,
  plugin: PluginManifest,
  required: readonly PluginManifest[],
  findings: Findings,
): Promise<void> => {
  if (!plugin.data) return;
  const shape = (): Promise<string> =>
    database.asOwner(
      async (owner) => (await asked<{ shape: string }>(owner, SHAPE, pluginSchema(plugin.id)))[0]!.shape,
    );
  const before = await shape();
  const again: string[] = [];
  const failures = await migrateAll(database, [corePlugin, ...required, plugin], (id, name) => {
    if (id === plugin.id) again.push(name);
  });
  const wrong = [
    ...again.map((name) => `${name} ran again`),
    ...failures.map(({ name, error }) => `${name} failed: ${error.message}`),
  ];
  if (wrong.length === 0 && (await shape()) !== before) wrong.push('another schema than before');
  for (const received of wrong)
    findings.add('data.migrations', 'a second migration that changes nothing', received);
};
