import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { camel, checkId, snake } from './names.ts';
import { packageJson } from './package-json.ts';
import { NotMade } from './problem.ts';
import { packagesFrom } from './sdk.ts';
import { readTemplate, type Words } from './templates.ts';
import { HOST } from './versions.ts';

export interface NewPlugin {
  readonly id: string;
  /** for people: "Food licences" */
  readonly name: string;
  /** where it goes; there may be an empty folder */
  readonly folder: string;
  /** folder with the host's packages; from the registry where it is left out */
  readonly sdk: string | undefined;
}

/** What stands in texts in single quotes, in a sentence, and in a comment. */
const NAME_FOR_PEOPLE = /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} .,&()/-]{0,59}$/u;

const wordsOf = ({ id, name }: NewPlugin): Words => ({
  id,
  Name: name,
  camel: camel(id),
  schema: snake(id),
  CODE: id.toUpperCase(),
  hostApi: HOST['@compliance-os/core'],
  complianceApi: HOST['@compliance-os/compliance'],
});

/**
 * Makes a plugin in a folder that is empty or not there. It is there whole, or as it was.
 * @throws NotMade
 */
export const create = async (plugin: NewPlugin): Promise<void> => {
  checkId(plugin.id);
  if (!NAME_FOR_PEOPLE.test(plugin.name))
    throw new NotMade(
      `name: expected at most 60 letters, digits, spaces and . , & ( ) / -, received ${JSON.stringify(plugin.name)}`,
    );
  const folder = path.resolve(plugin.folder);
  const isThere = await checkEmpty(folder);
  const files = new Map([
    ...readTemplate('plugin', wordsOf(plugin)),
    [
      'package.json',
      packageJson(plugin, plugin.sdk === undefined ? undefined : packagesFrom(plugin.sdk, folder)),
    ],
  ]);
  const making = path.join(path.dirname(folder), `.${path.basename(folder)}-${randomUUID()}`);
  try {
    for (const [file, text] of files) {
      await mkdir(path.dirname(path.join(making, file)), { recursive: true });
      await writeFile(path.join(making, file), text);
    }
    if (isThere) await rmdir(folder);
    await rename(making, folder);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
};

/** @returns whether the folder is there */
const checkEmpty = async (folder: string): Promise<boolean> => {
  try {
    const [first] = await readdir(folder);
    if (first === undefined) return true;
    throw new NotMade(`${folder}: expected an empty folder or none, found "${first}" in it`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR')
      throw new NotMade(`${folder}: expected an empty folder or none, found a file`);
    throw error;
  }
};
