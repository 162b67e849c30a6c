import { lockFolder } from './folder-lock.ts';
import { EmbeddedHub, type HubOptions } from './hub.ts';
import { DEFAULT_EXTENSIONS, openEngine, type ExtensionName } from './pglite.ts';
import { openWorkerEngine } from './worker-engine.ts';

export interface EmbeddedOptions extends HubOptions {
  /** path of the data folder, made if there is none; or `memory` */
  readonly folder: string;
  /**
   * Run the database in this thread: half the latency, but while a statement runs nothing else in the process does.
   * For tests; a thread of its own otherwise.
   */
  readonly inThread?: boolean | undefined;
  /** extensions that CREATE EXTENSION will find; vector, pg_trgm, pgcrypto and btree_gist by default */
  readonly extensions?: readonly ExtensionName[] | undefined;
  /** a `dump()` that a new database begins as: 1 s instead of 3 */
  readonly template?: Blob | undefined;
}

export interface EmbeddedDatabase {
  readonly hub: EmbeddedHub;
  /** The whole database as a tar of its folder, at a moment when no transaction is open: a backup, or a template. */
  dump(): Promise<Blob>;
  /** Closes the database and gives the folder free. End the pools first. */
  close(): Promise<void>;
}

/**
 * Opens the embedded database: PostgreSQL inside this process, its data in a folder.
 *
 * It survives the death of the process at any moment, not a power cut: nothing is flushed to the disk by force.
 * @throws FolderInUse when another process has the folder open
 */
export const openEmbedded = async (options: EmbeddedOptions): Promise<EmbeddedDatabase> => {
  const { folder, template, extensions = DEFAULT_EXTENSIONS, inThread = false } = options;
  const unlock = folder === 'memory' ? () => undefined : lockFolder(folder);
  try {
    const engine = await (inThread ? openEngine : openWorkerEngine)({ folder, template, extensions });
    const hub = new EmbeddedHub(engine, options);
    return {
      hub,
      dump: () => hub.whenIdle(() => engine.dump()),
      close: async () => {
        await hub.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
};
