import { hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Keys derived from one master key: knowing one does not give another. */
export interface Secrets {
  /** seals signing keys at rest */
  readonly master: Buffer;
  /** signs download links of the folder store */
  readonly links: string;
}

const derive = (master: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, '', purpose, 32));

const derived = (master: Buffer): Secrets => ({
  master: derive(master, 'compliance-os identity'),
  links: derive(master, 'compliance-os links').toString('base64'),
});

/**
 * From the configured master key; without one, from a key of this machine that is made at the first start and kept in
 * the data folder, readable by its owner only.
 */
export const loadSecrets = async (masterKey: string | undefined, dataFolder: string): Promise<Secrets> => {
  if (masterKey !== undefined) return derived(Buffer.from(masterKey, 'base64'));
  const file = path.join(dataFolder, 'master-key');
  try {
    return derived(Buffer.from(await readFile(file, 'utf8'), 'base64'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const master = randomBytes(32);
  await mkdir(dataFolder, { recursive: true });
  await writeFile(file, master.toString('base64'), { mode: 0o600, flag: 'wx' });
  return derived(master);
};
