import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { EvidenceCorrupt } from './errors.ts';
import type { StagedContent } from './store.ts';

/**
 * The bytes of a staged file, hashed once more on their way to the store. Ends with EvidenceCorrupt unless they are the
 * bytes that were received, so a store that writes "everything or nothing" never completes an object with others.
 */
export async function* stagedBytes(key: string, staged: StagedContent): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(staged.path)) {
      hash.update(chunk as Buffer);
      yield chunk as Buffer;
    }
  } catch (error) {
    throw new EvidenceCorrupt(`evidence ${key}`, staged.sha256, 'a staged file that cannot be read', {
      cause: error,
    });
  }
  const received = hash.digest('hex');
  if (received !== staged.sha256) throw new EvidenceCorrupt(`evidence ${key}`, staged.sha256, received);
}

/** SHA-256 of a file, hexadecimal. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
