/** What the folder store knows about each object besides its bytes, in one JSON file per object. */
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isErrno, makeDirectory, partialPath, replaceDurably } from './durable-file.ts';
import type { LockMode, LockState } from './retention.ts';

export interface FolderRecord extends LockState {
  readonly sha256: string;
  readonly contentType: string;
  readonly fileName: string;
}

interface RecordFile {
  readonly sha256: string;
  readonly contentType: string;
  readonly fileName: string;
  readonly retention: { readonly mode: LockMode; readonly until: string } | null;
  readonly legalHold: boolean;
}

export class FolderRecords {
  readonly #directory: string;
  readonly #partials: string;
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(directory: string, partials: string) {
    this.#directory = directory;
    this.#partials = partials;
  }

  async read(key: string): Promise<FolderRecord | undefined> {
    const text = await readFile(this.#path(key), 'utf8').catch((error: unknown) => {
      if (isErrno(error, 'ENOENT')) return undefined;
      throw error;
    });
    if (text === undefined) return undefined;
    const { retention, ...rest } = JSON.parse(text) as RecordFile;
    return {
      ...rest,
      retention: retention === null ? undefined : { ...retention, until: new Date(retention.until) },
    };
  }

  async write(key: string, record: FolderRecord): Promise<void> {
    const content: RecordFile = {
      sha256: record.sha256,
      contentType: record.contentType,
      fileName: record.fileName,
      retention:
        record.retention === undefined
          ? null
          : { mode: record.retention.mode, until: record.retention.until.toISOString() },
      legalHold: record.legalHold,
    };
    const path = this.#path(key);
    await makeDirectory(dirname(path));
    await replaceDurably(path, partialPath(this.#partials), `${JSON.stringify(content, null, 2)}\n`);
  }

  async remove(key: string): Promise<void> {
    await rm(this.#path(key), { force: true });
  }

  /** Runs work on one key after the work already under way on it: a lock and a removal never interleave. */
  async inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#turns.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#turns.get(key) === mine) this.#turns.delete(key);
    }
  }

  #path(key: string): string {
    return join(this.#directory, `${key}.json`);
  }
}
