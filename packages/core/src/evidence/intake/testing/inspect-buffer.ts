import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectContent } from '../content/inspect.ts';
import { withSource } from '../content/source.ts';
import type { ContentWarning } from '../content/warning.ts';
import { claimedType, type EvidenceExtension } from '../evidence-type.ts';

/** Runs the content check of one type over bytes: the warnings, or whatever the check throws. */
export async function inspectBuffer(
  ext: EvidenceExtension,
  content: Buffer,
): Promise<readonly ContentWarning[]> {
  const directory = await mkdtemp(join(tmpdir(), 'inspect-'));
  try {
    const path = join(directory, 'content');
    await writeFile(path, content);
    const fileName = `sample.${ext}`;
    const type = claimedType(fileName, undefined, [ext]);
    return await withSource(path, fileName, (source) => inspectContent(source, type));
  } finally {
    await rm(directory, { recursive: true });
  }
}
