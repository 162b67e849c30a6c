import type { PluginsFolder } from '@compliance-os/core/host';
import { nameOf } from '@compliance-os/core/package';
import { readPackages } from '../../installation/candidate.ts';

/** Prints what is installed, from whom, and whether it would run. */
export const listPlugins = async (folder: PluginsFolder): Promise<number> => {
  const { packages, builtIn } = await readPackages(folder);
  for (const [id, version] of builtIn.plugins)
    console.log(`${`${id}@${version}`.padEnd(32)} part of the portal`);
  for (const item of packages) {
    const by = item.signer ? `signed by ${item.signer.name}` : 'UNSIGNED';
    const state = item.findings.length === 0 ? by : 'REFUSED: "compliance-os plugin doctor" says why';
    console.log(`${nameOf(item).padEnd(32)} ${state}`);
  }
  return 0;
};
