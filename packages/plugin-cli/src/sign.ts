import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { MANIFEST_FILE, nameOf, SIGNATURE_FILE, signManifest } from '@compliance-os/core/package';
import { readBuilt } from './built.ts';
import { BuildFailed } from './problem.ts';

/** Signs a built package: its manifest, which names the hash of every file. */
export const sign = async (project: string, key: string | undefined): Promise<string> => {
  if (key === undefined) throw new BuildFailed('sign: expected --key <file> with the private key');
  const { folder, manifest, files } = await readBuilt(project);
  const signature = signManifest(files.get(MANIFEST_FILE)!, await readFile(key, 'utf8'));
  await writeFile(path.join(folder, SIGNATURE_FILE), `${JSON.stringify(signature)}\n`);
  return `${nameOf(manifest)} is signed with ${signature.key}.`;
};
