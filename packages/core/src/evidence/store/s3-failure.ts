import { S3ServiceException } from '@aws-sdk/client-s3';
import {
  EvidenceCorrupt,
  EvidenceError,
  EvidenceExists,
  EvidenceLocked,
  EvidenceNotFound,
  RangeInvalid,
  StoreRefused,
  StoreUnavailable,
} from './errors.ts';

/** The evidence name of whatever the SDK threw; the original stays as `cause`. */
export function s3Failure(error: unknown, key: string): EvidenceError {
  if (error instanceof EvidenceError) return error;
  const cause = { cause: error };
  const subject = `evidence ${key}`;
  if (!(error instanceof S3ServiceException)) return new StoreUnavailable(subject, String(error), cause);
  const said = `${error.name}: ${error.message}`;
  if (error.name === 'NoSuchBucket') return new StoreRefused(subject, said, cause);
  if (error.name === 'BadDigest')
    return new EvidenceCorrupt(subject, 'the bytes that were hashed', said, cause);
  switch (error.$metadata.httpStatusCode ?? 0) {
    case 404:
    // A delete marker asked for by its version.
    case 405:
      return new EvidenceNotFound(key, cause);
    case 412:
      return new EvidenceExists(key, cause);
    case 416:
      return new RangeInvalid(key, undefined, said, cause);
    case 400:
      // How AWS answers a version id it did not issue.
      return /version/i.test(said)
        ? new EvidenceNotFound(key, cause)
        : new StoreRefused(subject, said, cause);
    case 401:
    case 403:
      return /object lock/i.test(said)
        ? new EvidenceLocked(key, 'a lock on the version', cause)
        : new StoreRefused(subject, said, cause);
    default:
      return new StoreUnavailable(subject, said, cause);
  }
}
