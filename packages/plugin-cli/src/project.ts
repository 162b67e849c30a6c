import { existsSync, readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { BuildFailed } from './problem.ts';

/** A plugin as its author has it. */
export interface Project {
  readonly folder: string;
  /** `src/plugin.ts` or `src/plugin.js` */
  readonly entry: string;
  /** entry of its panels, where it has some */
  readonly ui: string | undefined;
  /** package → range that its `package.json` asks the portal for */
  readonly peers: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Where `build` puts the package, and `sign` and `pack` find it. */
export const builtFolder = (project: string): string => path.resolve(project, 'dist/plugin');

const firstOf = (folder: string, names: readonly string[]): string | undefined =>
  names.map((name) => path.join(folder, name)).find((file) => existsSync(file));

/** @throws BuildFailed where there is no plugin in the folder */
export const readProject = (at: string): Project => {
  const folder = path.resolve(at);
  const file = path.join(folder, 'package.json');
  if (!existsSync(file))
    throw new BuildFailed(`${folder}: expected the folder of a plugin, found no package.json`);
  const { peerDependencies = {}, dependencies = {} } = JSON.parse(readFileSync(file, 'utf8')) as {
    peerDependencies?: Record<string, string>;
    dependencies?: Record<string, string>;
  };
  const entry = firstOf(folder, ['src/plugin.ts', 'src/plugin.js']);
  if (!entry) throw new BuildFailed(`${folder}: expected its manifest in src/plugin.ts, found none`);
  const ui = firstOf(folder, ['src/ui/index.tsx', 'src/ui/index.ts', 'src/ui/index.jsx', 'src/ui/index.js']);
  return { folder, entry, ui, peers: peerDependencies, dependencies };
};

/** `@mui/material/styles` → `@mui/material`. */
export const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/**
 * Range of a module's versions that the build fits: what the author asks for, or else whatever is compatible with what
 * was there at the build.
 */
export const rangeOf = ({ folder, peers }: Project, specifier: string): string => {
  const name = packageOf(specifier);
  const asked = peers[name];
  if (asked !== undefined) return asked;
  const file = findPackageJSON(name, pathToFileURL(path.join(folder, 'package.json')));
  if (file === undefined) throw new BuildFailed(`${name}: expected it to be installed; npm install ${name}`);
  return `^${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`;
};
