import type { Bucket, ObjectVersion } from './bucket.ts';
import { S3Error } from './errors.ts';
import type { S3Request, S3Response } from './message.ts';

const OVERRIDES = [
  'content-type',
  'content-disposition',
  'cache-control',
  'content-language',
  'content-encoding',
  'expires',
];

/** GET and HEAD: headers, byte ranges and the `response-*` overrides of a presigned URL. */
export function readObject(bucket: Bucket, { key, query, headers }: S3Request): S3Response {
  const version = bucket.version(key, query.get('versionId'));
  const described = {
    ...describe(version),
    ...(bucket.versioning === 'Off' ? {} : { 'x-amz-version-id': version.id }),
    ...overrides(query),
  };
  const range = byteRange(headers['range'], version.body.length);
  if (range === undefined) {
    const checksums = headers['x-amz-checksum-mode'] === 'ENABLED' ? version.checksums : {};
    return { status: 200, headers: { ...described, ...checksums }, body: version.body };
  }
  const contentRange = `bytes ${range.start}-${range.end}/${version.body.length}`;
  return {
    status: 206,
    headers: { ...described, 'content-range': contentRange },
    body: version.body.subarray(range.start, range.end + 1),
  };
}

function describe({ etag, storedAt, headers, lock }: ObjectVersion): Record<string, string> {
  return {
    'content-type': 'binary/octet-stream',
    ...headers,
    etag,
    'last-modified': storedAt.toUTCString(),
    'accept-ranges': 'bytes',
    ...(lock.legalHold ? { 'x-amz-object-lock-legal-hold': 'ON' } : {}),
    ...(lock.retention === undefined
      ? {}
      : {
          'x-amz-object-lock-mode': lock.retention.mode,
          'x-amz-object-lock-retain-until-date': lock.retention.until.toISOString(),
        }),
  };
}

function overrides(query: URLSearchParams): Record<string, string> {
  const found = OVERRIDES.map((name) => [name, query.get(`response-${name}`)] as const);
  return Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** `bytes=a-b`, `bytes=a-` or `bytes=-n`; anything else is ignored, as RFC 9110 asks. */
function byteRange(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!found || (found[1] === '' && found[2] === '')) return undefined;
  const suffix = found[1] === '';
  const start = suffix ? Math.max(0, size - Number(found[2])) : Number(found[1]);
  const end = suffix || found[2] === '' ? size - 1 : Math.min(Number(found[2]), size - 1);
  if (start >= size || end < start) throw new S3Error('InvalidRange', 416);
  return { start, end };
}
