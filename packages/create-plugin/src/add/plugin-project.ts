import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NotMade } from '../problem.ts';
import { exportedObject, textValueOf, type ObjectNode, type Source } from './syntax.ts';

/** A plugin that is there, as `add` reads it. */
export interface PluginProject {
  readonly folder: string;
  readonly id: string;
  readonly manifest: Source;
}

export const MANIFEST = 'src/plugin.ts';

export const manifestObject = (source: Source): ObjectNode => exportedObject(source, 'definePlugin');

/** @throws NotMade where there is no plugin in the folder */
export const readPlugin = (at: string): PluginProject => {
  const folder = path.resolve(at);
  const manifest = sourceAt(folder, MANIFEST, 'run this in the folder of a plugin');
  const id = textValueOf(manifestObject(manifest), 'id');
  if (id === undefined) throw new NotMade(`${MANIFEST}: id: expected a text, found none`);
  return { folder, id, manifest };
};

/** @throws NotMade with the remedy where there is no such file */
export const sourceAt = (folder: string, file: string, remedy: string): Source => {
  if (!existsSync(path.join(folder, file)))
    throw new NotMade(`${file}: expected it in ${folder}, found none; ${remedy}`);
  return { file, text: readFileSync(path.join(folder, file), 'utf8') };
};

/** @throws NotMade where something is there already */
export const checkFree = ({ folder }: PluginProject, files: Iterable<string>): void => {
  for (const file of files)
    if (existsSync(path.join(folder, file)))
      throw new NotMade(`${file}: expected no such file, found one; choose another name`);
};

export const filesIn = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);
