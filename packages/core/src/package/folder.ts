import { open, readdir } from 'node:fs/promises';
import { constants } from 'node:fs';
import path from 'node:path';
import { clashingPaths, filePathFault } from './file-path.ts';
import { LIMITS, PackageRefused, type PackageFiles } from './files.ts';

/**
 * Reads a package that lies unpacked in a folder into memory. A link is not followed but refuses it: what it names would
 * not be what was checked.
 * @throws PackageRefused
 */
export const readFolder = async (folder: string): Promise<PackageFiles> => {
  const refuse = (at: string, expected: string, received: string): PackageRefused =>
    new PackageRefused([{ plugin: path.basename(path.resolve(folder)), path: at, expected, received }]);
  const entries = await entriesOf(folder, refuse);
  const files = new Map<string, Uint8Array>();
  let bytes = 0;
  for (const entry of entries) {
    const inside = path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/');
    if (entry.isDirectory()) continue;
    if (!entry.isFile()) throw refuse(inside, 'a file', entry.isSymbolicLink() ? 'a link' : 'something else');
    const fault = filePathFault(inside);
    if (fault !== undefined) throw refuse(inside, fault, JSON.stringify(inside));
    if (files.size >= LIMITS.files) throw refuse(inside, `at most ${LIMITS.files} files`, 'more');
    const content = await readAtMost(path.join(folder, inside), LIMITS.fileBytes);
    if (!content) throw refuse(inside, `at most ${LIMITS.fileBytes} bytes`, 'more');
    bytes += content.length;
    if (bytes > LIMITS.unpackedBytes) throw refuse('size', `at most ${LIMITS.unpackedBytes} bytes`, 'more');
    files.set(inside, content);
  }
  const [clash] = clashingPaths([...files.keys()]);
  if (clash !== undefined) throw refuse(clash, 'a name that stands beside all others', 'one that clashes');
  return files;
};

const entriesOf = async (
  folder: string,
  refuse: (at: string, expected: string, received: string) => PackageRefused,
) => {
  try {
    return await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    throw refuse(
      'folder',
      'a folder that can be read',
      (error as NodeJS.ErrnoException).code ?? String(error),
    );
  }
};

/** @returns undefined where there is more. A link that took the file's place since it was listed is an error. */
const readAtMost = async (file: string, most: number): Promise<Uint8Array | undefined> => {
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const { size } = await handle.stat();
    return size > most ? undefined : await handle.readFile();
  } finally {
    await handle.close();
  }
};
