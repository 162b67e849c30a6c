/**
 * Where evidence bytes live. A store knows keys, bytes, locks and links; it knows nothing of tenants' rules, rows or
 * people. Both kinds keep one contract (`store-contract.test.ts`): an object is written once, its bytes are proven
 * against their SHA-256 on the way in, a lock is only ever extended, and a protected object cannot be removed.
 */
import type { Readable } from 'node:stream';
import type { LockMode, Retention } from './retention.ts';

/** A local file whose bytes were hashed when it was received. */
export interface StagedContent {
  readonly path: string;
  /** Hexadecimal, lower case. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface PutMeta {
  readonly contentType: string;
  /** Name the file had at its owner; data only, never part of a path. */
  readonly fileName: string;
  /** Protects the object from its first moment. Throws LockUnsupported on a bucket without Object Lock. */
  readonly retention?: Retention | undefined;
}

export interface StoredObject {
  readonly key: string;
  /** Present where the store keeps versions: read, lock and remove by it, never by the key alone. */
  readonly versionId: string | undefined;
  readonly sha256: string;
  readonly bytes: number;
  readonly retention: Retention | undefined;
}

export interface ObjectFacts {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly bytes: number;
  /** Absent for an object that something else put into the bucket. */
  readonly sha256: string | undefined;
  readonly contentType: string;
  readonly storedAt: Date;
  readonly retention: Retention | undefined;
  readonly legalHold: boolean;
}

/** Offsets of the first and last byte, both included; without `end`, to the last byte. */
export interface ByteRange {
  readonly start: number;
  readonly end?: number | undefined;
}

export interface OpenedObject {
  readonly stream: Readable;
  /** Bytes the stream will deliver. */
  readonly bytes: number;
  /** Bytes of the whole object. */
  readonly totalBytes: number;
  readonly contentType: string;
}

export interface ListedObject {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly bytes: number;
  readonly storedAt: Date;
}

export interface LinkRequest {
  readonly key: string;
  readonly versionId?: string | undefined;
  readonly fileName: string;
  readonly contentType: string;
  /** 1 to 604,800 (seven days). */
  readonly expiresInSeconds: number;
  /** Shown in the browser instead of saved; heeded for PDF, PNG and JPEG only. */
  readonly inline?: boolean | undefined;
}

export type StoreHealth =
  | {
      readonly ok: true;
      readonly kind: EvidenceStore['kind'];
      readonly versioning: boolean;
      readonly locking: boolean;
    }
  | { readonly ok: false; readonly kind: EvidenceStore['kind']; readonly reason: string };

export interface EvidenceStore {
  readonly kind: 'folder' | 's3';

  /** Stores the file under a new key. Throws EvidenceExists, EvidenceCorrupt, LockUnsupported, StoreUnavailable. */
  put(key: string, staged: StagedContent, meta: PutMeta): Promise<StoredObject>;

  /** Opens the bytes for reading. Throws EvidenceNotFound, RangeInvalid. */
  open(key: string, versionId?: string, range?: ByteRange): Promise<OpenedObject>;

  /** Throws EvidenceNotFound. */
  stat(key: string, versionId?: string): Promise<ObjectFacts>;

  /**
   * Retains the object until a date, rounded up to the second. May be repeated, extended and turned from governance
   * into compliance; anything weaker throws RetentionRefused.
   */
  lock(key: string, versionId: string | undefined, until: Date, mode: LockMode): Promise<Retention>;

  /** Sets or lifts the legal hold, which has no date and stands beside the retention. */
  hold(key: string, versionId: string | undefined, on: boolean): Promise<void>;

  /** Deletes the object for good; false when there was none. Throws EvidenceLocked while retained or held. */
  remove(key: string, versionId: string | undefined): Promise<boolean>;

  /** A link that downloads the object without signing in, for a short while. Does not look whether it exists. */
  signedUrl(request: LinkRequest): Promise<string>;

  /** Every object (and version) whose key begins with `prefix`, for orphan sweeps. */
  list(prefix: string): AsyncIterable<ListedObject>;

  /** Whether the store can be reached and what it can do. Never throws. */
  check(): Promise<StoreHealth>;
}

const LONGEST_LINK_SECONDS = 7 * 24 * 3600;

/** Returns the lifetime of a link, or throws RangeError: a caller's mistake. */
export function checkLifetime({ expiresInSeconds }: LinkRequest): number {
  if (
    Number.isInteger(expiresInSeconds) &&
    expiresInSeconds >= 1 &&
    expiresInSeconds <= LONGEST_LINK_SECONDS
  ) {
    return expiresInSeconds;
  }
  throw new RangeError(
    `expiresInSeconds: expected 1 to ${LONGEST_LINK_SECONDS}, received ${expiresInSeconds}`,
  );
}
