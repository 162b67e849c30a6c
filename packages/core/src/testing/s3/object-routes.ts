/** Requests addressed to an object: put, copy, read, delete and the lock sub-resources. */
import { etagOf, type Bucket, type ObjectVersion } from './bucket.ts';
import { S3Error } from './errors.ts';
import type { S3Request, S3Response } from './message.ts';
import { continueUpload, createUpload } from './multipart.ts';
import { changeRetention, lockFromHeaders, parseLegalHold, parseRetention } from './object-lock.ts';
import { requireChecksum, verifyChecksums } from './payload.ts';
import { readObject } from './read-object.ts';
import { leaf, node, textOf } from './xml.ts';

const KEPT_HEADERS = ['content-type', 'cache-control', 'content-disposition', 'content-encoding'];

/** `find` looks up another bucket, for copies. */
export function handleObject(
  bucket: Bucket,
  request: S3Request,
  now: Date,
  find: (name: string) => Bucket,
): S3Response {
  const { method, query, headers } = request;
  if (query.has('uploads') && method === 'POST') {
    const lock = lockFromHeaders(headers, bucket.objectLock, now);
    return createUpload(bucket, request.key, { headers: keptHeaders(headers), lock });
  }
  if (query.has('uploadId')) return continueUpload(bucket, request);
  if (query.has('retention')) return retention(bucket, request, now);
  if (query.has('legal-hold')) return legalHold(bucket, request);
  switch (method) {
    case 'PUT':
      return 'x-amz-copy-source' in headers
        ? copyObject(bucket, request, now, find)
        : putObject(bucket, request, now);
    case 'GET':
    case 'HEAD':
      return readObject(bucket, request);
    case 'DELETE':
      return deleteObject(bucket, request);
    default:
      throw new S3Error('MethodNotAllowed', 405);
  }
}

function putObject(bucket: Bucket, request: S3Request, now: Date): S3Response {
  const { key, headers, body } = request;
  const lock = lockFromHeaders(headers, bucket.objectLock, now);
  if (lock.retention !== undefined || lock.legalHold) requireChecksum(request);
  const checksums = verifyChecksums(request);
  const draft = { body, etag: etagOf(body), headers: keptHeaders(headers), checksums, lock };
  const version = bucket.put(key, draft, headers['if-none-match']);
  return { status: 200, headers: { etag: version.etag, ...checksums, ...versionHeader(bucket, version) } };
}

function copyObject(
  bucket: Bucket,
  request: S3Request,
  now: Date,
  find: (name: string) => Bucket,
): S3Response {
  const [path = '', id = null] = (request.headers['x-amz-copy-source'] ?? '').split('?versionId=');
  const [name = '', ...key] = decodeURIComponent(path).replace(/^\//, '').split('/');
  const source = find(name).version(key.join('/'), id);
  const lock = lockFromHeaders(request.headers, bucket.objectLock, now);
  const version = bucket.put(request.key, { ...source, lock }, request.headers['if-none-match']);
  return {
    status: 200,
    headers: versionHeader(bucket, version),
    body: node(
      'CopyObjectResult',
      leaf('ETag', version.etag),
      leaf('LastModified', version.storedAt.toISOString()),
    ),
  };
}

function deleteObject(bucket: Bucket, { key, query, headers }: S3Request): S3Response {
  const bypass = headers['x-amz-bypass-governance-retention'] === 'true';
  const { versionId, deleteMarker } = bucket.remove(key, query.get('versionId'), bypass);
  return {
    status: 204,
    headers: {
      ...(versionId === undefined ? {} : { 'x-amz-version-id': versionId }),
      ...(deleteMarker ? { 'x-amz-delete-marker': 'true' } : {}),
    },
  };
}

function retention(bucket: Bucket, request: S3Request, now: Date): S3Response {
  const version = lockable(bucket, request);
  if (request.method === 'PUT') {
    requireChecksum(request);
    const xml = request.body.toString();
    const next = parseRetention(textOf(xml, 'Mode'), textOf(xml, 'RetainUntilDate'), now);
    if (next === undefined) throw new S3Error('MalformedXML', 400);
    const bypass = request.headers['x-amz-bypass-governance-retention'] === 'true';
    version.lock = { ...version.lock, retention: changeRetention(version.lock.retention, next, now, bypass) };
    return { status: 200 };
  }
  const current = version.lock.retention;
  if (current === undefined) throw new S3Error('NoSuchObjectLockConfiguration', 404);
  const body = node(
    'Retention',
    leaf('Mode', current.mode),
    leaf('RetainUntilDate', current.until.toISOString()),
  );
  return { status: 200, body };
}

function legalHold(bucket: Bucket, request: S3Request): S3Response {
  const version = lockable(bucket, request);
  if (request.method === 'PUT') {
    requireChecksum(request);
    version.lock = { ...version.lock, legalHold: parseLegalHold(textOf(request.body.toString(), 'Status')) };
    return { status: 200 };
  }
  return { status: 200, body: node('LegalHold', leaf('Status', version.lock.legalHold ? 'ON' : 'OFF')) };
}

function lockable(bucket: Bucket, { key, query }: S3Request): ObjectVersion {
  if (!bucket.objectLock)
    throw new S3Error('InvalidRequest', 400, 'Bucket is missing Object Lock Configuration');
  return bucket.version(key, query.get('versionId'));
}

function keptHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(headers).filter(
    ([name]) =>
      name.startsWith('x-amz-meta-') ||
      name === 'x-amz-server-side-encryption' ||
      KEPT_HEADERS.includes(name),
  );
  return Object.fromEntries(kept);
}

function versionHeader(bucket: Bucket, version: ObjectVersion): Record<string, string> {
  return bucket.versioning === 'Off' ? {} : { 'x-amz-version-id': version.id };
}
