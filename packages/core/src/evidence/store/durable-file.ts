/** Writes that survive a power cut once they return: content first, then its name, each brought to the disk. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Suffix of files that are still being written; a crash may leave some, a sweep removes them. */
export const PARTIAL_SUFFIX = '.part';

/** A new name for a file in the making. */
export function partialPath(directory: string): string {
  return join(directory, `${randomUUID()}${PARTIAL_SUFFIX}`);
}

/** Writes a new file and brings it to the disk; on failure nothing stays. */
export async function writeDurably(
  target: string,
  bytes: AsyncIterable<Buffer>,
  mode: number,
): Promise<void> {
  const file = await open(target, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.chmod(mode);
    await file.sync();
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** Replaces a small file as a whole: readers see the old content or the new one. */
export async function replaceDurably(target: string, partial: string, content: string): Promise<void> {
  const file = await open(partial, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, target);
  await syncDirectory(dirname(target));
}

/**
 * Gives a finished file its final name and removes the partial one; false, with the partial file removed, when the
 * name is taken. A hard link, because a rename would silently replace what is there.
 */
export async function publish(partial: string, target: string): Promise<boolean> {
  try {
    await link(partial, target);
    await syncDirectory(dirname(target));
    return true;
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(partial, { force: true });
  }
}

/** Removes a file and brings the removal to the disk. */
export async function removeDurably(path: string): Promise<void> {
  await rm(path, { force: true });
  await syncDirectory(dirname(path));
}

/** Creates a directory and its missing parents, each entry on the disk. */
export async function makeDirectory(directory: string): Promise<void> {
  const first = await mkdir(directory, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let created = directory; created.length >= first.length; created = dirname(created)) {
    await syncDirectory(dirname(created));
  }
}

export async function syncDirectory(directory: string): Promise<void> {
  // Windows can neither open nor sync a directory; its file system journals the entry itself.
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
