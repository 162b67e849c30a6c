import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A package of the workspace: what it is called, what it shows, and what its manifest requires. */
export interface Package {
  /** From the root: `plugins/gst`. */
  readonly folder: string;
  readonly name: string;
  readonly isPlugin: boolean;
  /** Public entries: `.`, `./host` → file from the root. */
  readonly entries: Readonly<Record<string, string>>;
  /** npm packages that it declares. */
  readonly dependencies: readonly string[];
  /** Ids of the plugins that its manifest requires. */
  readonly requires: readonly string[];
}

type Target = string | { readonly '@compliance-os/source'?: string; readonly default?: string };

interface PackageJson {
  readonly name: string;
  readonly exports?: Readonly<Record<string, Target>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const requiresOf = async (folder: string): Promise<string[]> => {
  const manifest = path.join(folder, 'src/plugin.ts');
  if (!existsSync(manifest))
    throw new Error(`${folder}: expected a manifest in src/plugin.ts, received none`);
  // A manifest is data: to import it starts nothing.
  const { default: plugin } = (await import(pathToFileURL(manifest).href)) as {
    default: { requires?: Record<string, string> };
  };
  return Object.keys(plugin.requires ?? {});
};

const readPackage = async (root: string, folder: string): Promise<Package> => {
  const json = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')) as PackageJson;
  const isPlugin = folder.startsWith('plugins/');
  const entries = Object.entries(json.exports ?? {}).map(([entry, target]) => {
    const file =
      typeof target === 'string' ? target : (target['@compliance-os/source'] ?? target.default ?? '');
    return [entry, path.posix.join(folder, file)];
  });
  return {
    folder,
    name: json.name,
    isPlugin,
    entries: Object.fromEntries(entries),
    dependencies: Object.keys({ ...json.dependencies, ...json.peerDependencies }),
    requires: isPlugin ? await requiresOf(path.join(root, folder)) : [],
  };
};

/** Every package under `packages/` and `plugins/`. */
export const readWorkspace = (root: string): Promise<Package[]> =>
  Promise.all(
    globSync('{packages,plugins}/*/package.json', { cwd: root })
      .toSorted()
      .map((file) => readPackage(root, path.posix.dirname(file.replaceAll(path.sep, '/')))),
  );

/** Every TypeScript file of a package, from the root. */
export const sourcesOf = (root: string, folder: string): string[] =>
  globSync(`${folder}/**/*.{ts,tsx}`, {
    cwd: root,
    exclude: (name) => ['node_modules', 'dist', 'templates'].includes(name),
  })
    .map((file) => file.replaceAll(path.sep, '/'))
    .toSorted();
