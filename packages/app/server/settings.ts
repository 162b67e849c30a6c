import {
  loadConfig,
  loadInstalled,
  loadPluginsFolder,
  readManifests,
  type Config,
  type LoadedPlugins,
  type PluginManifest,
  type ReadPlugins,
} from '@compliance-os/core/host';
import { builtInOf } from './installation/built-in.ts';
import { plugins } from './plugins.ts';

/** The plugins of this portal, and the configuration that it and they ask for. */
export interface Settings {
  /** those that the portal is built with and those that were installed into it */
  readonly installed: ReadPlugins;
  readonly packages: Pick<LoadedPlugins, 'ui' | 'versions'>;
  readonly config: Config;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws PluginsFolderUnreadable where it is not known which plugins are installed */
export const readPlugins = async (env: Environment): Promise<Omit<Settings, 'config'>> => {
  const folder = loadPluginsFolder(env);
  const built = await readManifests(plugins);
  const packages = await loadInstalled(folder, await builtInOf(built));
  const added = await readManifests(packages.sources);
  const installed = {
    manifests: [...built.manifests, ...added.manifests],
    unread: [...built.unread, ...packages.refused, ...added.unread],
  };
  return { installed, packages };
};

/** What all plugins say of themselves, where none may be missing. @throws Error of the first that cannot be read */
export const readAllPlugins = async (env: Environment): Promise<readonly PluginManifest[]> => {
  const { manifests, unread } = (await readPlugins(env)).installed;
  for (const { id, error } of unread) throw new Error(`plugin "${id}": ${error.message}`, { cause: error });
  return manifests;
};

/**
 * @throws ConfigInvalid with everything that does not fit, plugins' own variables among it
 * @throws PluginsFolderUnreadable where it is not known which plugins are installed
 */
export const readSettings = async (env: Environment): Promise<Settings> => {
  const plugins = await readPlugins(env);
  return { ...plugins, config: loadConfig(env, plugins.installed.manifests) };
};
