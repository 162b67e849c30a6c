import { within } from '../context/within.ts';
import { definePlugin, HOST_API, type PluginManifest } from '../plugin/manifest.ts';
import { TIMING } from './timing.ts';

/** A plugin that may run here: its id, and the import of its manifest. */
export interface PluginSource {
  readonly id: string;
  readonly load: () => Promise<{ readonly default: PluginManifest }>;
}

/** A plugin whose manifest could not be read, and why. */
export interface UnreadPlugin {
  readonly id: string;
  readonly error: Error;
  /** what it failed at; the import of its manifest, unless said otherwise */
  readonly phase?: string;
  /** as its package says, where it has one */
  readonly name?: string;
  readonly version?: string;
}

export interface ReadPlugins {
  readonly manifests: readonly PluginManifest[];
  readonly unread: readonly UnreadPlugin[];
}

/**
 * Imports the manifests, all at once. One that throws, does not settle or is another's is left out, and the rest go on.
 * @param limitMs how long one import may take
 */
export const readManifests = async (
  sources: readonly PluginSource[],
  limitMs: number = TIMING.importMs,
): Promise<ReadPlugins> => {
  const read = await Promise.all(sources.map((source) => readOne(source, limitMs)));
  return {
    manifests: read.filter((plugin): plugin is PluginManifest => !isUnread(plugin)),
    unread: read.filter(isUnread),
  };
};

/** The same where nothing may be missing. @throws Error of the first that cannot be read */
export const readAllManifests = async (
  sources: readonly PluginSource[],
): Promise<readonly PluginManifest[]> => {
  const { manifests, unread } = await readManifests(sources);
  for (const { id, error } of unread) throw new Error(`plugin "${id}": ${error.message}`, { cause: error });
  return manifests;
};

const isUnread = (plugin: PluginManifest | UnreadPlugin): plugin is UnreadPlugin => 'error' in plugin;

const readOne = async (
  { id, load }: PluginSource,
  limitMs: number,
): Promise<PluginManifest | UnreadPlugin> => {
  try {
    const { default: manifest } = await within(limitMs, 'the import of its manifest', load);
    const received = (manifest as PluginManifest | undefined)?.id;
    if (received !== id) throw new Error(`id of its manifest: expected "${id}", received "${received}"`);
    return manifest;
  } catch (error) {
    return { id, error: error instanceof Error ? error : new Error(String(error)) };
  }
};

/** Stands for a plugin that could not be read, so that it is seen where the others are. */
export const standInFor = ({ id, name = id, version = '0.0.0' }: UnreadPlugin): PluginManifest =>
  definePlugin({ id, name, version, hostApi: `^${HOST_API}` });
