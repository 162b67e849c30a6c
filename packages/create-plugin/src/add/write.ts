import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Path in the project → its new text. */
export type Changes = ReadonlyMap<string, string>;

/** Writes all of them, or none: what was there is put back where one cannot be written. */
export const write = async (folder: string, changes: Changes): Promise<void> => {
  const suffix = `.${randomUUID()}`;
  const files = [...changes].map(([file, text]) => ({ at: path.join(folder, file), text }));
  const before = new Map<string, string | undefined>();
  try {
    for (const { at, text } of files) {
      await mkdir(path.dirname(at), { recursive: true });
      await writeFile(at + suffix, text);
    }
    for (const { at } of files) {
      before.set(at, existsSync(at) ? await readFile(at, 'utf8') : undefined);
      await rename(at + suffix, at);
    }
  } catch (error) {
    for (const [at, text] of before)
      await (text === undefined ? rm(at, { force: true }) : writeFile(at, text));
    throw error;
  } finally {
    for (const { at } of files) await rm(at + suffix, { force: true });
  }
};
