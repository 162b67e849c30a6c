import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { MANIFEST_FILE, nameOf, SIGNATURE_FILE, signManifest } from '@compliance-os/core/package';
import { readBuilt } from './built.ts';
import { BuildFailed } from './problem.ts';

/** Signs a built package: its manifest, which names the hash of every file. */
export const sign = async (project: string, key: string | undefined): Promise<string> => {
  if (key === undefined) throw new BuildFailed('sign: expected --key <file> with the private key');
  const { folder, manifest, files } = await readBuilt(project);
  const signature = await signWith(key, files.get(MANIFEST_FILE)!);
  await writeFile(path.join(folder, SIGNATURE_FILE), `${JSON.stringify(signature)}\n`);
  return `${nameOf(manifest)} is signed with ${signature.key}.`;
};

const signWith = async (file: string, manifest: Uint8Array): Promise<ReturnType<typeof signManifest>> => {
  const key = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new BuildFailed(
      `sign: --key ${file}: expected a file with the private key, received ${(error as NodeJS.ErrnoException).code}`,
    );
  });
  try {
    return signManifest(manifest, key);
  } catch (error) {
    throw new BuildFailed(
      `sign: --key ${file}: expected an Ed25519 private key as "compliance-os-plugin keygen" makes it (${(error as Error).message})`,
    );
  }
};
