import { gzipSync } from 'node:zlib';
import { Header } from 'tar';
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

/** One entry of an archive, as nobody's `pack` would write it. */
export interface RawEntry {
  readonly path: string;
  readonly type?: 'File' | 'Directory' | 'SymbolicLink' | 'Link' | 'CharacterDevice' | 'BlockDevice' | 'FIFO';
  readonly body?: Uint8Array;
  readonly linkpath?: string;
  /** what the header claims, where it lies */
  readonly size?: number;
}

const BLOCK = 512;

const padded = (bytes: Uint8Array): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)]);

/** A `.tgz` written entry by entry, without any of the care that a library takes. */
export const rawArchive = (entries: readonly RawEntry[]): Buffer =>
  gzipSync(
    Buffer.concat([
      ...entries.flatMap(({ path, type = 'File', body = new Uint8Array(), linkpath, size = body.length }) => {
        const header = Buffer.alloc(BLOCK);
        new Header({
          path,
          type,
          size,
          mode: 0o644,
          mtime: new Date(0),
          ...(linkpath === undefined ? {} : { linkpath }),
        }).encode(header);
        return [header, padded(body)];
      }),
      Buffer.alloc(2 * BLOCK),
    ]),
  );

/** The files in npm's form. */
export const archiveOf = (files: PackageFiles): Buffer =>
  rawArchive([...files].map(([path, body]) => ({ path: `package/${path}`, body })));
