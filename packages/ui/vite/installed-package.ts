import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { packageOf } from './shared-modules.ts';

/**
 * The version of a package as a folder's code finds it.
 * @throws Error where neither the folder nor one above it has the package installed
 */
export const installedVersion = (folder: string, specifier: string): string => {
  const name = packageOf(specifier);
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const file = path.join(at, 'node_modules', name, 'package.json');
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
    if (at === path.dirname(at))
      throw new Error(`${folder}: expected "${name}" to be installed, found it nowhere; npm install ${name}`);
  }
};

/** The names that a module exports, as a folder's code would get them in Node. */
export const exportedNames = (folder: string, specifier: string): readonly string[] =>
  Object.keys(createRequire(path.join(path.resolve(folder), 'package.json'))(specifier) as object);
