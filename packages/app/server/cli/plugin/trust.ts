import { readFile } from 'node:fs/promises';
import { readTrust, writeTrust, type PluginsFolder } from '@compliance-os/core/host';
import { keyId, readPublicKey, withKey } from '@compliance-os/core/package';
import type { PluginArgs } from '../plugin.ts';

/** Trusts the holder of a key: packages that it signed may be installed. @returns 1 where it is no key, or a revoked one */
export const trust = async (folder: PluginsFolder, { words, name }: PluginArgs): Promise<number> => {
  const given = words[0]!;
  const key = readPublicKey(given) ?? readPublicKey(await readFile(given, 'utf8').catch(() => ''));
  if (key === undefined) {
    console.error(
      `public key: expected an Ed25519 public key, 32 bytes in base64 or PEM, or a file with one, received "${given.slice(0, 60)}"`,
    );
    return 1;
  }
  const id = keyId(key);
  const before = await readTrust(folder.trustFile);
  if (before.revokedKeys.some((revoked) => revoked.id === id)) {
    console.error(`key ${id}: expected one that is not revoked; ask its holder for another`);
    return 1;
  }
  await writeTrust(folder.trustFile, withKey(before, key, name ?? `key ${id}`, new Date()));
  console.log(
    `Packages signed with ${id} (${name ?? 'no name'}) are trusted from now on. ${folder.trustFile}`,
  );
  return 0;
};
