import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Refusal } from '@compliance-os/core';

export const MOST_BYTES = 5 * 1024 * 1024;

export interface UploadedSheet {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, hex */
  readonly hash: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * The file of a multipart request, in memory, and the fields beside it.
 * @throws Refusal `TOO_LARGE` beyond 5 MB; `MALFORMED` where there is no file
 */
export const readUpload = async (request: IncomingMessage): Promise<UploadedSheet> => {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > MOST_BYTES + 10_000) throw tooLarge();
  const form = await parseForm(request);
  const file = form.get('file');
  if (!(file instanceof File)) {
    throw new Refusal('MALFORMED', 'Send the sheet as the field "file" of a multipart form.', [
      { path: 'file', message: 'missing', expected: 'a CSV or XLSX file' },
    ]);
  }
  if (file.size > MOST_BYTES) throw tooLarge();
  const bytes = new Uint8Array(await file.arrayBuffer());
  const fields = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
  );
  return { name: file.name, bytes, hash: createHash('sha256').update(bytes).digest('hex'), fields };
};

const tooLarge = (): Refusal => new Refusal('TOO_LARGE', 'A sheet may have 5 MB at most.');

const parseForm = async (request: IncomingMessage): Promise<FormData> => {
  let received = 0;
  const limited = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of request as AsyncIterable<Uint8Array>) {
      received += chunk.byteLength;
      if (received > MOST_BYTES + 10_000) throw tooLarge();
      yield chunk;
    }
  };
  const body = Readable.toWeb(Readable.from(limited())) as ReadableStream<Uint8Array>;
  try {
    return await new Response(body as unknown as ConstructorParameters<typeof Response>[0], {
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    }).formData();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (error instanceof Error && error.cause instanceof Refusal) throw error.cause;
    throw new Refusal('MALFORMED', 'The upload cannot be read as a multipart form.', [], { cause: error });
  }
};
