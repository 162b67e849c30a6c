import { readFileSync } from 'node:fs';
import { isBuiltin, registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sha256 } from './files.ts';

/** A module that the host gives to installed plugins: its own copy, so that a schema or token of theirs is one of ours. */
export interface SharedModule {
  readonly version: string;
  /** address of a module of the host, from where the specifier leads to that copy */
  readonly from: string;
}

/** What one installed plugin may import. */
export interface ImportingPlugin {
  /** `food@1.4.0` */
  readonly name: string;
  /** real path of its version's folder */
  readonly folder: string;
  /** specifiers that its `plugin.json` declares */
  readonly shared: ReadonlySet<string>;
  /** path → SHA-256 in hex, of the files that were checked */
  readonly files: Readonly<Record<string, string>>;
}

/** An installed plugin imports what it does not bring and the host does not give. */
export class ImportRefused extends Error {
  readonly code = 'PLUGIN_IMPORT_REFUSED';
}

/**
 * From now on, code of these folders gets the host's copies of the modules that its package declares, and its own files;
 * Node's own modules are there for it as for everybody. Anything else is refused by name. Nothing else is touched. A file
 * runs only as it was checked: handlers are loaded when they are first needed, which may be days after the check.
 *
 * @param pluginsFolder real path; code below it that belongs to none of the plugins imports nothing
 * @returns takes it back
 */
export const shareModules = (
  pluginsFolder: string,
  plugins: readonly ImportingPlugin[],
  modules: ReadonlyMap<string, SharedModule>,
): (() => void) => {
  const below = folderUrl(pluginsFolder);
  const byFolder = plugins.map((plugin) => ({ ...plugin, url: folderUrl(plugin.folder) }));
  const hooks = registerHooks({
    resolve: (specifier, context, nextResolve) => {
      const { parentURL } = context;
      if (!parentURL?.startsWith(below) || isBuiltin(specifier)) return nextResolve(specifier, context);
      const plugin = byFolder.find(({ url }) => parentURL.startsWith(url));
      if (!plugin)
        throw new ImportRefused(
          `${parentURL}: expected code of an installed plugin to import "${specifier}"`,
        );
      if (plugin.shared.has(specifier)) {
        const shared = modules.get(specifier);
        if (shared) return nextResolve(specifier, { ...context, parentURL: shared.from });
      }
      if (/^(\.{1,2}\/|file:)/.test(specifier)) {
        const resolved = nextResolve(specifier, context);
        if (resolved.url.startsWith(`${plugin.url}server/`)) return resolved;
      }
      throw new ImportRefused(
        `plugin "${plugin.name}": import "${specifier}": expected a file of its own or a module that its plugin.json shares ` +
          `(${[...plugin.shared].toSorted().join(', ') || 'none'}); bundle it, or declare it as a peer dependency if the host gives it`,
      );
    },
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context);
      const plugin = url.startsWith(below) ? byFolder.find((each) => url.startsWith(each.url)) : undefined;
      if (plugin) checkLoaded(plugin, fileURLToPath(new URL(url)), loaded.source);
      return loaded;
    },
  });
  return () => hooks.deregister();
};

/** What of a loaded module is run: its source, or where that is left to Node, the file. */
type Source = string | ArrayBuffer | NodeJS.TypedArray | null | undefined;

const bytesOf = (source: Source, file: string): Uint8Array => {
  if (typeof source === 'string') return Buffer.from(source);
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  return source ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : readFileSync(file);
};

const checkLoaded = ({ name, folder, files }: ImportingPlugin, file: string, source: Source): void => {
  const inside = path.relative(folder, file).replaceAll(path.sep, '/');
  const expected = Object.hasOwn(files, inside) ? files[inside] : undefined;
  const received = sha256(bytesOf(source, file));
  if (received !== expected)
    throw new ImportRefused(
      `plugin "${name}": ${inside}: expected the file that was checked at the start (SHA-256 ${expected ?? 'none'}), ` +
        `received another (${received}); install it again with "compliance-os plugin add" and restart the portal`,
    );
};

const folderUrl = (folder: string): string => `${pathToFileURL(folder).href}/`;
