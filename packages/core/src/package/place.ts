import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { isErrno, syncDirectory, writeDurably } from '../evidence/store/durable-file.ts';
import { PackageRefused, sha256, type PackageFiles } from './files.ts';
import { readFolder } from './folder.ts';
import { changeInstalled, versionFolder } from './installed.ts';
import { MANIFEST_FILE, nameOf, type PackageManifest } from './manifest.ts';

/** Read by whoever runs the portal, which need not be who installs. */
const FILE_MODE = 0o644;

/**
 * Places a checked package in the plugins folder and makes it the version that runs after the next start. All its files
 * are there or none: they are written beside their place and moved there by one rename.
 *
 * @param at when it is installed
 * @throws PackageRefused where another package of the same version lies there
 */
export const installPackage = async (
  folder: string,
  manifest: PackageManifest,
  files: PackageFiles,
  at: Date,
): Promise<void> => {
  const target = versionFolder(folder, manifest);
  const hash = sha256(files.get(MANIFEST_FILE)!);
  const incoming = path.join(folder, `.incoming-${randomUUID()}`);
  try {
    await writeAll(incoming, files);
    await mkdir(path.dirname(target), { recursive: true });
    await move(incoming, target, manifest, hash);
    await syncDirectory(path.dirname(target));
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
  await changeInstalled(folder, (plugins) => ({
    ...plugins,
    [manifest.id]: { version: manifest.version, manifest: hash, installedAt: at.toISOString() },
  }));
};

const writeAll = async (folder: string, files: PackageFiles): Promise<void> => {
  for (const [file, bytes] of files) {
    const target = path.join(folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeDurably(target, single(bytes), FILE_MODE);
  }
};

async function* single(bytes: Uint8Array): AsyncGenerator<Buffer> {
  yield Buffer.from(bytes);
}

/** The same package again mends what lies there; another one under the same version is refused: versions do not change. */
const move = async (
  incoming: string,
  target: string,
  manifest: PackageManifest,
  hash: string,
): Promise<void> => {
  try {
    await rename(incoming, target);
    return;
  } catch (error) {
    if (!isErrno(error, 'ENOTEMPTY') && !isErrno(error, 'EEXIST')) throw error;
  }
  const there = (await readFolder(target)).get(MANIFEST_FILE);
  const received = there === undefined ? 'none' : sha256(there);
  if (received !== hash)
    throw new PackageRefused([
      {
        plugin: nameOf(manifest),
        path: MANIFEST_FILE,
        expected: `the package that was installed as this version (${received})`,
        received: hash,
        remedy: 'give what has changed a version of its own',
      },
    ]);
  const aside = `${incoming}-before`;
  await rename(target, aside);
  await rename(incoming, target);
  await rm(aside, { recursive: true, force: true });
};

/** Takes a plugin out of those that run after the next start. Its files stay: a portal that still runs may use them. */
export const uninstall = (folder: string, id: string): Promise<void> =>
  changeInstalled(folder, ({ [id]: _gone, ...others }) => others);
