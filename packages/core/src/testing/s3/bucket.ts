import { createHash, randomUUID } from 'node:crypto';
import { S3Error } from './errors.ts';
import { isProtected, type LockState, type Retention, type RetentionMode } from './object-lock.ts';
import type { Checksums } from './payload.ts';

/** What a put supplies; the bucket adds version id and time. */
export interface ObjectDraft {
  readonly body: Buffer;
  readonly etag: string;
  /** Content headers and `x-amz-meta-*`, given back on every read. */
  readonly headers: Readonly<Record<string, string>>;
  readonly checksums: Checksums;
  readonly lock: LockState;
}

export interface ObjectVersion extends ObjectDraft {
  readonly id: string;
  readonly storedAt: Date;
  readonly deleteMarker: boolean;
  lock: LockState;
}

export interface Removal {
  readonly versionId: string | undefined;
  readonly deleteMarker: boolean;
}

/** One stored part of a multipart upload. */
export interface Part {
  readonly body: Buffer;
  readonly etag: string;
  readonly checksums: Checksums;
}

/** A multipart upload neither completed nor aborted. */
export interface Upload {
  readonly key: string;
  readonly headers: ObjectDraft['headers'];
  readonly lock: LockState;
  readonly parts: Map<number, Part>;
}

const NO_LOCK: LockState = { retention: undefined, legalHold: false };

/** One bucket in memory: versions per key, oldest first. */
export class Bucket {
  readonly name: string;
  readonly objectLock: boolean;
  readonly uploads = new Map<string, Upload>();
  versioning: 'Off' | 'Enabled' | 'Suspended';
  defaultRetention: { readonly mode: RetentionMode; readonly days: number } | undefined;
  readonly #versions = new Map<string, ObjectVersion[]>();
  readonly #now: () => Date;

  constructor(name: string, objectLock: boolean, now: () => Date) {
    this.name = name;
    this.objectLock = objectLock;
    this.versioning = objectLock ? 'Enabled' : 'Off';
    this.#now = now;
  }

  /** Stores a new version. `ifNoneMatch: '*'` refuses when the key has a current version. */
  put(key: string, draft: ObjectDraft, ifNoneMatch: string | undefined): ObjectVersion {
    if (ifNoneMatch !== undefined && ifNoneMatch !== '*')
      throw new S3Error('NotImplemented', 501, 'If-None-Match');
    if (ifNoneMatch === '*' && this.current(key)) throw new S3Error('PreconditionFailed', 412);
    const lock = { ...draft.lock, retention: draft.lock.retention ?? this.#retentionByDefault() };
    return this.#append(key, { ...draft, lock }, false);
  }

  /** The version asked for, or the current one; delete markers answer as S3 answers them. */
  version(key: string, id: string | null): ObjectVersion {
    const found =
      id === null ? this.#versions.get(key)?.at(-1) : this.history(key).find((version) => version.id === id);
    if (found === undefined) throw new S3Error(id === null ? 'NoSuchKey' : 'NoSuchVersion', 404);
    if (found.deleteMarker)
      throw id === null ? new S3Error('NoSuchKey', 404) : new S3Error('MethodNotAllowed', 405);
    return found;
  }

  /** The newest version unless it is a delete marker. */
  current(key: string): ObjectVersion | undefined {
    const newest = this.#versions.get(key)?.at(-1);
    return newest?.deleteMarker === false ? newest : undefined;
  }

  history(key: string): readonly ObjectVersion[] {
    return this.#versions.get(key) ?? [];
  }

  keys(prefix: string): string[] {
    return [...this.#versions.keys()].filter((key) => key.startsWith(prefix)).sort();
  }

  /** With an id: deletes that version for good, unless protected. Without: adds a delete marker, which is always allowed. */
  remove(key: string, id: string | null, bypass: boolean): Removal {
    if (id !== null) {
      const target = this.history(key).find((version) => version.id === id);
      if (target !== undefined && isProtected(target.lock, this.#now(), bypass)) {
        throw new S3Error('AccessDenied', 403, 'Access Denied because object protected by object lock.');
      }
      this.#drop(key, id);
      return { versionId: id, deleteMarker: target?.deleteMarker ?? false };
    }
    if (this.versioning === 'Off') {
      this.#versions.delete(key);
      return { versionId: undefined, deleteMarker: false };
    }
    const marker = this.#append(
      key,
      { body: Buffer.alloc(0), etag: '', headers: {}, checksums: {}, lock: NO_LOCK },
      true,
    );
    return { versionId: marker.id, deleteMarker: true };
  }

  #append(key: string, draft: ObjectDraft, deleteMarker: boolean): ObjectVersion {
    const id = this.versioning === 'Enabled' ? randomUUID() : 'null';
    if (id === 'null') this.#drop(key, 'null');
    const version: ObjectVersion = { ...draft, id, deleteMarker, storedAt: this.#now() };
    this.#versions.set(key, [...this.history(key), version]);
    return version;
  }

  #drop(key: string, id: string): void {
    const kept = this.history(key).filter((version) => version.id !== id);
    if (kept.length > 0) this.#versions.set(key, kept);
    else this.#versions.delete(key);
  }

  #retentionByDefault(): Retention | undefined {
    if (this.defaultRetention === undefined) return undefined;
    const { mode, days } = this.defaultRetention;
    return { mode, until: new Date(this.#now().getTime() + days * 86_400_000) };
  }
}

/** An entity tag as S3 computes it for a single put. */
export function etagOf(body: Buffer): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}
