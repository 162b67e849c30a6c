/**
 * How evidence comes in: `receive` takes the bytes to a staging file and proves their type, the scanner is asked, then a
 * store takes the file and the staging file is disposed of. Nothing here knows tenants, rows or routes.
 */
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { StagedContent } from '../store/store.ts';
import { inspectContent } from './content/inspect.ts';
import { withSource } from './content/source.ts';
import type { ContentWarning } from './content/warning.ts';
import { claimedType, DEFAULT_ALLOWED, type EvidenceExtension, type EvidenceType } from './evidence-type.ts';
import { cleanFileName } from './file-name.ts';
import { stageStream } from './staging.ts';

/** 10 MB, unless configured otherwise. */
export const DEFAULT_MAX_BYTES = 10 * 1024 * 1024;

export interface IntakeRules {
  readonly maxBytes: number;
  /** Created when missing. On the same disk as the folder store, if that is used. */
  readonly stagingDir: string;
  /** Accepted types; by default all but zip. */
  readonly allow?: readonly EvidenceExtension[] | undefined;
}

export interface ReceiveOptions extends IntakeRules {
  /** As sent; data only. */
  readonly fileName: string;
  /** The sender's Content-Type. Absent or `application/octet-stream`: nothing declared. */
  readonly declaredType?: string | undefined;
}

/** A received file: complete, within the limits and of the type it claims. Not yet scanned, not yet stored. */
export interface StagedFile extends StagedContent {
  readonly type: EvidenceType;
  /** Fit to be shown and sent back. */
  readonly fileName: string;
  /** Exactly as sent. */
  readonly originalName: string;
  readonly warnings: readonly ContentWarning[];
  /** Removes the staging file; may be called more than once. */
  dispose(): Promise<void>;
}

/**
 * Receives one file: name and declared type against the allow-list, then the bytes to disk under the cap, then the
 * content against both. Throws the errors of `errors.ts`; after an error no file stays.
 */
export async function receive(stream: Readable, options: ReceiveOptions): Promise<StagedFile> {
  const originalName = options.fileName;
  const fileName = cleanFileName(originalName);
  const type = claimedType(fileName, options.declaredType, options.allow ?? DEFAULT_ALLOWED);
  const staged = await stageStream(stream, options.stagingDir, fileName, options.maxBytes);
  const dispose = async (): Promise<void> => await rm(staged.path, { force: true });
  try {
    const warnings = await withSource(staged.path, fileName, (source) => inspectContent(source, type));
    return { ...staged, type, fileName, originalName, warnings, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
