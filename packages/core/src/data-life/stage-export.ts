import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { create } from 'tar';
import type { Queries } from '../db/db.ts';
import type { StagedContent } from '../evidence/store/index.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import { qualified, type PluginTable } from './tables.ts';

/** One table in an export. */
export interface ExportedTable {
  readonly table: string;
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

export interface StagedExport extends StagedContent {
  readonly tables: readonly ExportedTable[];
  readonly rows: number;
}

interface Options {
  /** in the role of purges, within the tenant, in one snapshot */
  readonly q: Queries;
  readonly tenant: string;
  readonly manifest: PluginManifest;
  readonly tables: readonly PluginTable[];
  readonly now: Date;
  /** empty folder to work in; whoever gave it removes it */
  readonly folder: string;
}

/** Rows fetched at a time: what of a table is in memory at once. */
const FETCH = 500;

/**
 * Writes what the plugin keeps of the tenant into a `.tar.gz`: a file of JSON Lines for each table, and `manifest.json`
 * with the rows, bytes and SHA-256 of each. Rows are as PostgreSQL writes them, so no number loses a digit.
 */
export const stageExport = async (options: Options): Promise<StagedExport> => {
  const { q, tenant, manifest, tables, now, folder } = options;
  const content = path.join(folder, 'content');
  await mkdir(content, { recursive: true, mode: 0o700 });
  const exported: ExportedTable[] = [];
  for (const table of tables) exported.push(await writeTable(q, tenant, manifest.id, table, content));
  const rows = exported.reduce((sum, table) => sum + table.rows, 0);
  const about = await q.first<{ slug: string; name: string }>(
    'select slug, name from core.tenant where id = $1',
    [tenant],
  );
  const settings = await q.first<{ config: unknown }>(
    'select config from core.tenant_plugin where tenant_id = $1 and plugin = $2',
    [tenant, manifest.id],
  );
  await writeFile(
    path.join(content, 'manifest.json'),
    `${JSON.stringify(
      {
        format: 1,
        plugin: { id: manifest.id, name: manifest.name, version: manifest.version },
        tenant: { id: tenant, ...about },
        madeAt: now.toISOString(),
        settings: settings?.config ?? {},
        rows,
        tables: exported,
      },
      null,
      2,
    )}\n`,
  );
  const archive = path.join(folder, 'export.tar.gz');
  return { ...(await pack(content, exported, archive)), tables: exported, rows };
};

const writeTable = async (
  q: Queries,
  tenant: string,
  plugin: string,
  { name: table, key }: PluginTable,
  folder: string,
): Promise<ExportedTable> => {
  const file = `${table}.jsonl`;
  const hash = createHash('sha256');
  let rows = 0;
  let bytes = 0;
  const out = await open(path.join(folder, file), 'wx', 0o600);
  try {
    await q.run(
      `declare exported no scroll cursor for
         select to_jsonb(t)::text as row from ${qualified(plugin, table)} t where t.tenant_id = $1 ${key === null ? '' : `order by t.${key}`}`,
      [tenant],
    );
    for (;;) {
      const fetched = await q.rows<{ row: string }>(`fetch forward ${FETCH} from exported`);
      if (fetched.length === 0) break;
      const lines = Buffer.from(fetched.map(({ row }) => `${row}\n`).join(''));
      hash.update(lines);
      rows += fetched.length;
      bytes += lines.length;
      await out.appendFile(lines);
    }
    await q.run('close exported');
  } finally {
    await out.close();
  }
  return { table, file, rows, bytes, sha256: hash.digest('hex') };
};

const pack = async (
  content: string,
  tables: readonly ExportedTable[],
  archive: string,
): Promise<StagedContent> => {
  const hash = createHash('sha256');
  const packed = create({ gzip: true, cwd: content, portable: true }, [
    'manifest.json',
    ...tables.map(({ file }) => file),
  ]);
  await pipeline(
    packed as unknown as AsyncIterable<Buffer>,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(archive, { flags: 'wx', mode: 0o600 }),
  );
  return { path: archive, sha256: hash.digest('hex'), bytes: (await stat(archive)).size };
};

/** Gives `work` an empty folder that goes with whatever becomes of it; after a crash the sweep of staged files takes it. */
export const inStagingFolder = async <T>(
  folder: string,
  work: (folder: string) => Promise<T>,
): Promise<T> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
