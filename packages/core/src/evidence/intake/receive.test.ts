import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EvidenceError } from '../store/errors.ts';
import {
  receive,
  sweepStaging,
  type EvidenceExtension,
  type ReceiveOptions,
  type StagedFile,
} from './index.ts';
import { SAMPLES } from './testing/sample-files.ts';

const ALL = Object.keys(SAMPLES) as EvidenceExtension[];
const MB = 1024 * 1024;
let stagingDir: string;

beforeEach(async () => {
  stagingDir = await mkdtemp(join(tmpdir(), 'intake-'));
});

afterEach(async () => {
  await rm(stagingDir, { recursive: true });
});

function send(
  content: Buffer | Readable,
  fileName: string,
  more: Partial<ReceiveOptions> = {},
): Promise<StagedFile> {
  const stream = content instanceof Readable ? content : Readable.from([content]);
  return receive(stream, { fileName, maxBytes: 1_000_000, stagingDir, allow: ALL, ...more });
}

const leftovers = (): Promise<string[]> => readdir(stagingDir);

describe('receiving a file', () => {
  it.each(ALL)('takes a sound .%s and describes it', async (ext) => {
    const content = SAMPLES[ext];
    const file = await send(content, `Proof.${ext.toUpperCase()}`);
    expect(file).toMatchObject({
      sha256: createHash('sha256').update(content).digest('hex'),
      bytes: content.length,
      type: { ext },
      fileName: `Proof.${ext.toUpperCase()}`,
      warnings: [],
    });
    expect(await readFile(file.path)).toEqual(content);
    expect((await stat(file.path)).mode & 0o777).toBe(0o600);
    await file.dispose();
    await file.dispose();
    expect(await leftovers()).toEqual([]);
  });

  it('keeps the original name as data and offers a clean one', async () => {
    const originalName = '..\\..\\x/\u202eproof\r\n.pdf';
    const file = await send(SAMPLES.pdf, originalName);
    expect(file).toMatchObject({ originalName, fileName: 'proof.pdf' });
    expect(file.path.startsWith(stagingDir)).toBe(true);
  });

  it('takes as many bytes as allowed and no byte more', async () => {
    const content = Buffer.alloc(1000, 'a');
    expect((await send(content, 'a.txt', { maxBytes: 1000 })).bytes).toBe(1000);
    await expect(send(content, 'a.txt', { maxBytes: 999 })).rejects.toMatchObject({
      code: 'EVIDENCE_TOO_LARGE',
      limit: 999,
      details: { field: 'file', expected: 'at most 999 bytes' },
    });
    expect(await leftovers()).toHaveLength(1);
  });

  it('stops reading at the limit, and leaves the stream to its owner', async () => {
    let produced = 0;
    const endless = new Readable({
      read() {
        produced += 1;
        this.push(Buffer.alloc(65_536, 'a'));
      },
    });
    await expect(send(endless, 'a.txt', { maxBytes: 100_000 })).rejects.toMatchObject({
      code: 'EVIDENCE_TOO_LARGE',
    });
    expect(produced).toBeLessThan(10);
    expect(endless.destroyed).toBe(false);
    endless.destroy();
  });

  it('refuses an empty file', async () => {
    await expect(send(Readable.from([]), 'a.pdf')).rejects.toMatchObject({ code: 'EVIDENCE_EMPTY' });
    expect(await leftovers()).toEqual([]);
  });

  it('leaves nothing behind when the sender breaks off', async () => {
    const broken = new Readable({ read: () => undefined });
    broken.push('half a fi');
    setTimeout(() => broken.destroy(new Error('connection reset')), 10);
    await expect(send(broken, 'a.txt')).rejects.toMatchObject({ code: 'EVIDENCE_UPLOAD_ABORTED' });
    const closed = new Readable({ read: () => undefined });
    setTimeout(() => closed.destroy(), 10);
    await expect(send(closed, 'a.txt')).rejects.toMatchObject({ code: 'EVIDENCE_UPLOAD_ABORTED' });
    expect(await leftovers()).toEqual([]);
  });

  it('says when the staging directory cannot be written', async () => {
    const occupied = join(stagingDir, 'file');
    await writeFile(occupied, '');
    const sent = send(SAMPLES.txt, 'a.txt', { stagingDir: join(occupied, 'below') });
    await expect(sent).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it('streams 100 MB in a part of that memory', { timeout: 20_000 }, async () => {
    const line = Buffer.from(`${'2026-10-01,1234.50,reference'.padEnd(127, 'x')}\n`.repeat(512));
    const chunks = (100 * MB) / line.length;
    let highest = 0;
    function* lines(): Generator<Buffer> {
      for (let sent = 0; sent < chunks; sent += 1) {
        highest = Math.max(highest, process.memoryUsage.rss());
        yield Buffer.from(line);
      }
    }
    const before = process.memoryUsage.rss();
    const file = await send(Readable.from(lines()), 'big.csv', { maxBytes: 100 * MB });
    expect(file.bytes).toBe(100 * MB);
    // What is not yet collected counts too, so the bound is of the garbage collector's making.
    expect((highest - before) / MB).toBeLessThan(80);
  });
});

describe('name, declaration and content agree', () => {
  it('passes a file under no other name, except as the text or the archive that it also is', async () => {
    const outcomes = await Promise.all(
      ALL.flatMap((ext) => ALL.filter((other) => other !== ext).map((other) => [ext, other] as const)).map(
        async ([ext, other]) =>
          await send(SAMPLES[ext], `proof.${other}`).then(
            () => `${ext} as ${other}`,
            (error: EvidenceError) => `${error.code} ${error.details.field}`,
          ),
      ),
    );
    expect([...new Set(outcomes)].toSorted()).toEqual(
      ['csv as txt', 'txt as csv', 'eml as txt', 'eml as csv', 'xlsx as zip', 'docx as zip']
        .concat('EVIDENCE_TYPE_MISMATCH content')
        .toSorted(),
    );
  });

  it('refuses a declared type that differs from the name, and says all three', async () => {
    await expect(send(SAMPLES.pdf, 'proof.pdf', { declaredType: 'image/png' })).rejects.toMatchObject({
      code: 'EVIDENCE_TYPE_MISMATCH',
      message: 'file "proof.pdf": contentType: expected application/pdf for .pdf, received image/png',
    });
  });

  it.each([
    ['proof.pdf', 'Application/PDF; charset=binary'],
    ['proof.pdf', 'application/octet-stream'],
    ['proof.pdf', ''],
    ['proof.jpeg', 'image/jpg'],
    ['proof.csv', 'application/vnd.ms-excel'],
    ['proof.xml', 'text/xml'],
  ])('accepts %s declared as "%s"', async (fileName, declaredType) => {
    const ext = fileName.slice(6).replace('jpeg', 'jpg') as EvidenceExtension;
    await expect(send(SAMPLES[ext], fileName, { declaredType })).resolves.toMatchObject({ type: { ext } });
  });

  it.each(['tool.exe', 'page.html', 'drawing.svg', 'noextension', '.pdf', 'a.pdf.exe', 'a.pdf.'])(
    'does not take %s at all',
    async (fileName) => {
      await expect(send(SAMPLES.pdf, fileName)).rejects.toMatchObject({ code: 'EVIDENCE_TYPE_NOT_ALLOWED' });
    },
  );

  it('takes archives only where they are allowed', async () => {
    const sent = send(SAMPLES.zip, 'a.zip', { allow: undefined });
    await expect(sent).rejects.toMatchObject({
      code: 'EVIDENCE_TYPE_NOT_ALLOWED',
      details: { received: '.zip' },
    });
  });
});

describe('the staging sweep', () => {
  it('removes files of an earlier crash and nothing else', async () => {
    const now = new Date();
    const hourAgo = new Date(now.getTime() - 3_600_000);
    const [old, young, foreign] = [`${randomUUID()}.part`, `${randomUUID()}.part`, 'notes.txt'];
    for (const name of [old, young, foreign]) await writeFile(join(stagingDir, name), 'x');
    for (const name of [old, foreign]) await utimes(join(stagingDir, name), hourAgo, hourAgo);
    expect(await sweepStaging(stagingDir, 60_000, now)).toBe(1);
    expect((await leftovers()).toSorted()).toEqual([young, foreign].toSorted());
    expect(await sweepStaging(join(stagingDir, 'absent'), 60_000, now)).toBe(0);
  });
});
