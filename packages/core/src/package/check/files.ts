import type { Finding } from '../../plugin/validate.ts';
import { MANIFEST_FILE, nameOf, SIGNATURE_FILE, type PackageManifest } from '../manifest.ts';

const REMEDY = 'get the package again from its author';

/**
 * Whether a package holds exactly the files that its manifest says, byte for byte.
 * @param hashes path → SHA-256 in hex of what is there
 */
export const checkFiles = (
  manifest: PackageManifest,
  hashes: ReadonlyMap<string, string>,
): readonly Finding[] => {
  const plugin = nameOf(manifest);
  const listed = Object.entries(manifest.files).flatMap(([path, expected]) => {
    const received = hashes.get(path);
    if (received === expected) return [];
    return [
      { plugin, path, expected: `SHA-256 ${expected}`, received: received ?? 'no file', remedy: REMEDY },
    ];
  });
  const stray = [...hashes.keys()]
    .filter((path) => path !== MANIFEST_FILE && path !== SIGNATURE_FILE)
    .filter((path) => !Object.hasOwn(manifest.files, path))
    .map((path) => ({
      plugin,
      path,
      expected: `a file that ${MANIFEST_FILE} lists`,
      received: 'one that it does not',
      remedy: REMEDY,
    }));
  return [...listed, ...stray];
};
