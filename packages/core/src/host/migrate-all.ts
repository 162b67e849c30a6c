import { checkCatalogue, type CatalogueFinding } from '../db/catalogue.ts';
import { migrate, type MigrationFailure, type MigrationLimits, type MigrationSource } from '../db/migrate.ts';
import type { Database } from '../db/open.ts';
import { pluginSchema } from '../db/roles.ts';
import { schemaGaps, type SchemaGap } from '../db/schema-gaps.ts';
import { processOf } from '../isolation/isolated-manifest.ts';
import { isolatedMigration } from '../isolation/isolated-migration.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import { startOrder } from '../plugin/order.ts';
import { MIGRATE_BY_COMMAND_MS } from './timing.ts';

/**
 * Brings the schemas of core and all plugins up to date. Needs the owner's connection.
 * @param limits a quarter of an hour for one migration and none for all, unless said otherwise
 */
export const migrateAll = async (
  database: Database,
  manifests: readonly PluginManifest[],
  onApplied?: (plugin: string, name: string) => void,
  limits: MigrationLimits = { limitMs: MIGRATE_BY_COMMAND_MS },
): Promise<readonly MigrationFailure[]> => {
  const sources = sourcesOf(startOrder(manifests).ordered);
  return database.asOwner((owner) =>
    migrate({ owner, login: database.login, sources, ...limits, ...(onApplied ? { onApplied } : {}) }),
  );
};

const sourcesOf = (manifests: readonly PluginManifest[]): readonly MigrationSource[] =>
  manifests.map((manifest) => {
    const isolated = processOf(manifest);
    return {
      plugin: manifest.id,
      migrations: manifest.data?.migrations,
      ...(isolated ? { load: (file: URL) => isolatedMigration(isolated, file) } : {}),
    };
  });

/** Plugins whose code and schema do not belong together: a migration is missing, or a newer release has been here. */
export const findSchemaGaps = async (
  database: Database,
  manifests: readonly PluginManifest[],
): Promise<readonly SchemaGap[]> => {
  const client = await database.pool.connect();
  try {
    return await schemaGaps(client, sourcesOf(manifests));
  } finally {
    client.release();
  }
};

/** Walls that do not stand; a host that finds one does not serve. */
export class WallsDown extends Error {
  readonly code = 'WALLS_DOWN';

  constructor(findings: readonly CatalogueFinding[]) {
    super(
      `the database does not isolate tenants:\n${findings.map(({ relation, problem }) => `  - ${relation} ${problem}`).join('\n')}`,
    );
  }
}

/** @throws WallsDown with everything that is missing */
export const checkWalls = async (database: Database, manifests: readonly PluginManifest[]): Promise<void> => {
  const schemas = manifests.filter(({ data }) => data).map(({ id }) => pluginSchema(id));
  const client = await database.pool.connect();
  try {
    const findings = await checkCatalogue(client, schemas, database.kind === 'postgres' ? client : undefined);
    if (findings.length > 0) throw new WallsDown(findings);
  } finally {
    client.release();
  }
};
