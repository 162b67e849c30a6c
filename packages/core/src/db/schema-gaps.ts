import type pg from 'pg';
import { migrationNames, type MigrationSource } from './migrate.ts';

/** Where a plugin's schema and its code do not belong together. */
export interface SchemaGap {
  readonly plugin: string;
  /** migrations of the code that the database has not had */
  readonly lacks: readonly string[];
  /** breaking migrations of the database that the code does not know: a newer release made them */
  readonly breaking: readonly string[];
}

/** Thrown, or the reason of a quarantine, where a schema does not fit the code that would run on it. */
export class SchemaMismatch extends Error {
  readonly code = 'SCHEMA_MISMATCH';

  constructor({ plugin, lacks, breaking }: SchemaGap) {
    super(
      breaking.length > 0
        ? `the schema of "${plugin}" is newer than this release: ${breaking.join(', ')} broke with what it knows; install the release that made it`
        : `the schema of "${plugin}" lacks ${lacks.join(', ')}: run "compliance-os migrate"`,
    );
  }
}

/** Compares what the database has had with what the code brings. */
export const schemaGaps = async (
  client: pg.ClientBase,
  sources: readonly MigrationSource[],
): Promise<readonly SchemaGap[]> => {
  const applied = await appliedMigrations(client);
  const gaps = await Promise.all(
    sources.map(async ({ plugin, migrations }): Promise<SchemaGap> => {
      const had = applied.filter((row) => row.plugin === plugin);
      const known = migrations ? (await migrationNames(migrations)).map(withoutEnding) : [];
      return {
        plugin,
        lacks: known.filter((name) => !had.some((row) => row.name === name)),
        breaking: had.filter((row) => row.breaking && !known.includes(row.name)).map(({ name }) => name),
      };
    }),
  );
  return gaps.filter(({ lacks, breaking }) => lacks.length > 0 || breaking.length > 0);
};

interface Applied {
  readonly plugin: string;
  readonly name: string;
  readonly breaking: boolean;
}

const appliedMigrations = async (client: pg.ClientBase): Promise<readonly Applied[]> => {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('core.migration') is not null as there`,
  );
  if (!rows[0]!.there) return [];
  return (await client.query<Applied>('select plugin, name, breaking from core.migration order by name'))
    .rows;
};

const withoutEnding = (file: string): string => file.replace(/\.[jt]s$/, '');
