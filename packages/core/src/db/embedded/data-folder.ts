import type { PGlite } from '@electric-sql/pglite';
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';

type Create = (folder: string, template?: Blob) => Promise<PGlite>;

/**
 * Opens the database in `folder`, made if there is none. A process killed while a database is being made leaves a
 * folder that never opens again, so it is made in `<folder>.new` and takes its name only when it is whole.
 * The caller holds the folder's lock.
 */
export const openDataFolder = async (folder: string, create: Create, template?: Blob): Promise<PGlite> => {
  if (!existsSync(path.join(folder, 'PG_VERSION'))) await makeDatabase(folder, create, template);
  return create(folder);
};

const makeDatabase = async (folder: string, create: Create, template?: Blob): Promise<void> => {
  const found = existsSync(folder) ? readdirSync(folder) : [];
  if (found.length > 0) {
    throw new Error(
      `embedded database: folder ${folder}: expected a database or an empty folder, ` +
        `found ${found.slice(0, 3).join(', ')}${found.length > 3 ? ', ...' : ''} and no PG_VERSION; choose another folder`,
    );
  }
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(path.dirname(folder), { recursive: true });
  const first = await create(fresh, template);
  await first.close();
  if (existsSync(folder)) rmdirSync(folder);
  renameSync(fresh, folder);
};
