import { describeFinding, type PluginsFolder } from '@compliance-os/core/host';
import { nameOf } from '@compliance-os/core/package';
import { readPackages } from '../../installation/candidate.ts';

/** Checks every file, signature, revocation and version range again. @returns 1 where something would not run */
export const doctorPlugins = async (folder: PluginsFolder): Promise<number> => {
  const { packages } = await readPackages(folder);
  if (folder.allowUnsigned)
    console.log('WARNING  PLUGINS_ALLOW_UNSIGNED is on: code that nobody stands for is run');
  for (const item of packages) {
    console.log(`${item.findings.length === 0 ? 'ok      ' : 'REFUSED '} ${nameOf(item)}`);
    for (const finding of item.findings) console.log(`           ${describeFinding(finding)}`);
  }
  if (packages.length === 0) console.log(`Nothing is installed in ${folder.folder}.`);
  return packages.some(({ findings }) => findings.length > 0) ? 1 : 0;
};
