import { readTrust, writeTrust, type PluginsFolder } from '@compliance-os/core/host';
import { nameOf, withoutKey, withoutVersion, type Trust } from '@compliance-os/core/package';
import { readPackages } from '../../installation/candidate.ts';
import type { PluginArgs } from '../plugin.ts';
import { UsageError } from '../usage.ts';

const after = (before: Trust, words: readonly string[], at: Date): Trust => {
  const [first = '', second] = words;
  if (first === 'key' && second !== undefined && /^[0-9a-f]{16}$/.test(second))
    return withoutKey(before, second, at);
  // As a version is written in plugin.json: a part of one, or a range, would never be met.
  const version = /^([a-z][a-z0-9-]*)@(\d+\.\d+\.\d+[0-9A-Za-z.+-]*)$/.exec(first);
  if (second === undefined && version) return withoutVersion(before, version[1]!, version[2]!, at);
  throw new UsageError(
    `plugin revoke: expected "key" and the 16 hex digits of its id, or <id>@<version>, such as food@1.0.0, received "${words.join(' ')}"`,
  );
};

/** Takes trust back from a key, or from one version of a plugin. There is no way to give it again but the file itself. */
export const revoke = async (folder: PluginsFolder, { words }: PluginArgs): Promise<number> => {
  const before = await readTrust(folder.trustFile);
  const { builtIn } = await readPackages(folder);
  const id = words[0]!.split('@')[0]!;
  if (words[0] !== 'key' && builtIn.plugins.has(id))
    throw new UsageError(
      `plugin revoke: expected a plugin that is installed, received "${id}", which is part of the portal: an operator no longer allows it, or the portal itself is changed`,
    );
  await writeTrust(folder.trustFile, after(before, words, new Date()));
  const { packages } = await readPackages(folder);
  const refused = packages.filter(({ findings }) => findings.length > 0).map(nameOf);
  const isHere = packages.some((item) => nameOf(item) === words[0]);
  console.log(
    words[0] === 'key' || isHere
      ? `${words.join(' ')} is revoked.`
      : `${words[0]} is revoked. It is not the version that is installed: nothing changes, and it cannot be installed any more.`,
  );
  if (refused.length > 0)
    console.log(
      `Will not run after the next start: ${refused.join(', ')}. A running portal goes on with them: restart it.`,
    );
  return 0;
};
