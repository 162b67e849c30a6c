import { loadConfig, readManifests, type Config, type ReadPlugins } from '@compliance-os/core/host';
import { plugins } from './plugins.ts';

/** The plugins of this portal, and the configuration that it and they ask for. */
export interface Settings {
  readonly installed: ReadPlugins;
  readonly config: Config;
}

/** @throws ConfigInvalid with everything that does not fit, plugins' own variables among it */
export const readSettings = async (env: Readonly<Record<string, string | undefined>>): Promise<Settings> => {
  const installed = await readManifests(plugins);
  return { installed, config: loadConfig(env, installed.manifests) };
};
