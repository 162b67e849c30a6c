/** Request bodies: `aws-chunked` framing and the checksums S3 verifies before it stores anything. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { S3Error } from './errors.ts';
import type { S3Request } from './message.ts';

/** Checksum header name to base64 value, e.g. `x-amz-checksum-sha256`. */
export type Checksums = Readonly<Record<string, string>>;

const ALGORITHMS: Readonly<Record<string, (data: Buffer) => Buffer>> = {
  'x-amz-checksum-crc32': crc32Bytes,
  'x-amz-checksum-sha1': (data) => createHash('sha1').update(data).digest(),
  'x-amz-checksum-sha256': (data) => createHash('sha256').update(data).digest(),
};
const UNSUPPORTED = ['x-amz-checksum-crc32c', 'x-amz-checksum-crc64nvme'];

/** Removes the `aws-chunked` framing; checksums sent as trailers join the headers. */
export function decodeBody(request: S3Request): S3Request {
  const payload = request.headers['x-amz-content-sha256'] ?? '';
  if (!payload.startsWith('STREAMING-')) return request;
  if (payload !== 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') throw new S3Error('NotImplemented', 501, payload);

  const { body, trailers } = unchunk(request.body);
  const declared = request.headers['x-amz-decoded-content-length'];
  if (declared === undefined) throw new S3Error('MissingContentLength', 411);
  if (Number(declared) !== body.length) throw new S3Error('IncompleteBody', 400);
  return { ...request, body, headers: { ...request.headers, ...trailers } };
}

function unchunk(framed: Buffer): { body: Buffer; trailers: Record<string, string> } {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = framed.indexOf('\r\n', at);
    const size = lineEnd < 0 ? Number.NaN : Number.parseInt(framed.toString('latin1', at, lineEnd), 16);
    if (Number.isNaN(size)) throw new S3Error('IncompleteBody', 400);
    at = lineEnd + 2;
    if (size === 0) break;
    if (framed.toString('latin1', at + size, at + size + 2) !== '\r\n')
      throw new S3Error('IncompleteBody', 400);
    chunks.push(framed.subarray(at, at + size));
    at += size + 2;
  }
  const trailers: Record<string, string> = {};
  for (const line of framed.toString('latin1', at).split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) trailers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { body: Buffer.concat(chunks), trailers };
}

/** Verifies every checksum the client sent and returns those S3 keeps with the object. */
export function verifyChecksums({ headers, body }: S3Request): Checksums {
  const kept: Record<string, string> = {};
  for (const [header, digest] of Object.entries(ALGORITHMS)) {
    const sent = headers[header];
    if (sent === undefined) continue;
    if (digest(body).toString('base64') !== sent)
      throw new S3Error('BadDigest', 400, `${header} did not match`);
    kept[header] = sent;
  }
  const unsupported = UNSUPPORTED.find((header) => header in headers);
  if (unsupported !== undefined) throw new S3Error('NotImplemented', 501, unsupported);
  const md5 = headers['content-md5'];
  if (md5 !== undefined && createHash('md5').update(body).digest('base64') !== md5)
    throw new S3Error('BadDigest', 400);
  return kept;
}

/** Whether the body is protected by a checksum, which S3 demands of locks and multi-deletes. */
export function requireChecksum(request: S3Request): void {
  const kept = verifyChecksums(request);
  if (Object.keys(kept).length > 0 || 'content-md5' in request.headers) return;
  throw new S3Error('InvalidRequest', 400, 'Content-MD5 or a checksum header is required');
}

/** Checksum of a multipart object: the digest of the parts' digests, then `-` and their number. */
export function compositeChecksums(parts: readonly { readonly checksums: Checksums }[]): Checksums {
  const composite: Record<string, string> = {};
  for (const [header, digest] of Object.entries(ALGORITHMS)) {
    const values = parts.map((part) => part.checksums[header]).filter((value) => value !== undefined);
    if (values.length === 0 || values.length < parts.length) continue;
    const joined = Buffer.concat(values.map((value) => Buffer.from(value, 'base64')));
    composite[header] = `${digest(joined).toString('base64')}-${parts.length}`;
  }
  return composite;
}

function crc32Bytes(data: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(data));
  return bytes;
}
