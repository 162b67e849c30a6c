/** Reading S3's answers: facts of an object, versions of a prefix, the bucket's Object Lock. */
import {
  GetObjectLockConfigurationCommand,
  ListObjectVersionsCommand,
  S3ServiceException,
  type HeadObjectCommandOutput,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Retention } from './retention.ts';
import { SHA256_METADATA } from './s3-put.ts';
import type { ListedObject, ObjectFacts } from './store.ts';

export function factsOf(key: string, head: HeadObjectCommandOutput): ObjectFacts {
  return {
    key,
    versionId: realVersion(head.VersionId),
    bytes: head.ContentLength ?? 0,
    sha256: head.Metadata?.[SHA256_METADATA],
    contentType: head.ContentType ?? 'application/octet-stream',
    storedAt: head.LastModified ?? new Date(0),
    retention: retentionOf(head),
    legalHold: head.ObjectLockLegalHoldStatus === 'ON',
  };
}

function retentionOf(head: HeadObjectCommandOutput): Retention | undefined {
  const { ObjectLockMode: mode, ObjectLockRetainUntilDate: until } = head;
  if (mode === undefined || until === undefined) return undefined;
  return { mode: mode === 'COMPLIANCE' ? 'compliance' : 'governance', until };
}

/** S3 calls the version of an unversioned object `null`. */
export function realVersion(id: string | undefined): string | undefined {
  return id === 'null' ? undefined : id;
}

/** Every version below a prefix, page by page; delete markers are left out. */
export async function* listVersions(
  client: S3Client,
  bucket: string,
  prefix: string,
): AsyncGenerator<ListedObject> {
  let page: ListObjectVersionsCommandOutput | undefined;
  do {
    page = await client.send(
      new ListObjectVersionsCommand({
        Bucket: bucket,
        Prefix: prefix,
        KeyMarker: page?.NextKeyMarker,
        VersionIdMarker: page?.NextVersionIdMarker,
      }),
    );
    for (const { Key, VersionId, Size, LastModified } of page.Versions ?? []) {
      if (Key === undefined) continue;
      const storedAt = LastModified ?? new Date(0);
      yield { key: Key, versionId: realVersion(VersionId), bytes: Size ?? 0, storedAt };
    }
  } while (page.IsTruncated === true);
}

/** Whether the bucket was created with Object Lock. A server without the feature counts as a bucket without it. */
export async function hasObjectLock(client: S3Client, bucket: string): Promise<boolean> {
  try {
    const answer = await client.send(new GetObjectLockConfigurationCommand({ Bucket: bucket }));
    return answer.ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled';
  } catch (error) {
    const absent = ['ObjectLockConfigurationNotFoundError', 'NotImplemented', 'MethodNotAllowed'];
    if (error instanceof S3ServiceException && absent.includes(error.name)) return false;
    throw error;
  }
}
