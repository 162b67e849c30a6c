import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isErrno } from './durable-file.ts';
import type { ListedObject } from './store.ts';

/** Files below `directory` whose path from `root` begins with `prefix`; what vanishes meanwhile is passed over. */
export async function* walk(root: string, prefix: string, at = ''): AsyncIterable<ListedObject> {
  const directory = await opendir(join(root, at)).catch(unlessGone);
  if (directory === undefined) return;
  for await (const entry of directory) {
    const path = `${at}${entry.name}`;
    if (entry.isDirectory()) {
      const below = `${path}/`;
      if (below.startsWith(prefix) || prefix.startsWith(below)) yield* walk(root, prefix, below);
      continue;
    }
    if (!path.startsWith(prefix)) continue;
    const facts = await stat(join(root, path)).catch(unlessGone);
    if (facts !== undefined)
      yield { key: path, versionId: undefined, bytes: facts.size, storedAt: facts.mtime };
  }
}

function unlessGone(error: unknown): undefined {
  if (!isErrno(error, 'ENOENT')) throw error;
}
