import { mkdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { isErrno, partialPath, syncDirectory, writeDurably } from '../evidence/store/durable-file.ts';
import { describeFinding } from '../plugin/validate.ts';
import { readJsonFile } from './manifest.ts';
import { NO_TRUST, Trust } from './trust.ts';

/** Where installed plugins are and whom they may be from. */
export interface PluginsFolder {
  /** holds `installed.json` and `<id>/<version>/` */
  readonly folder: string;
  /** the operator's list of keys and revocations */
  readonly trustFile: string;
  readonly allowUnsigned: boolean;
}

/** `installed.json`: which version of which plugin runs. Other versions may lie beside it. */
export const Installed = z.strictObject({
  format: z.literal(1),
  plugins: z.record(
    z.string(),
    z.strictObject({
      version: z.string(),
      /** SHA-256 in hex of its `plugin.json`: what was shown and agreed to when it was installed */
      manifest: z.string(),
      installedAt: z.iso.datetime(),
    }),
  ),
});
export type Installed = z.infer<typeof Installed>;

const NOTHING: Installed = { format: 1, plugins: {} };

/** A file of the plugins folder that the operator keeps cannot be read. */
export class PluginsFolderUnreadable extends Error {
  readonly code = 'PLUGINS_FOLDER_UNREADABLE';
}

const read = async <T>(file: string, schema: z.ZodType<T>, otherwise: T): Promise<T> => {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return otherwise;
    throw new PluginsFolderUnreadable(`${file}: ${(error as Error).message}`, { cause: error });
  }
  const result = readJsonFile('plugins folder', file, schema, bytes);
  if ('value' in result) return result.value;
  throw new PluginsFolderUnreadable(result.findings.map(describeFinding).join('\n'));
};

/** Whoever runs the portal reads it, which need not be who installs. */
const FILE_MODE = 0o644;

/** Replaces the file as a whole: readers see the old content or the new one. */
const write = async (file: string, value: object): Promise<void> => {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true });
  const partial = partialPath(folder);
  await writeDurably(partial, text(value), FILE_MODE);
  await rename(partial, file);
  await syncDirectory(folder);
};

async function* text(value: object): AsyncGenerator<Buffer> {
  yield Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`);
}

const installedFile = (folder: string): string => path.join(folder, 'installed.json');

/** @throws PluginsFolderUnreadable */
export const readInstalled = (folder: string): Promise<Installed> =>
  read(installedFile(folder), Installed, NOTHING);

/** Applies a change to what the file says now, and replaces it as a whole. */
export const changeInstalled = async (
  folder: string,
  change: (plugins: Installed['plugins']) => Installed['plugins'],
): Promise<void> => {
  const { plugins } = await readInstalled(folder);
  await write(installedFile(folder), { format: 1, plugins: change(plugins) } satisfies Installed);
};

/** @throws PluginsFolderUnreadable */
export const readTrust = (file: string): Promise<Trust> => read(file, Trust, NO_TRUST);

export const writeTrust = (file: string, trust: Trust): Promise<void> => write(file, trust);

/** Where one version of a plugin lies. */
export const versionFolder = (
  folder: string,
  { id, version }: { readonly id: string; readonly version: string },
): string => path.join(folder, id, version);
