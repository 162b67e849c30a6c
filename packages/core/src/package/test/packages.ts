import { rawArchive } from '../../testing/raw-archive.ts';
import { sha256, type PackageFiles } from '../files.ts';
import { signManifest } from '../keys.ts';
import { MANIFEST_FILE, SIGNATURE_FILE, type PackageManifestInput } from '../manifest.ts';

const encoder = new TextEncoder();

/** The files of a small package, whole and, where a key is given, signed. */
export const packageFiles = (
  manifest: Partial<PackageManifestInput> = {},
  {
    contents = {},
    key,
  }: { readonly contents?: Readonly<Record<string, string>>; readonly key?: string } = {},
): Map<string, Uint8Array> => {
  const held = new Map(
    Object.entries({ 'server/plugin.js': 'export default {};\n', ...contents }).map(
      ([path, text]) => [path, encoder.encode(text)] as const,
    ),
  );
  const whole: PackageManifestInput = {
    format: 1,
    id: 'food',
    name: 'Food licences',
    version: '1.2.0',
    hostApi: '^1.0.0',
    server: 'server/plugin.js',
    files: Object.fromEntries([...held].map(([path, bytes]) => [path, sha256(bytes)])),
    ...manifest,
  };
  const bytes = encoder.encode(JSON.stringify(whole));
  const files = new Map<string, Uint8Array>([...held, [MANIFEST_FILE, bytes]]);
  if (key !== undefined) files.set(SIGNATURE_FILE, encoder.encode(JSON.stringify(signManifest(bytes, key))));
  return files;
};

/** The files in npm's form. */
export const archiveOf = (files: PackageFiles): Buffer =>
  rawArchive([...files].map(([path, body]) => ({ path: `package/${path}`, body })));
