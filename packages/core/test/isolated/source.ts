import { fileURLToPath } from 'node:url';
import { readManifests } from '../../src/host/read-manifests.ts';
import type { IsolationLimits } from '../../src/isolation/isolated-process.ts';
import type { PluginManifest } from '../../src/index.ts';

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');

/** Reads the plugin in its own process, and the one that it contributes to here. @throws Error where one cannot be read */
export const readLicences = async (
  limits: Partial<IsolationLimits> = {},
): Promise<readonly PluginManifest[]> => {
  const { manifests, unread } = await readManifests([
    { id: 'shelf', load: () => import('./shelf.ts') },
    { id: 'licences', isolated: { entry: new URL('./plugin.ts', import.meta.url), root, limits } },
  ]);
  for (const { error } of unread) throw error;
  return manifests;
};
