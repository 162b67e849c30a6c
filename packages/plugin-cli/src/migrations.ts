import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Migration, PluginManifest } from '@compliance-os/core';
import { bundle } from './bundle.ts';
import { BuildFailed } from './problem.ts';
import type { Project } from './project.ts';

export interface BuiltMigrations {
  /** names of those after which an older version cannot run */
  readonly breaking: readonly string[];
  /** tables that they make */
  readonly tables: readonly string[];
  readonly shared: readonly string[];
}

const NONE: BuiltMigrations = { breaking: [], tables: [], shared: [] };
const FILE = /^\d{4}_[a-z0-9-_]+\.(ts|js)$/;

/**
 * Bundles each migration into a file of its own.
 * @param manifest as imported from `built`
 * @param built `server/plugin.js` of the package in the making
 */
export const buildMigrations = async (
  project: Project,
  { data }: PluginManifest,
  built: string,
): Promise<BuiltMigrations> => {
  if (!data) return NONE;
  // The manifest names the folder from where it stands: in the sources that is beside the entry.
  const named = path.relative(path.dirname(built), fileURLToPath(data.migrations));
  const source = path.resolve(path.dirname(project.entry), named);
  if (!existsSync(source))
    throw new BuildFailed(
      `data.migrations: expected a folder of NNNN_name.ts files at ${source}, found none; name it in ${project.entry} itself`,
    );
  const files = readdirSync(source)
    .filter((file) => FILE.test(file))
    .toSorted();
  const out = path.join(path.dirname(built), 'migrations');
  const breaking: string[] = [];
  const tables = new Set<string>();
  const shared = new Set<string>();
  for (const file of files) {
    const name = file.replace(/\.[jt]s$/, '');
    const target = path.join(out, `${name}.js`);
    for (const specifier of await bundle(project, path.join(source, file), target)) shared.add(specifier);
    const { default: migration } = (await import(pathToFileURL(target).href)) as { default?: Migration };
    if (typeof migration?.up !== 'function')
      throw new BuildFailed(
        `${path.join(source, file)}: expected a default export of migration(…), received ${typeof migration}`,
      );
    if (migration.breaking) breaking.push(name);
    for (const table of await tablesOf(migration)) tables.add(table);
  }
  return { breaking, tables: [...tables], shared: [...shared] };
};

/** What a migration makes by `tenantTable`, told by a builder that only listens. */
const tablesOf = async (migration: Migration): Promise<readonly string[]> => {
  const tables: string[] = [];
  await migration.up({
    schema: 'plugin',
    role: 'plugin',
    embedded: false,
    tenantTable: async (name) => {
      tables.push(name);
    },
    sql: async () => {},
  });
  return tables;
};
