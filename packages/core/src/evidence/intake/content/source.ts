import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/** A file under inspection: read at any place or from one place to another, never as a whole. */
export interface Source {
  /** For messages. */
  readonly fileName: string;
  readonly bytes: number;
  /** Up to `length` bytes; fewer at the end of the file. */
  read(offset: number, length: number): Promise<Buffer>;
  /** Bytes `start` to `end`, both included; to the end of the file without `end`. */
  stream(start?: number, end?: number): Readable;
}

/** Opens a file for inspection and closes it after the work. */
export async function withSource<T>(
  path: string,
  fileName: string,
  work: (source: Source) => Promise<T>,
): Promise<T> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    return await work({
      fileName,
      bytes: size,
      async read(offset, length) {
        const room = Math.min(length, size - offset);
        if (room <= 0) return Buffer.alloc(0);
        const { buffer, bytesRead } = await file.read(Buffer.alloc(room), 0, room, offset);
        return buffer.subarray(0, bytesRead);
      },
      stream: (start = 0, end = Number.POSITIVE_INFINITY) => createReadStream(path, { start, end }),
    });
  } finally {
    await file.close();
  }
}
