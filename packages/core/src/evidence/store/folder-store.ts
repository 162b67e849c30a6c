/**
 * Evidence in a local folder, for one process: development, demonstrations, a single company. Objects are read-only
 * files that survive a power cut; locks are kept and obeyed by this code, not by the disk, so whoever owns the folder
 * can break them. It is the contract of a WORM store, not the legal assurance of one.
 *
 *   objects/{key}         the bytes, mode 0444
 *   records/{key}.json    hash, type, retention, hold
 *   incoming/*.part       files in the making; swept
 */
import { constants } from 'node:fs';
import { access, open, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isErrno, makeDirectory, partialPath, publish, removeDurably, writeDurably } from './durable-file.ts';
import { EvidenceError, EvidenceExists, EvidenceNotFound, RangeInvalid, StoreUnavailable } from './errors.ts';
import { FolderRecords, type FolderRecord } from './folder-records.ts';
import { walk } from './folder-walk.ts';
import { checkKey, checkPrefix } from './key.ts';
import { extendRetention, refuseWhileProtected, type LockMode, type Retention } from './retention.ts';
import { LinkSigner, type SignedLink } from './signed-link.ts';
import type {
  ByteRange,
  EvidenceStore,
  LinkRequest,
  ListedObject,
  ObjectFacts,
  OpenedObject,
  PutMeta,
  StagedContent,
  StoredObject,
  StoreHealth,
} from './store.ts';
import { sha256OfFile, stagedBytes } from './staged-bytes.ts';

export interface FolderStoreOptions {
  /** Created when missing. Must be on a file system with hard links. */
  readonly root: string;
  /** Origin, and path if any, under which the portal is reached from a browser; empty for relative links. */
  readonly publicBase: string;
  /** Secrets for links, 32 bytes or more each; the first signs, the others still verify. */
  readonly linkSecrets: readonly string[];
  readonly now?: () => Date;
}

export class FolderStore implements EvidenceStore {
  readonly kind = 'folder';
  /** Directory whose partial files a sweep may remove. */
  readonly incoming: string;
  readonly #objects: string;
  readonly #records: FolderRecords;
  readonly #signer: LinkSigner;
  readonly #now: () => Date;

  constructor({ root, publicBase, linkSecrets, now = () => new Date() }: FolderStoreOptions) {
    const base = resolve(root);
    this.incoming = join(base, 'incoming');
    this.#objects = join(base, 'objects');
    this.#records = new FolderRecords(join(base, 'records'), this.incoming);
    this.#signer = new LinkSigner(publicBase, linkSecrets);
    this.#now = now;
  }

  put(key: string, staged: StagedContent, meta: PutMeta): Promise<StoredObject> {
    return this.#guarded(key, async () => {
      const retention = meta.retention && extendRetention(key, undefined, meta.retention, this.#now());
      const target = this.#path(key);
      await Promise.all([makeDirectory(this.incoming), makeDirectory(dirname(target))]);
      const partial = partialPath(this.incoming);
      await writeDurably(partial, stagedBytes(key, staged), 0o444);
      return await this.#records.inTurn(key, async () => {
        if (!(await publish(partial, target))) throw new EvidenceExists(key);
        const { contentType, fileName } = meta;
        await this.#records.write(key, {
          sha256: staged.sha256,
          contentType,
          fileName,
          retention,
          legalHold: false,
        });
        return { key, versionId: undefined, sha256: staged.sha256, bytes: staged.bytes, retention };
      });
    });
  }

  open(key: string, versionId?: string, range?: ByteRange): Promise<OpenedObject> {
    return this.#guarded(key, async () => {
      const file = await open(this.#path(key, versionId));
      try {
        const { size } = await file.stat();
        const { contentType } = await this.#record(key);
        const { start, end } = within(key, size, range);
        const stream = file.createReadStream({ start, end: Math.max(start, end) });
        return { stream, bytes: end - start + 1, totalBytes: size, contentType };
      } catch (error) {
        await file.close();
        throw error;
      }
    });
  }

  stat(key: string, versionId?: string): Promise<ObjectFacts> {
    return this.#guarded(key, async () => {
      const { size, mtime } = await stat(this.#path(key, versionId));
      const { sha256, contentType, retention, legalHold } = await this.#record(key);
      return {
        key,
        versionId: undefined,
        bytes: size,
        sha256,
        contentType,
        storedAt: mtime,
        retention,
        legalHold,
      };
    });
  }

  async lock(key: string, versionId: string | undefined, until: Date, mode: LockMode): Promise<Retention> {
    return await this.#change(key, versionId, (record) => {
      const retention = extendRetention(key, record.retention, { mode, until }, this.#now());
      return { record: { ...record, retention }, result: retention };
    });
  }

  async hold(key: string, versionId: string | undefined, on: boolean): Promise<void> {
    await this.#change(key, versionId, (record) => ({
      record: { ...record, legalHold: on },
      result: undefined,
    }));
  }

  remove(key: string, versionId: string | undefined): Promise<boolean> {
    return this.#guarded(key, () =>
      this.#records.inTurn(key, async () => {
        const path = this.#path(key, versionId);
        const record = await this.#records.read(key);
        if (record !== undefined) refuseWhileProtected(key, record, this.#now());
        const found = await exists(path);
        if (found) await removeDurably(path);
        await this.#records.remove(key);
        return found;
      }),
    );
  }

  async signedUrl(request: LinkRequest): Promise<string> {
    return this.#signer.sign(request, this.#now());
  }

  /** What a link grants, for the route that serves it. Throws LinkInvalid or LinkExpired. */
  verify(url: string): SignedLink {
    return this.#signer.verify(url, this.#now());
  }

  list(prefix: string): AsyncIterable<ListedObject> {
    return walk(this.#objects, checkPrefix(prefix));
  }

  async check(): Promise<StoreHealth> {
    try {
      await makeDirectory(this.incoming);
      const probe = partialPath(this.incoming);
      await writeFile(probe, 'probe', { flag: 'wx' });
      await rm(probe);
      return { ok: true, kind: this.kind, versioning: false, locking: true };
    } catch (error) {
      return { ok: false, kind: this.kind, reason: String(error) };
    }
  }

  /** Reads the record, changes it and writes it back, one change at a time. */
  #change<T>(
    key: string,
    versionId: string | undefined,
    change: (record: FolderRecord) => { record: FolderRecord; result: T },
  ): Promise<T> {
    return this.#guarded(key, () =>
      this.#records.inTurn(key, async () => {
        await access(this.#path(key, versionId), constants.F_OK);
        const { record, result } = change(await this.#record(key));
        await this.#records.write(key, record);
        return result;
      }),
    );
  }

  /** A crash between the object and its record leaves the object alone: its hash can be had from the bytes. */
  async #record(key: string): Promise<FolderRecord> {
    return (
      (await this.#records.read(key)) ?? {
        sha256: await sha256OfFile(this.#path(key)),
        contentType: 'application/octet-stream',
        fileName: key.slice(key.lastIndexOf('/') + 1),
        retention: undefined,
        legalHold: false,
      }
    );
  }

  #path(key: string, versionId?: string): string {
    if (versionId !== undefined) throw new EvidenceNotFound(`${key} version ${versionId}`);
    return join(this.#objects, checkKey(key));
  }

  /** Gives file system failures their evidence name. */
  async #guarded<T>(key: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof EvidenceError) throw error;
      if (isErrno(error, 'ENOENT')) throw new EvidenceNotFound(key, { cause: error });
      throw new StoreUnavailable(`evidence ${key}`, String(error), { cause: error });
    }
  }
}

function within(key: string, size: number, range: ByteRange | undefined): { start: number; end: number } {
  const start = range?.start ?? 0;
  const end = Math.min(range?.end ?? size - 1, size - 1);
  if (range !== undefined && !(start >= 0 && start <= end))
    throw new RangeInvalid(key, size, `${start}-${range.end ?? ''}`);
  return { start, end };
}

async function exists(path: string): Promise<boolean> {
  return await access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}
