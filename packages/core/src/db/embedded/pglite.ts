import { PGlite, type Extension } from '@electric-sql/pglite';
import type { Engine, EngineReply, EngineRequest } from './engine.ts';
import { readAnswer } from './answer.ts';
import { openDataFolder } from './data-folder.ts';

/** Extensions that come with the embedded database; each still needs its CREATE EXTENSION. */
const EXTENSIONS = {
  vector: async () => (await import('@electric-sql/pglite-pgvector')).vector,
  pg_trgm: async () => (await import('@electric-sql/pglite/contrib/pg_trgm')).pg_trgm,
  pgcrypto: async () => (await import('@electric-sql/pglite/contrib/pgcrypto')).pgcrypto,
  btree_gist: async () => (await import('@electric-sql/pglite/contrib/btree_gist')).btree_gist,
} as const satisfies Record<string, () => Promise<Extension>>;

export type ExtensionName = keyof typeof EXTENSIONS;

export const DEFAULT_EXTENSIONS = Object.keys(EXTENSIONS) as readonly ExtensionName[];

export interface EngineOptions {
  /** path of the data folder, or `memory` */
  readonly folder: string;
  readonly extensions: readonly ExtensionName[];
  /** tar of a data folder that a new database begins as */
  readonly template?: Blob | undefined;
}

const load = async (names: readonly ExtensionName[]): Promise<Record<string, Extension>> =>
  Object.fromEntries(await Promise.all(names.map(async (name) => [name, await EXTENSIONS[name]()] as const)));

/** Opens PGlite in this thread, as an engine: while a statement runs, nothing else in the thread does. */
export const openEngine = async ({ folder, extensions, template }: EngineOptions): Promise<Engine> => {
  const options = { extensions: await load(extensions) };
  const create = (dataDir: string, loadDataDir?: Blob): Promise<PGlite> =>
    PGlite.create({ ...options, dataDir, ...(loadDataDir === undefined ? {} : { loadDataDir }) });
  const database =
    folder === 'memory'
      ? await create('memory://', template)
      : await openDataFolder(folder, create, template);
  const version = await database.query<{ version: string }>(
    `SELECT current_setting('server_version') AS version`,
  );

  const run = ({ prelude, batch }: EngineRequest): EngineReply => {
    const prepared = prelude === undefined ? undefined : database.execProtocolRawSync(prelude);
    if (prepared !== undefined && readAnswer(prepared).errors.length > 0)
      return { answer: prepared, refused: true };
    return { answer: database.execProtocolRawSync(batch), refused: false };
  };

  return {
    serverVersion: version.rows[0]?.version ?? '',
    run,
    dump: async () => {
      await database.exec('CHECKPOINT');
      return database.dumpDataDir('none');
    },
    close: () => database.close(),
  };
};
