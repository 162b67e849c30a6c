import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { migrationNames } from '../../db/migrate.ts';
import type { PluginManifest } from '../../plugin/manifest.ts';
import { messageOf, type Findings } from './findings.ts';

const PATH = 'data.migrations';
/** What a compiler puts beside a module. */
const BESIDE_MODULES = /\.d\.ts$|\.map$/;

/** The folder of migrations can be read, its names say one order, and each module holds a migration. */
export const checkMigrations = async ({ data }: PluginManifest, findings: Findings): Promise<void> => {
  if (!data) return;
  try {
    const names = await migrationNames(data.migrations);
    const files = (await readdir(fileURLToPath(data.migrations))).filter(
      (name) => !BESIDE_MODULES.test(name),
    );
    for (const name of files.filter((file) => !names.includes(file)).toSorted())
      findings.add(PATH, 'names such as 0001_note.ts', name, 'the host runs no other');
    for (const [index, name] of names.entries())
      if (name.slice(0, 4) === names[index - 1]?.slice(0, 4))
        findings.add(PATH, 'a number of its own for each migration', `${names[index - 1]} and ${name}`);
    for (const name of names) await checkModule(new URL(name, data.migrations), name, findings);
  } catch (error) {
    findings.add(PATH, 'a folder of migrations', messageOf(error));
  }
};

const checkModule = async (module: URL, name: string, findings: Findings): Promise<void> => {
  try {
    const { default: migration } = (await import(module.href)) as { default?: { readonly up?: unknown } };
    if (typeof migration?.up !== 'function')
      findings.add(
        `${PATH} ${name}`,
        'a migration as default export',
        typeof migration,
        'export default migration(…)',
      );
  } catch (error) {
    findings.add(`${PATH} ${name}`, 'a module that can be loaded', messageOf(error));
  }
};
