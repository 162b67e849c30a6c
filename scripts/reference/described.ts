import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Migration, PluginManifest } from '@compliance-os/core';
import { mastersPoint, type MastersContribution } from '@compliance-os/compliance';
import type { Described } from './page.ts';

/** What migrations make by `tenantTable`, told to a builder that only listens. */
const tablesOf = async ({ id, data }: PluginManifest): Promise<Described['tables']> => {
  if (!data) return [];
  const folder = fileURLToPath(data.migrations);
  const tables: Described['tables'][number][] = [];
  for (const file of readdirSync(folder).toSorted()) {
    const { default: migration } = (await import(pathToFileURL(path.join(folder, file)).href)) as {
      default: Migration;
    };
    await migration.up({
      schema: id,
      role: id,
      embedded: false,
      tenantTable: async (name, { audit }) => {
        tables.push({ name, audit });
      },
      sql: async () => {},
    });
  }
  return tables;
};

export const describedBy = async (manifest: PluginManifest): Promise<Described> => {
  const contributions = (manifest.contributes ?? []).filter(({ point }) => point.id === mastersPoint.id);
  const values = await Promise.all(
    contributions.map(async ({ load }) => (await load()).default as MastersContribution),
  );
  return {
    manifest,
    tables: await tablesOf(manifest),
    masters: values.flatMap(({ masters }) => masters),
  };
};
