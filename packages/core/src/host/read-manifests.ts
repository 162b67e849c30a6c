import { within } from '../context/within.ts';
import { isolatedManifest, knownFrom, type Known } from '../isolation/isolated-manifest.ts';
import { ISOLATION, IsolatedProcess, type IsolationLimits } from '../isolation/isolated-process.ts';
import { definePlugin, HOST_API, type PluginManifest } from '../plugin/manifest.ts';
import { TIMING } from './timing.ts';

interface Source {
  readonly id: string;
  /** what its package calls it, for where its manifest cannot be read */
  readonly package?: { readonly name: string; readonly version: string };
}

/** A plugin that may run here: its id, and the import of its manifest. */
export interface ImportedPlugin extends Source {
  readonly load: () => Promise<{ readonly default: PluginManifest }>;
}

/** A plugin that runs in a process of its own: no code of it is ever loaded by the host. */
export interface IsolatedPlugin extends Source {
  readonly isolated: {
    /** module whose default export is the manifest */
    readonly entry: URL;
    /** the folder that the process may read: that of the plugin, its migrations included; no symbolic links in it */
    readonly root: string;
    /** path in `root` → SHA-256 in hex of what may be loaded from it; anything where it is left out */
    readonly files?: Readonly<Record<string, string>>;
    /** where its migrations stand, whatever its manifest says: inside `root` */
    readonly migrations?: URL;
    /** @throws Error where the manifest is not what was expected of it */
    readonly check?: (manifest: PluginManifest) => void;
    readonly limits?: Partial<IsolationLimits>;
  };
}

export type PluginSource = ImportedPlugin | IsolatedPlugin;

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
 * Imports the manifests, all at once, and asks the processes of isolated plugins for theirs. One that throws, does not
 * settle or is another's is left out, and the rest go on.
 * @param limitMs how long one may take
 */
export const readManifests = async (
  sources: readonly PluginSource[],
  limitMs: number = TIMING.importMs,
): Promise<ReadPlugins> => {
  const imported = Promise.all(
    sources.map(async (source) => ('load' in source ? readOne(source, limitMs) : undefined)),
  );
  const known = imported.then((read) => knownFrom(read.filter(isManifest)));
  const isolated = sources.map((source) =>
    'isolated' in source ? readIsolated(source, limitMs, known) : undefined,
  );
  const first = await imported;
  const read = await Promise.all(sources.map(async (_source, index) => first[index] ?? isolated[index]));
  return { manifests: read.filter(isManifest), unread: read.filter(isUnread) };
};

/** The same where nothing may be missing. @throws Error of the first that cannot be read */
export const readAllManifests = async (
  sources: readonly PluginSource[],
): Promise<readonly PluginManifest[]> => {
  const { manifests, unread } = await readManifests(sources);
  for (const { id, error } of unread) throw new Error(`plugin "${id}": ${error.message}`, { cause: error });
  return manifests;
};

type Read = PluginManifest | UnreadPlugin | undefined;
const isUnread = (plugin: Read): plugin is UnreadPlugin => plugin !== undefined && 'error' in plugin;
const isManifest = (plugin: Read): plugin is PluginManifest => plugin !== undefined && !('error' in plugin);

const unreadFor = ({ id, package: said }: Source, error: unknown): UnreadPlugin => ({
  id,
  ...said,
  error: error instanceof Error ? error : new Error(String(error)),
});

const checkId = (manifest: PluginManifest | undefined, id: string): void => {
  const received = manifest?.id;
  if (received !== id) throw new Error(`id of its manifest: expected "${id}", received "${received}"`);
};

const readOne = async (source: ImportedPlugin, limitMs: number): Promise<PluginManifest | UnreadPlugin> => {
  const { id, load } = source;
  try {
    const { default: manifest } = await within(limitMs, 'the import of its manifest', load);
    checkId(manifest, id);
    if (manifest.isolated)
      throw new Error('isolated: expected a source that starts a process, received one that imports');
    return manifest;
  } catch (error) {
    return unreadFor(source, error);
  }
};

const readIsolated = async (
  source: IsolatedPlugin,
  limitMs: number,
  known: Promise<Known>,
): Promise<PluginManifest | UnreadPlugin> => {
  const { id, isolated } = source;
  const { entry, root, files, migrations, check, limits } = isolated;
  const all = { ...ISOLATION, ...limits };
  const process = new IsolatedProcess(id, { entry, root, files, limits: all }, all);
  try {
    const sent = await within(limitMs, 'the import of its manifest', () => process.open());
    const manifest = isolatedManifest(id, sent, { root, migrations }, await known, process);
    checkId(manifest, id);
    check?.(manifest);
    return manifest;
  } catch (error) {
    process.close();
    return unreadFor(source, error);
  }
};

/** Stands for a plugin that could not be read, so that it is seen where the others are. */
export const standInFor = ({ id, name = id, version = '0.0.0' }: UnreadPlugin): PluginManifest =>
  definePlugin({ id, name, version, hostApi: `^${HOST_API}` });
