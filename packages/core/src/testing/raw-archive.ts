import { gzipSync } from 'node:zlib';
import { Header } from 'tar';

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
