/** AWS Signature Version 4, in the `authorization` header or in a presigned URL. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { S3Error } from './errors.ts';
import type { RawRequest } from './message.ts';

export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

interface SignedClaim {
  /** `accessKeyId/yyyymmdd/region/service/aws4_request` */
  readonly scope: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `yyyymmddThhmmssZ` */
  readonly date: string;
  readonly payload: string;
}

const MAXIMUM_SKEW_MS = 15 * 60_000;

/** Refuses with S3's own error codes unless the request was signed by the owner of `credentials`. */
export function verifySignature(request: RawRequest, credentials: S3Credentials, now: Date): void {
  const claim = request.query.has('X-Amz-Signature')
    ? presignedClaim(request, now)
    : headerClaim(request, now);
  const [accessKeyId, day = '', region = '', service = ''] = claim.scope.split('/');
  if (accessKeyId !== credentials.accessKeyId) throw new S3Error('InvalidAccessKeyId', 403);
  if (region !== credentials.region || service !== 's3' || !claim.date.startsWith(day)) {
    throw new S3Error(
      'AuthorizationHeaderMalformed',
      400,
      `expected region ${credentials.region}, received ${region}`,
    );
  }
  requireSignedHeaders(request, claim.signedHeaders);

  const serviceKey = hmac(hmac(hmac(`AWS4${credentials.secretAccessKey}`, day), region), service);
  const key = hmac(serviceKey, 'aws4_request');
  const toSign = ['AWS4-HMAC-SHA256', claim.date, `${day}/${region}/${service}/aws4_request`];
  const expected = hmac(key, [...toSign, sha256(canonicalRequest(request, claim))].join('\n'));
  const received = Buffer.from(claim.signature, 'hex');
  if (received.length !== expected.length || !timingSafeEqual(received, expected)) {
    throw new S3Error('SignatureDoesNotMatch', 403);
  }
}

function presignedClaim({ query }: RawRequest, now: Date): SignedClaim {
  const date = query.get('X-Amz-Date') ?? '';
  const lifetimeMs = Number(query.get('X-Amz-Expires')) * 1000;
  if (!(now.getTime() <= parseAmzDate(date) + lifetimeMs))
    throw new S3Error('AccessDenied', 403, 'Request has expired');
  return {
    scope: query.get('X-Amz-Credential') ?? '',
    signedHeaders: (query.get('X-Amz-SignedHeaders') ?? '').split(';'),
    signature: query.get('X-Amz-Signature') ?? '',
    date,
    payload: query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
  };
}

function headerClaim({ headers, body }: RawRequest, now: Date): SignedClaim {
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/.exec(
      headers['authorization'] ?? '',
    );
  if (!found) throw new S3Error('AccessDenied', 403);
  const [, scope = '', signedHeaders = '', signature = ''] = found;
  const date = headers['x-amz-date'] ?? '';
  if (!(Math.abs(now.getTime() - parseAmzDate(date)) <= MAXIMUM_SKEW_MS))
    throw new S3Error('RequestTimeTooSkewed', 403);
  const payload = headers['x-amz-content-sha256'] ?? '';
  if (/^[0-9a-f]{64}$/.test(payload) && sha256(body) !== payload)
    throw new S3Error('XAmzContentSHA256Mismatch', 400);
  return { scope, signedHeaders: signedHeaders.split(';'), signature, date, payload };
}

/** `host` and every `x-amz-` header must be covered, or a bystander could add one. */
function requireSignedHeaders({ headers }: RawRequest, signed: readonly string[]): void {
  const missing = Object.keys(headers).find((name) => mustBeSigned(name) && !signed.includes(name));
  if (missing !== undefined) throw new S3Error('AccessDenied', 403, `header ${missing} is not signed`);
}

function mustBeSigned(header: string): boolean {
  return header === 'host' || header.startsWith('x-amz-');
}

function canonicalRequest({ method, path, query, headers }: RawRequest, claim: SignedClaim): string {
  const canonicalQuery = [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .sort()
    .join('&');
  const canonicalHeaders = claim.signedHeaders.map(
    (name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`,
  );
  return [
    method,
    path,
    canonicalQuery,
    canonicalHeaders.join(''),
    claim.signedHeaders.join(';'),
    claim.payload,
  ].join('\n');
}

function parseAmzDate(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
