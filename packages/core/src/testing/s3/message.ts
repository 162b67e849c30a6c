import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** A request as read from the socket: what the signature was computed over. */
export interface RawRequest {
  readonly method: string;
  /** Path as sent, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A verified request addressed to a bucket (`bucket` empty: the service) and an object (`key` empty: the bucket). */
export interface S3Request extends RawRequest {
  readonly bucket: string;
  readonly key: string;
}

export interface S3Response {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is XML, a buffer is object content. */
  readonly body?: string | Buffer;
}

/** Reads a whole request into memory. */
export async function readRequest(incoming: IncomingMessage): Promise<RawRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const [path, search] = splitOnce(incoming.url ?? '/', '?');
  return {
    method: incoming.method ?? 'GET',
    path,
    query: new URLSearchParams(search),
    headers: flatten(incoming.headers),
    body: Buffer.concat(chunks),
  };
}

/** Splits `/bucket/some/key` (path style) and decodes the key. */
export function address(request: RawRequest): S3Request {
  const [bucket, key] = splitOnce(request.path.slice(1), '/');
  return { ...request, bucket: decodeURIComponent(bucket), key: decodeURIComponent(key) };
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

function flatten(headers: IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(',') : value;
  }
  return flat;
}
