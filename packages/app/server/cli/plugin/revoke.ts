import { readTrust, writeTrust, type PluginsFolder } from '@compliance-os/core/host';
import { nameOf, withoutKey, withoutVersion, type Trust } from '@compliance-os/core/package';
import { readPackages } from '../../installation/candidate.ts';
import type { PluginArgs } from '../plugin.ts';
import { UsageError } from '../usage.ts';

const after = (before: Trust, words: readonly string[], at: Date): Trust => {
  const [first = '', second] = words;
  if (first === 'key' && second !== undefined && /^[0-9a-f]{16}$/.test(second))
    return withoutKey(before, second, at);
  const version = /^([a-z][a-z0-9-]*)@(.+)$/.exec(first);
  if (second === undefined && version) return withoutVersion(before, version[1]!, version[2]!, at);
  throw new UsageError(
    `plugin revoke: expected "key" and the 16 hex digits of its id, or <id>@<version>, received "${words.join(' ')}"`,
  );
};

/** Takes trust back from a key, or from one version of a plugin. There is no way to give it again but the file itself. */
export const revoke = async (folder: PluginsFolder, { words }: PluginArgs): Promise<number> => {
  const before = await readTrust(folder.trustFile);
  await writeTrust(folder.trustFile, after(before, words, new Date()));
  const { packages } = await readPackages(folder);
  const refused = packages.filter(({ findings }) => findings.length > 0).map(nameOf);
  console.log(`${words.join(' ')} is revoked.`);
  if (refused.length > 0)
    console.log(
      `Will not run after the next start: ${refused.join(', ')}. A running portal goes on with them: restart it.`,
    );
  return 0;
};
