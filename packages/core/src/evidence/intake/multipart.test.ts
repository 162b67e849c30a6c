import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EvidenceError } from '../store/errors.ts';
import { receiveUpload } from './index.ts';
import { SAMPLES } from './testing/sample-files.ts';

interface Answer {
  readonly code?: string;
  readonly message?: string;
  readonly fields?: Record<string, string>;
  readonly name?: string;
  readonly content?: string;
}

const MAX_BYTES = 200_000;
let stagingDir: string;
let server: Server;
let url: string;
/** Codes the server met, also those nobody was left to read. */
const met: unknown[] = [];

beforeAll(async () => {
  stagingDir = await mkdtemp(join(tmpdir(), 'multipart-'));
  server = createServer((request, response) => {
    receiveUpload(request, { maxBytes: MAX_BYTES, stagingDir })
      .then(async ({ file, fields }): Promise<Answer> => {
        const content = await readFile(file.path, 'base64');
        await file.dispose();
        return { fields, name: file.fileName, content };
      })
      .catch((error: unknown): Answer => {
        met.push(error instanceof EvidenceError ? error.code : error);
        return error instanceof EvidenceError
          ? { code: error.code, message: error.message }
          : { code: String(error) };
      })
      .then((answer) => response.end(JSON.stringify(answer)))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterEach(async () => {
  const left = await readdir(stagingDir);
  if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
  met.length = 0;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(stagingDir, { recursive: true });
});

function form(...parts: (readonly [field: string, value: string | Buffer, name?: string])[]): FormData {
  const data = new FormData();
  for (const [field, value, name] of parts) {
    if (typeof value === 'string') data.append(field, value);
    else data.append(field, new Blob([new Uint8Array(value)], { type: 'application/octet-stream' }), name);
  }
  return data;
}

async function post(body: FormData | string, headers: Record<string, string> = {}): Promise<Answer> {
  return (await (await fetch(url, { method: 'POST', body, headers })).json()) as Answer;
}

describe('an upload', () => {
  it('gives the file and the fields on both sides of it, names in UTF-8', async () => {
    const answer = await post(
      form(['note', 'पहला'], ['file', SAMPLES.pdf, 'रसीद.pdf'], ['period', '2026-10']),
    );
    expect(answer).toEqual({
      fields: { note: 'पहला', period: '2026-10' },
      name: 'रसीद.pdf',
      content: SAMPLES.pdf.toString('base64'),
    });
  });

  it('takes a field called __proto__ for what it is', async () => {
    const answer = await post(form(['__proto__', 'x'], ['file', SAMPLES.txt, 'a.txt']));
    expect(Object.keys(answer.fields ?? {})).toEqual(['__proto__']);
  });

  it.each<[string, string, FormData]>([
    ['without a file', 'EVIDENCE_UPLOAD_INVALID', form(['note', 'x'])],
    [
      'with two files',
      'EVIDENCE_UPLOAD_INVALID',
      form(['file', SAMPLES.txt, 'a.txt'], ['file', SAMPLES.txt, 'b.txt']),
    ],
    ['with a file in another field', 'EVIDENCE_UPLOAD_INVALID', form(['photo', SAMPLES.txt, 'a.txt'])],
    [
      'with a long field',
      'EVIDENCE_UPLOAD_INVALID',
      form(['file', SAMPLES.txt, 'a.txt'], ['n', 'x'.repeat(70_000)]),
    ],
    [
      'with many fields',
      'EVIDENCE_UPLOAD_INVALID',
      form(
        ['file', SAMPLES.txt, 'a.txt'],
        ...Array.from({ length: 30 }, (_, at) => [`f${at}`, 'x'] as const),
      ),
    ],
    ['with a file of another type', 'EVIDENCE_TYPE_MISMATCH', form(['file', SAMPLES.png, 'a.pdf'])],
    ['with an empty file', 'EVIDENCE_EMPTY', form(['file', Buffer.alloc(0), 'a.pdf'])],
    ['over the limit', 'EVIDENCE_TOO_LARGE', form(['file', Buffer.alloc(MAX_BYTES + 1, 'a'), 'a.txt'])],
    ['far over the limit', 'EVIDENCE_TOO_LARGE', form(['file', Buffer.alloc(5_000_000, 'a'), 'a.txt'])],
  ])('%s is refused, and the sender is told', async (_, code, body) => {
    expect(await post(body)).toMatchObject({ code });
  });

  it('in another format, or cut short, is refused', async () => {
    const invalid = { code: 'EVIDENCE_UPLOAD_INVALID' };
    expect(await post('{}', { 'content-type': 'application/json' })).toMatchObject(invalid);
    expect(await post('x', { 'content-type': 'multipart/form-data' })).toMatchObject(invalid);
    const cut = '--b\r\nContent-Disposition: form-data; name="note"\r\n\r\nhalf';
    expect(await post(cut, { 'content-type': 'multipart/form-data; boundary=b' })).toMatchObject(invalid);
  });

  it('broken off in the middle of the file leaves nothing', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf a file';
    socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n`);
    socket.write(`Content-Length: 1000\r\n\r\n${head}`);
    await expect.poll(() => readdir(stagingDir)).toHaveLength(1);
    socket.destroy();
    await expect.poll(() => met).toEqual(['EVIDENCE_UPLOAD_ABORTED']);
    await expect.poll(() => readdir(stagingDir)).toEqual([]);
  });
});
