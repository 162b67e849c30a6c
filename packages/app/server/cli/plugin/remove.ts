import { uninstall, type PluginsFolder } from '@compliance-os/core/host';
import { nameOf } from '@compliance-os/core/package';
import { readPackages } from '../../installation/candidate.ts';
import type { PluginArgs } from '../plugin.ts';
import { confirm } from './confirm.ts';

/** Takes a plugin out of what runs after the next start. Its data stays. @returns 1 where it cannot go */
export const removePlugin = async (
  folder: PluginsFolder,
  { words, dryRun, yes }: PluginArgs,
): Promise<number> => {
  const id = words[0]!;
  const { packages } = await readPackages(folder);
  const found = packages.find((item) => item.id === id);
  if (!found) {
    console.error(
      `plugin "${id}": expected an installed plugin (${packages.map((item) => item.id).join(', ') || 'there is none'})`,
    );
    return 1;
  }
  const dependants = packages.filter(({ manifest }) => manifest?.requires[id] !== undefined).map(nameOf);
  if (dependants.length > 0) {
    console.error(`plugin "${id}": ${dependants.join(', ')} needs it: remove that first`);
    return 1;
  }
  console.log(
    `${nameOf(found)} will not run after the next start: its pages, jobs and masters are gone for every tenant. ` +
      'Its data stays in the database, and its files in the plugins folder, which a running portal may still use.',
  );
  if (dryRun) return 0;
  if (!(await confirm(`Remove ${nameOf(found)}?`, yes))) {
    console.log('Nothing was changed.');
    return 1;
  }
  await uninstall(folder.folder, id);
  console.log(`${nameOf(found)} is removed.`);
  return 0;
};
