import { readFile } from 'node:fs/promises';
import { BundleFile, type PluginBundle } from '@compliance-os/core/host';

/** Sets of plugins that this portal offers by itself. */
const OWN: readonly PluginBundle[] = [{ id: 'gst', name: 'GST', plugins: ['compliance', 'gst'] }];

/** The operator's file of bundles cannot be used. */
export class BundlesInvalid extends Error {
  readonly code = 'BUNDLES_INVALID';
}

/**
 * The portal's own bundles and those of the operator's file, which go before those of the same id.
 * @throws BundlesInvalid with the file, and where in it what was expected
 */
export const readBundles = async (file: string | undefined): Promise<readonly PluginBundle[]> => {
  if (file === undefined) return OWN;
  const refuse = (why: string, cause?: unknown): BundlesInvalid =>
    new BundlesInvalid(`PLUGINS_BUNDLES: ${file}: ${why}`, { cause });
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw refuse('expected a file that can be read', error);
  });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw refuse(`expected JSON: ${(error as Error).message}`, error);
  }
  const read = BundleFile.safeParse(content);
  if (!read.success)
    throw refuse(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  const given = Object.entries(read.data).map(([id, bundle]): PluginBundle => ({ id, ...bundle }));
  return [...OWN.filter(({ id }) => read.data[id] === undefined), ...given];
};
