import { crc32, createInflateRaw } from 'node:zlib';
import { EvidenceContentInvalid } from '../errors.ts';
import type { Source } from './source.ts';
import type { ZipEntry } from './zip-directory.ts';

export interface ZipMember {
  readonly name: string;
  /** The first bytes, enough for a signature. */
  readonly head: Buffer;
  /** The whole content where it was asked for. */
  readonly content: Buffer | undefined;
}

const MOST_BYTES = 500 * 1024 * 1024;
const HIGHEST_RATIO = 100;
/** Below this an archive may be as dense as it likes: a blank sheet compresses a thousandfold and harms nobody. */
const RATIO_FLOOR_BYTES = 16 * 1024 * 1024;
const MOST_KEPT_BYTES = 4 * 1024 * 1024;
const HEAD_BYTES = 8;

/**
 * Inflates every entry once and yields it, counting what really comes out: headers are claims. Throws
 * EvidenceContentInvalid for bombs, wrong sizes and wrong checksums. `keep` chooses the entries whose content is wanted.
 */
export async function* zipMembers(
  source: Source,
  entries: readonly ZipEntry[],
  keep: (name: string) => boolean,
): AsyncGenerator<ZipMember> {
  const highest = Math.min(MOST_BYTES, Math.max(RATIO_FLOOR_BYTES, source.bytes * HIGHEST_RATIO));
  let total = 0;
  for (const entry of entries) {
    const kept: Buffer[] = [];
    const most = keep(entry.name) ? MOST_KEPT_BYTES : HEAD_BYTES;
    let bytes = 0;
    let checksum = 0;
    for await (const chunk of inflated(source, entry)) {
      if (bytes < most) kept.push(chunk.subarray(0, most - bytes));
      bytes += chunk.length;
      total += chunk.length;
      checksum = crc32(chunk, checksum);
      if (total > highest) invalid(source, `at most ${highest} bytes unpacked`, 'an archive that holds more');
    }
    if (bytes !== entry.bytes || checksum !== entry.crc32) {
      invalid(
        source,
        'entries of the stated size and checksum',
        `a damaged ${JSON.stringify(entry.name.slice(0, 100))}`,
      );
    }
    const start = Buffer.concat(kept);
    yield {
      name: entry.name,
      head: start.subarray(0, HEAD_BYTES),
      content: keep(entry.name) ? start : undefined,
    };
  }
}

async function* inflated(source: Source, entry: ZipEntry): AsyncGenerator<Buffer> {
  if (entry.compressedBytes === 0) return;
  const raw = source.stream(entry.start, entry.start + entry.compressedBytes - 1);
  try {
    if (!entry.compressed) {
      for await (const chunk of raw) yield chunk as Buffer;
      return;
    }
    const inflate = createInflateRaw();
    raw.on('error', (error) => inflate.destroy(error));
    for await (const chunk of raw.pipe(inflate)) yield chunk as Buffer;
  } catch (error) {
    throw new EvidenceContentInvalid(source.fileName, 'entries that can be unpacked', 'damaged data', {
      cause: error,
    });
  } finally {
    raw.destroy();
  }
}

function invalid(source: Source, expected: string, received: string): never {
  throw new EvidenceContentInvalid(source.fileName, expected, received);
}
