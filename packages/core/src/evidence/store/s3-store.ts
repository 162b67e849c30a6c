/**
 * Evidence in an S3 bucket. Protection is S3's: Object Lock on the version, with the bucket's own clock, obeyed whatever
 * this code does. The checks made here first exist to answer with a reason instead of a bare "access denied".
 */
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { downloadDisposition } from './content-disposition.ts';
import { EvidenceNotFound, LockUnsupported, RangeInvalid, StoreUnavailable } from './errors.ts';
import { checkKey, checkPrefix } from './key.ts';
import { extendRetention, refuseWhileProtected, type LockMode, type Retention } from './retention.ts';
import { connectS3, type S3StoreOptions } from './s3-client.ts';
import { factsOf, hasObjectLock, listVersions, realVersion } from './s3-facts.ts';
import { s3Failure } from './s3-failure.ts';
import { uploadStaged } from './s3-put.ts';
import {
  checkLifetime,
  type ByteRange,
  type EvidenceStore,
  type LinkRequest,
  type ListedObject,
  type ObjectFacts,
  type OpenedObject,
  type PutMeta,
  type StagedContent,
  type StoredObject,
  type StoreHealth,
} from './store.ts';

export class S3Store implements EvidenceStore {
  readonly kind = 's3';
  readonly #options: S3StoreOptions;
  readonly #client: S3Client;
  readonly #linkClient: S3Client;
  readonly #now: () => Date;
  #locking: boolean | undefined;

  constructor(options: S3StoreOptions) {
    this.#options = options;
    this.#client = connectS3(options, options.endpoint);
    this.#linkClient = connectS3(options, options.publicEndpoint ?? options.endpoint);
    this.#now = options.now ?? (() => new Date());
  }

  put(key: string, staged: StagedContent, meta: PutMeta): Promise<StoredObject> {
    return this.#guarded(key, async () => {
      checkKey(key);
      const retention = meta.retention && extendRetention(key, undefined, meta.retention, this.#now());
      if (retention !== undefined) await this.#requireLocking(key);
      const id = await uploadStaged(this.#client, this.#options, key, staged, meta, retention);
      return { key, versionId: realVersion(id), sha256: staged.sha256, bytes: staged.bytes, retention };
    });
  }

  open(key: string, versionId?: string, range?: ByteRange): Promise<OpenedObject> {
    return this.#guarded(key, async () => {
      const wanted = range === undefined ? {} : { Range: rangeHeader(key, range) };
      const answer = await this.#client.send(
        new GetObjectCommand({ ...this.#target(key, versionId), ...wanted }),
      );
      if (!(answer.Body instanceof Readable))
        throw new StoreUnavailable(`evidence ${key}`, 'an answer without a body');
      const bytes = answer.ContentLength ?? 0;
      return {
        stream: answer.Body,
        bytes,
        totalBytes: Number(answer.ContentRange?.split('/')[1] ?? bytes),
        contentType: answer.ContentType ?? 'application/octet-stream',
      };
    });
  }

  stat(key: string, versionId?: string): Promise<ObjectFacts> {
    return this.#guarded(key, async () =>
      factsOf(key, await this.#client.send(new HeadObjectCommand(this.#target(key, versionId)))),
    );
  }

  lock(key: string, versionId: string | undefined, until: Date, mode: LockMode): Promise<Retention> {
    return this.#guarded(key, async () => {
      const facts = await this.stat(key, versionId);
      const retention = extendRetention(key, facts.retention, { mode, until }, this.#now());
      await this.#requireLocking(key);
      await this.#client.send(
        new PutObjectRetentionCommand({
          ...this.#target(key, facts.versionId),
          Retention: {
            Mode: retention.mode === 'compliance' ? 'COMPLIANCE' : 'GOVERNANCE',
            RetainUntilDate: retention.until,
          },
        }),
      );
      return retention;
    });
  }

  hold(key: string, versionId: string | undefined, on: boolean): Promise<void> {
    return this.#guarded(key, async () => {
      const facts = await this.stat(key, versionId);
      await this.#requireLocking(key);
      const LegalHold = { Status: on ? ('ON' as const) : ('OFF' as const) };
      await this.#client.send(
        new PutObjectLegalHoldCommand({ ...this.#target(key, facts.versionId), LegalHold }),
      );
    });
  }

  remove(key: string, versionId: string | undefined): Promise<boolean> {
    return this.#guarded(key, async () => {
      const facts = await this.stat(key, versionId).catch((error: unknown) => {
        if (error instanceof EvidenceNotFound) return undefined;
        throw error;
      });
      if (facts === undefined) return false;
      refuseWhileProtected(key, facts, this.#now());
      // By version, always: without one a versioned bucket would only add a delete marker and keep the bytes.
      await this.#client.send(new DeleteObjectCommand(this.#target(key, facts.versionId)));
      return true;
    });
  }

  signedUrl(request: LinkRequest): Promise<string> {
    const { key, versionId, fileName, contentType, inline } = request;
    const expiresIn = checkLifetime(request);
    return this.#guarded(key, async () => {
      const command = new GetObjectCommand({
        ...this.#target(key, versionId),
        ResponseContentDisposition: downloadDisposition(fileName, contentType, inline),
        ResponseContentType: contentType,
        ResponseCacheControl: 'private, no-store',
      });
      const url = await getSignedUrl(this.#linkClient, command, { expiresIn });
      return this.#options.cdnBase === undefined ? url : atOrigin(url, this.#options.cdnBase);
    });
  }

  async *list(prefix: string): AsyncGenerator<ListedObject> {
    try {
      yield* listVersions(this.#client, this.#options.bucket, checkPrefix(prefix));
    } catch (error) {
      throw s3Failure(error, `${prefix}*`);
    }
  }

  async check(): Promise<StoreHealth> {
    try {
      const answer = await this.#client.send(
        new GetBucketVersioningCommand({ Bucket: this.#options.bucket }),
      );
      const locking = await hasObjectLock(this.#client, this.#options.bucket);
      return { ok: true, kind: this.kind, versioning: answer.Status === 'Enabled', locking };
    } catch (error) {
      return {
        ok: false,
        kind: this.kind,
        reason: s3Failure(error, `bucket ${this.#options.bucket}`).message,
      };
    }
  }

  /** Ends the idle connections. */
  close(): void {
    this.#client.destroy();
    this.#linkClient.destroy();
  }

  #target(key: string, versionId: string | undefined): { Bucket: string; Key: string; VersionId?: string } {
    const target = { Bucket: this.#options.bucket, Key: checkKey(key) };
    return versionId === undefined ? target : { ...target, VersionId: versionId };
  }

  /** Object Lock is given to a bucket for good, so only a bucket without it is asked again. */
  async #requireLocking(key: string): Promise<void> {
    this.#locking ||= await hasObjectLock(this.#client, this.#options.bucket);
    if (!this.#locking) throw new LockUnsupported(key, this.#options.bucket);
  }

  async #guarded<T>(key: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw s3Failure(error, key);
    }
  }
}

/** Refuses here what S3 would ignore: a range it cannot parse is answered with the whole object. */
function rangeHeader(key: string, { start, end }: ByteRange): string {
  if (start < 0 || (end !== undefined && end < start))
    throw new RangeInvalid(key, undefined, `${start}-${end ?? ''}`);
  return `bytes=${start}-${end ?? ''}`;
}

function atOrigin(url: string, base: string): string {
  const { pathname, search } = new URL(url);
  return `${base.replace(/\/+$/, '')}${pathname}${search}`;
}
