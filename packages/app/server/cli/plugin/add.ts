import { describeFinding, installPackage, type PluginsFolder } from '@compliance-os/core/host';
import { nameOf } from '@compliance-os/core/package';
import { describePackage } from '../../installation/describe.ts';
import { readCandidate } from '../../installation/candidate.ts';
import type { PluginArgs } from '../plugin.ts';
import { confirm } from './confirm.ts';

/** Shows what a package is and may do, checks it, and places it for the next start. @returns 1 where it is refused */
export const addPlugin = async (
  folder: PluginsFolder,
  { words, dryRun, yes }: PluginArgs,
): Promise<number> => {
  const { files, manifest, signer, before, findings } = await readCandidate(words[0]!, folder);
  if (manifest) console.log(describePackage(manifest, files, signer, before).join('\n'));
  if (!manifest || findings.length > 0) {
    for (const finding of findings) console.error(describeFinding(finding));
    console.error('Nothing was changed.');
    return 1;
  }
  if (!signer)
    console.error(
      `WARNING: NOBODY HAS SIGNED ${nameOf(manifest)}, and PLUGINS_ALLOW_UNSIGNED is on: it would be run all the same.`,
    );
  if (dryRun) {
    console.log('It could be installed. Nothing was changed.');
    return 0;
  }
  if (!(await confirm(`Install ${nameOf(manifest)}?`, yes))) {
    console.log('Nothing was changed.');
    return 1;
  }
  await installPackage(folder.folder, manifest, files, new Date());
  console.log(
    `${nameOf(manifest)} is installed in ${folder.folder}. It runs after the next start of the portal; ` +
      'in production, run "compliance-os migrate" before that.',
  );
  return 0;
};
