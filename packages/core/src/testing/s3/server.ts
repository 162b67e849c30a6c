/**
 * A small S3 for tests, on loopback and in memory: Signature V4 (headers and presigned URLs), `aws-chunked` bodies,
 * checksums, versioning, Object Lock with retention and legal hold, If-None-Match, multipart uploads, listings,
 * ranges, copies and deletes. Path-style addresses only. It refuses what S3 refuses, so that a test which passes here
 * has met the rules and not a stand-in for them; what it does not know it answers with NotImplemented.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Bucket } from './bucket.ts';
import { createsBucket, handleBucket } from './bucket-routes.ts';
import { S3Error } from './errors.ts';
import { address, readRequest, type RawRequest, type S3Request, type S3Response } from './message.ts';
import { handleObject } from './object-routes.ts';
import { decodeBody } from './payload.ts';
import { verifySignature, type S3Credentials } from './signature.ts';
import { leaf, node } from './xml.ts';

export interface S3Options extends S3Credentials {
  /** Clock of retentions and storage times. Signatures are judged by the real clock, as their makers use it. */
  readonly now: () => Date;
}

export interface S3Simulator {
  /** Origin to give the client as `endpoint`. */
  readonly url: string;
  readonly credentials: S3Credentials;
  close(): Promise<void>;
}

/** Starts the simulator on a free port of 127.0.0.1. */
export async function startS3(options: Partial<S3Options> = {}): Promise<S3Simulator> {
  const credentials: S3Credentials = {
    accessKeyId: options.accessKeyId ?? 'test-access-key',
    secretAccessKey: options.secretAccessKey ?? 'test-secret-key',
    region: options.region ?? 'us-east-1',
  };
  const service = new S3Service(credentials, options.now ?? (() => new Date()));
  const server = createServer((incoming, response) => {
    readRequest(incoming)
      .then((request) => send(response, request.method, service.answer(request)))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    credentials,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

class S3Service {
  readonly #buckets = new Map<string, Bucket>();
  readonly #credentials: S3Credentials;
  readonly #now: () => Date;

  constructor(credentials: S3Credentials, now: () => Date) {
    this.#credentials = credentials;
    this.#now = now;
  }

  answer(raw: RawRequest): S3Response {
    try {
      verifySignature(raw, this.#credentials, new Date());
      return this.#route(decodeBody(address(raw)));
    } catch (error) {
      const { code, status, message } =
        error instanceof S3Error ? error : new S3Error('InternalError', 500, String(error));
      return { status, body: node('Error', leaf('Code', code), leaf('Message', message)) };
    }
  }

  #route(request: S3Request): S3Response {
    if (request.bucket === '') return this.#listBuckets();
    if (createsBucket(request)) return this.#createBucket(request);
    const bucket = this.#find(request.bucket);
    if (request.key !== '') return handleObject(bucket, request, this.#now(), (name) => this.#find(name));
    if (request.method === 'DELETE') return this.#deleteBucket(bucket);
    return handleBucket(bucket, request);
  }

  #find(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) throw new S3Error('NoSuchBucket', 404);
    return bucket;
  }

  #listBuckets(): S3Response {
    const buckets = [...this.#buckets.keys()].map((name) => node('Bucket', leaf('Name', name)));
    return { status: 200, body: node('ListAllMyBucketsResult', node('Buckets', ...buckets)) };
  }

  #createBucket({ bucket: name, headers }: S3Request): S3Response {
    if (this.#buckets.has(name)) throw new S3Error('BucketAlreadyOwnedByYou', 409);
    const objectLock = headers['x-amz-bucket-object-lock-enabled'] === 'true';
    this.#buckets.set(name, new Bucket(name, objectLock, this.#now));
    return { status: 200, headers: { location: `/${name}` } };
  }

  #deleteBucket(bucket: Bucket): S3Response {
    if (bucket.keys('').length > 0) throw new S3Error('BucketNotEmpty', 409);
    this.#buckets.delete(bucket.name);
    return { status: 204 };
  }
}

function send(
  response: ServerResponse,
  method: string,
  { status, headers = {}, body = '' }: S3Response,
): void {
  const xml: Record<string, string> =
    typeof body === 'string' && body !== '' ? { 'content-type': 'application/xml' } : {};
  const length = Buffer.byteLength(body);
  response.writeHead(status, {
    'x-amz-request-id': randomUUID(),
    'content-length': length,
    ...xml,
    ...headers,
  });
  response.end(method === 'HEAD' ? undefined : body);
}
