/** Multipart uploads: parts are kept apart until the client completes or aborts. */
import { createHash, randomUUID } from 'node:crypto';
import { etagOf, type Bucket, type Part, type Upload } from './bucket.ts';
import { S3Error } from './errors.ts';
import type { S3Request, S3Response } from './message.ts';
import { compositeChecksums, verifyChecksums } from './payload.ts';
import { elementsOf, leaf, node, textOf } from './xml.ts';

const MINIMUM_PART_BYTES = 5 * 1024 * 1024;

export function createUpload(
  bucket: Bucket,
  key: string,
  draft: Pick<Upload, 'headers' | 'lock'>,
): S3Response {
  const id = randomUUID();
  bucket.uploads.set(id, { ...draft, key, parts: new Map() });
  const body = node(
    'InitiateMultipartUploadResult',
    leaf('Bucket', bucket.name),
    leaf('Key', key),
    leaf('UploadId', id),
  );
  return { status: 200, body };
}

/** Everything addressed with `?uploadId=`: a part, the completion or the abort. */
export function continueUpload(bucket: Bucket, request: S3Request): S3Response {
  const id = request.query.get('uploadId') ?? '';
  const upload = bucket.uploads.get(id);
  if (upload === undefined || upload.key !== request.key) throw new S3Error('NoSuchUpload', 404);
  switch (request.method) {
    case 'PUT':
      return putPart(upload, request);
    case 'POST':
      return complete(bucket, id, upload, request);
    case 'DELETE':
      bucket.uploads.delete(id);
      return { status: 204 };
    default:
      throw new S3Error('MethodNotAllowed', 405);
  }
}

function putPart(upload: Upload, request: S3Request): S3Response {
  const number = Number(request.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > 10_000) throw new S3Error('InvalidArgument', 400);
  const part: Part = { body: request.body, etag: etagOf(request.body), checksums: verifyChecksums(request) };
  upload.parts.set(number, part);
  return { status: 200, headers: { etag: part.etag, ...part.checksums } };
}

function complete(bucket: Bucket, id: string, upload: Upload, request: S3Request): S3Response {
  const parts = namedParts(upload, request.body.toString());
  const checksums = compositeChecksums(parts);
  for (const [header, value] of Object.entries(checksums)) {
    if ((request.headers[header] ?? value) !== value)
      throw new S3Error('BadDigest', 400, `${header} did not match`);
  }
  const digests = Buffer.concat(parts.map((part) => createHash('md5').update(part.body).digest()));
  const etag = `"${createHash('md5').update(digests).digest('hex')}-${parts.length}"`;
  const body = Buffer.concat(parts.map((part) => part.body));
  const draft = { body, etag, headers: upload.headers, checksums, lock: upload.lock };
  const version = bucket.put(upload.key, draft, request.headers['if-none-match']);
  bucket.uploads.delete(id);
  return {
    status: 200,
    headers: bucket.versioning === 'Off' ? {} : { 'x-amz-version-id': version.id },
    body: node(
      'CompleteMultipartUploadResult',
      leaf('Bucket', bucket.name),
      leaf('Key', upload.key),
      leaf('ETag', etag),
      leaf('ChecksumSHA256', checksums['x-amz-checksum-sha256']),
    ),
  };
}

/** The parts in the order the client lists them, each as it was stored. */
function namedParts(upload: Upload, xml: string): Part[] {
  const listed = elementsOf(xml, 'Part').map((part) => ({
    number: Number(textOf(part, 'PartNumber')),
    etag: textOf(part, 'ETag')?.replaceAll('"', ''),
  }));
  if (listed.length === 0) throw new S3Error('MalformedXML', 400);
  if (listed.some((part, at) => at > 0 && part.number <= (listed[at - 1]?.number ?? 0))) {
    throw new S3Error('InvalidPartOrder', 400);
  }
  const parts = listed.map(({ number, etag }) => {
    const part = upload.parts.get(number);
    if (part === undefined || part.etag.replaceAll('"', '') !== etag) throw new S3Error('InvalidPart', 400);
    return part;
  });
  if (parts.slice(0, -1).some((part) => part.body.length < MINIMUM_PART_BYTES))
    throw new S3Error('EntityTooSmall', 400);
  return parts;
}
