/** Files on their way in: written under a name of ours, removed by their owner or, after a crash, by the sweep. */
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EvidenceError, StoreUnavailable } from '../store/errors.ts';
import type { StagedContent } from '../store/store.ts';
import { EvidenceEmpty, EvidenceTooLarge, UploadAborted } from './errors.ts';

/** Shared with the folder store: one sweep serves both. */
export const STAGED_SUFFIX = '.part';

/**
 * Writes a stream to a new file while hashing and counting. Throws EvidenceTooLarge at the first byte too many,
 * EvidenceEmpty, UploadAborted when the stream breaks off, StoreUnavailable when the disk fails; then no file stays. The
 * stream is not destroyed, so that a request can still be answered.
 */
export async function stageStream(
  stream: Readable,
  directory: string,
  fileName: string,
  maxBytes: number,
): Promise<StagedContent> {
  // Reading meets the error of a broken stream too; this is for one that comes before reading begins or after it ended.
  stream.on('error', () => undefined);
  const path = join(directory, `${randomUUID()}${STAGED_SUFFIX}`);
  const hash = createHash('sha256');
  let bytes = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const piece of stream.iterator({ destroyOnReturn: false })) {
      const chunk = typeof piece === 'string' ? Buffer.from(piece) : (piece as Buffer);
      bytes += chunk.length;
      if (bytes > maxBytes) throw new EvidenceTooLarge(fileName, maxBytes, 'more');
      hash.update(chunk);
      yield chunk;
    }
  }
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await pipeline(counted(), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    if (bytes === 0) throw new EvidenceEmpty(fileName);
    return { path, sha256: hash.digest('hex'), bytes };
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw stagingFailure(error, fileName);
  }
}

/** A failed system call on a path or descriptor is the disk's; anything else came from the sender's side. */
function stagingFailure(error: unknown, fileName: string): EvidenceError {
  if (error instanceof EvidenceError) return error;
  const call = error instanceof Error && 'syscall' in error ? String(error.syscall) : '';
  return ['open', 'write', 'mkdir', 'close'].includes(call)
    ? new StoreUnavailable('staging directory', String(error), { cause: error })
    : new UploadAborted(fileName, { cause: error });
}

/**
 * Removes files, and folders of an export, left behind by a crash: those in `directory` last written more than `olderThanMs` before `now`. Files
 * still being received are younger as long as `olderThanMs` exceeds the longest upload. Returns how many were removed.
 */
export async function sweepStaging(directory: string, olderThanMs: number, now: Date): Promise<number> {
  const names = await readdir(directory).catch(() => []);
  let removed = 0;
  for (const name of names.filter((each) => each.endsWith(STAGED_SUFFIX))) {
    const path = join(directory, name);
    const facts = await stat(path).catch(() => undefined);
    if (!facts || now.getTime() - facts.mtimeMs <= olderThanMs) continue;
    await rm(path, { force: true, recursive: true });
    removed += 1;
  }
  return removed;
}
