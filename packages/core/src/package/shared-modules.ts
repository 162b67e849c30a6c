import { isBuiltin, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

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
}

/** An installed plugin imports what it does not bring and the host does not give. */
export class ImportRefused extends Error {
  readonly code = 'PLUGIN_IMPORT_REFUSED';
}

/**
 * From now on, code of these folders gets the host's copies of the modules that its package declares, and its own files;
 * Node's own modules are there for it as for everybody. Anything else is refused by name. Nothing else is touched.
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
  });
  return () => hooks.deregister();
};

const folderUrl = (folder: string): string => `${pathToFileURL(folder).href}/`;
