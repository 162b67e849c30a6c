import { Readable } from 'node:stream';
import type { PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { contentDisposition } from './content-disposition.ts';
import type { Retention } from './retention.ts';
import type { S3StoreOptions } from './s3-client.ts';
import { stagedBytes } from './staged-bytes.ts';
import type { PutMeta, StagedContent } from './store.ts';

/** Larger files go up in parts of this size; it is also what one upload holds in memory, twice. */
const PART_BYTES = 8 * 1024 * 1024;

/** User metadata under which the SHA-256 of the whole object is kept: a multipart checksum is one of parts only. */
export const SHA256_METADATA = 'sha256';

/**
 * Uploads a staged file under a key nobody uses and returns its version id. S3 verifies the SHA-256: of the whole
 * object when it fits one part, else of each part, while the whole is verified here before the parts are joined.
 */
export async function uploadStaged(
  client: S3Client,
  options: S3StoreOptions,
  key: string,
  staged: StagedContent,
  meta: PutMeta,
  retention: Retention | undefined,
): Promise<string | undefined> {
  const params: PutObjectCommandInput = {
    Bucket: options.bucket,
    Key: key,
    Body: Readable.from(stagedBytes(key, staged), { objectMode: false }),
    ContentType: meta.contentType,
    ContentDisposition: contentDisposition(meta.fileName),
    Metadata: { [SHA256_METADATA]: staged.sha256 },
    IfNoneMatch: '*',
    ...checksum(staged),
    ...encryption(options.encryption),
    ...lockHeaders(retention),
  };
  const { VersionId } = await new Upload({ client, params, partSize: PART_BYTES, queueSize: 1 }).done();
  return VersionId;
}

function checksum({ bytes, sha256 }: StagedContent): Partial<PutObjectCommandInput> {
  if (bytes > PART_BYTES) return { ChecksumAlgorithm: 'SHA256' };
  return { ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64') };
}

function encryption(chosen: S3StoreOptions['encryption']): Partial<PutObjectCommandInput> {
  if (chosen === undefined) return {};
  return chosen.mode === 'AES256'
    ? { ServerSideEncryption: 'AES256' }
    : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: chosen.keyId };
}

function lockHeaders(retention: Retention | undefined): Partial<PutObjectCommandInput> {
  if (retention === undefined) return {};
  return {
    ObjectLockMode: retention.mode === 'compliance' ? 'COMPLIANCE' : 'GOVERNANCE',
    ObjectLockRetainUntilDate: retention.until,
  };
}
