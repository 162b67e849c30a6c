import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BuiltIn, ReadPlugins, SharedModule } from '@compliance-os/core/host';
import { publicEntries } from '../plugins.ts';

const CORE = '@compliance-os/core';
const IMPORT_MAP = fileURLToPath(new URL('../../web/dist/importmap.json', import.meta.url));

const packageJson = (specifier: string, from: string): string => {
  const file = findPackageJSON(specifier, from);
  if (file === undefined)
    throw new Error(`${specifier}: expected an installed package, found none from ${from}`);
  return file;
};

const sharedFrom = async (specifier: string, from: string): Promise<readonly [string, SharedModule]> => {
  const { version } = JSON.parse(await readFile(packageJson(specifier, from), 'utf8')) as { version: string };
  return [specifier, { version, from }];
};

/** The modules of this portal that installed plugins get, each as the portal itself finds it. */
const sharedModules = async (): Promise<ReadonlyMap<string, SharedModule>> => {
  const here = import.meta.url;
  const core = pathToFileURL(packageJson(CORE, here)).href;
  return new Map(
    await Promise.all([
      sharedFrom(CORE, here),
      // Core's copy: schemas of a plugin are read by it.
      sharedFrom('zod', core),
      ...publicEntries.map((entry) => sharedFrom(entry, here)),
    ]),
  );
};

/** Specifier → version of what the built back office shares; nothing where it was not built. */
const uiModules = async (): Promise<ReadonlyMap<string, string>> => {
  try {
    const { versions } = JSON.parse(await readFile(IMPORT_MAP, 'utf8')) as {
      versions: Record<string, string>;
    };
    return new Map(Object.entries(versions));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error;
  }
};

/** What packages find on this portal. A plugin of it that could not be read keeps its id. */
export const builtInOf = async ({ manifests, unread }: ReadPlugins): Promise<BuiltIn> => {
  const [shared, uiShared] = await Promise.all([sharedModules(), uiModules()]);
  const plugins = new Map([
    ...unread.map(({ id }) => [id, '0.0.0'] as const),
    ...manifests.map(({ id, version }) => [id, version] as const),
  ]);
  return { plugins, shared, uiShared };
};
