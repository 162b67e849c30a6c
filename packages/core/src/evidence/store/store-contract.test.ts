/**
 * One contract for every store: the folder, S3 as simulated on loopback, and, when the environment names one
 * (S3_TEST_URL, S3_TEST_BUCKET, S3_TEST_KEY, S3_TEST_SECRET, S3_TEST_REGION), a real S3 bucket with Object Lock.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startS3 } from '../../testing/s3/index.ts';
import {
  evidenceKey,
  FolderStore,
  S3Store,
  type EvidenceStore,
  type ListedObject,
  type StagedContent,
} from './index.ts';

interface Subject {
  readonly store: EvidenceStore;
  /** The clock that retentions are judged by, and how to move it where it is ours. */
  readonly now: () => Date;
  readonly advance?: (ms: number) => void;
  readonly close: () => Promise<void>;
}

const DAY = 86_400_000;
const INVALID_KEYS = [
  '../secret',
  't/e/s/../x_1.pdf',
  '/etc/x',
  't/e/s/a_1.pdf/b',
  'T/e/s/a_1.pdf',
  't/e/s/a_1.pdf\0',
];
const PDF = { contentType: 'application/pdf', fileName: 'Return – March.pdf' };

function storeContract(name: string, make: () => Promise<Subject>): void {
  describe(`the contract on ${name}`, () => {
    const target = { tenant: randomUUID(), entity: 'entity', subject: 'subject', version: 1, ext: 'pdf' };
    let subject: Subject;
    let store: EvidenceStore;
    let folder: string;
    let key: string;

    const inDays = (days: number): Date => new Date(subject.now().getTime() + days * DAY);

    async function stage(content: Uint8Array | string): Promise<StagedContent> {
      const path = join(folder, randomUUID());
      await writeFile(path, content);
      const sha256 = createHash('sha256').update(content).digest('hex');
      return { path, sha256, bytes: Buffer.byteLength(content) };
    }

    /** Stores `evidence` under the key of the test and returns its version. */
    async function put(): Promise<string | undefined> {
      return (await store.put(key, await stage('evidence'), PDF)).versionId;
    }

    async function listed(prefix: string): Promise<ListedObject[]> {
      const found: ListedObject[] = [];
      for await (const entry of store.list(prefix)) found.push(entry);
      return found;
    }

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'staged-'));
      subject = await make();
      store = subject.store;
    });

    beforeEach(() => {
      key = evidenceKey({ ...target, evidence: randomUUID() });
    });

    afterAll(async () => {
      await subject.close();
      await rm(folder, { recursive: true });
    });

    describe('writing and reading', () => {
      it('gives back the bytes and the facts', async () => {
        const content = randomBytes(100_000);
        const staged = await stage(content);
        const stored = await store.put(key, staged, PDF);
        const opened = await store.open(key, stored.versionId);
        expect(await buffer(opened.stream)).toEqual(content);
        expect(opened).toMatchObject({ bytes: 100_000, totalBytes: 100_000, contentType: 'application/pdf' });
        const { sha256 } = staged;
        const { versionId } = stored;
        expect(stored).toEqual({ key, versionId, sha256, bytes: 100_000, retention: undefined });
        expect(await store.stat(key, versionId)).toMatchObject({ ...stored, legalHold: false });
      });

      it('stores a file larger than one part', async () => {
        const content = randomBytes(9 * 1024 * 1024);
        const { versionId } = await store.put(key, await stage(content), PDF);
        const opened = await store.open(key, versionId);
        expect((await buffer(opened.stream)).equals(content)).toBe(true);
      });

      it('reads a range', async () => {
        const id = await put();
        const middle = await store.open(key, id, { start: 2, end: 4 });
        const rest = await store.open(key, id, { start: 5, end: 500 });
        expect([middle.bytes, middle.totalBytes, rest.bytes]).toEqual([3, 8, 3]);
        expect(Buffer.concat([await buffer(middle.stream), await buffer(rest.stream)]).toString()).toBe(
          'idence',
        );
      });

      it.each([{ start: 8 }, { start: 3, end: 2 }, { start: -1 }])('refuses the range %o', async (range) => {
        const id = await put();
        await expect(store.open(key, id, range)).rejects.toMatchObject({ code: 'EVIDENCE_RANGE_INVALID' });
      });

      it('never overwrites', async () => {
        const id = await put();
        const second = store.put(key, await stage('other'), PDF);
        await expect(second).rejects.toMatchObject({ code: 'EVIDENCE_EXISTS' });
        expect((await buffer((await store.open(key, id)).stream)).toString()).toBe('evidence');
      });

      it('lets one of two writers win', async () => {
        const staged = await Promise.all([stage('one'), stage('two')]);
        const writes = await Promise.allSettled(staged.map((file) => store.put(key, file, PDF)));
        expect(writes.map((write) => write.status).sort()).toEqual(['fulfilled', 'rejected']);
      });

      it.each([8, 9 * 1024 * 1024])(
        'stores nothing when %i staged bytes were changed after hashing',
        async (size) => {
          const staged = await stage(randomBytes(size));
          await writeFile(staged.path, randomBytes(size));
          await expect(store.put(key, staged, PDF)).rejects.toMatchObject({ code: 'EVIDENCE_CORRUPT' });
          await expect(store.stat(key)).rejects.toMatchObject({ code: 'EVIDENCE_NOT_FOUND' });
        },
      );

      it('says what is not there', async () => {
        const missing = { code: 'EVIDENCE_NOT_FOUND' };
        await expect(store.open(key)).rejects.toMatchObject(missing);
        await expect(store.stat(key)).rejects.toMatchObject(missing);
        await expect(store.lock(key, undefined, inDays(1), 'compliance')).rejects.toMatchObject(missing);
        await expect(store.hold(key, undefined, true)).rejects.toMatchObject(missing);
        expect(await store.remove(key, undefined)).toBe(false);
        await put();
        await expect(store.open(key, randomUUID())).rejects.toMatchObject(missing);
      });

      it.each(INVALID_KEYS)('refuses the key %j', async (invalid) => {
        const refused = { code: 'EVIDENCE_KEY_INVALID' };
        const staged = await stage('x');
        await expect(store.put(invalid, staged, PDF)).rejects.toMatchObject(refused);
        await expect(store.open(invalid)).rejects.toMatchObject(refused);
        await expect(store.remove(invalid, undefined)).rejects.toMatchObject(refused);
      });
    });

    describe('locks', () => {
      it('keep an object from removal until their date', async () => {
        const id = await put();
        await store.lock(key, id, inDays(30), 'compliance');
        await expect(store.remove(key, id)).rejects.toMatchObject({ code: 'EVIDENCE_LOCKED' });
        if (subject.advance === undefined) return;
        subject.advance(31 * DAY);
        expect(await store.remove(key, id)).toBe(true);
        await expect(store.stat(key, id)).rejects.toMatchObject({ code: 'EVIDENCE_NOT_FOUND' });
      });

      it('are extended and strengthened, never shortened or weakened', async () => {
        const id = await put();
        const refused = { code: 'EVIDENCE_RETENTION_REFUSED' };
        await store.lock(key, id, inDays(2), 'governance');
        await expect(store.lock(key, id, inDays(1), 'governance')).rejects.toMatchObject(refused);
        await store.lock(key, id, inDays(2), 'compliance');
        await expect(store.lock(key, id, inDays(4), 'governance')).rejects.toMatchObject(refused);
        const extended = await store.lock(key, id, inDays(3), 'compliance');
        await expect(store.lock(key, id, inDays(2), 'compliance')).rejects.toMatchObject(refused);
        expect((await store.stat(key, id)).retention).toEqual(extended);
        expect(extended.until.getTime() - inDays(3).getTime()).toBeLessThan(1000);
      });

      it('need a date to come', async () => {
        const id = await put();
        const refused = { code: 'EVIDENCE_RETENTION_REFUSED' };
        await expect(store.lock(key, id, inDays(-1), 'governance')).rejects.toMatchObject(refused);
        await expect(store.lock(key, id, new Date(Number.NaN), 'governance')).rejects.toMatchObject(refused);
      });

      it('can stand from the first moment', async () => {
        const retention = { mode: 'governance' as const, until: inDays(1) };
        const { versionId } = await store.put(key, await stage('evidence'), { ...PDF, retention });
        expect((await store.stat(key, versionId)).retention?.mode).toBe('governance');
        await expect(store.remove(key, versionId)).rejects.toMatchObject({ code: 'EVIDENCE_LOCKED' });
      });

      it('leave the legal hold to itself', async () => {
        const id = await put();
        await store.hold(key, id, true);
        expect((await store.stat(key, id)).legalHold).toBe(true);
        await expect(store.remove(key, id)).rejects.toMatchObject({ code: 'EVIDENCE_LOCKED' });
        await store.hold(key, id, false);
        expect(await store.remove(key, id)).toBe(true);
      });
    });

    describe('links', () => {
      const link = { ...PDF, expiresInSeconds: 60 };

      it('download the object under its own name', async () => {
        const versionId = await put();
        const response = await fetch(await store.signedUrl({ ...link, key, versionId }));
        expect(await response.text()).toBe('evidence');
        expect(response.headers.get('content-type')).toBe('application/pdf');
        expect(response.headers.get('content-disposition')).toMatch(
          /^attachment; .*''Return%20%E2%80%93%20March.pdf$/,
        );
      });

      it('show a PDF inline, but nothing that could carry a script', async () => {
        const versionId = await put();
        const types = ['application/pdf', 'text/html'];
        const dispositions = types.map(async (contentType) => {
          const response = await fetch(
            await store.signedUrl({ ...link, key, versionId, contentType, inline: true }),
          );
          await response.arrayBuffer();
          return response.headers.get('content-disposition')?.split(';')[0];
        });
        expect(await Promise.all(dispositions)).toEqual(['inline', 'attachment']);
      });

      it('are refused when changed or expired', async () => {
        const versionId = await put();
        const url = await store.signedUrl({ ...link, key, versionId, expiresInSeconds: 1 });
        const changed = url.replace('application%2Fpdf', 'text%2Fhtml');
        expect(changed).not.toBe(url);
        expect((await fetch(changed)).status).toBe(403);
        await new Promise((resolve) => setTimeout(resolve, 2_100));
        expect((await fetch(url)).status).toBe(403);
      });
    });

    it('lists by prefix, with versions, removed objects no more', async () => {
      const prefix = `${target.tenant}/entity/listed/`;
      const [kept, removed] = [`${prefix}a_1.pdf`, `${prefix}b_1.pdf`];
      const { versionId } = await store.put(kept, await stage('x'), PDF);
      await store.remove(removed, (await store.put(removed, await stage('x'), PDF)).versionId);
      expect(await listed(prefix)).toMatchObject([{ key: kept, versionId, bytes: 1 }]);
      expect(await listed(`${prefix}b`)).toEqual([]);
    });

    it('reports its health', async () => {
      expect(await store.check()).toMatchObject({ ok: true, kind: store.kind, locking: true });
    });
  });
}

storeContract('folder store', async () => {
  const root = await mkdtemp(join(tmpdir(), 'evidence-'));
  let offset = 0;
  const now = (): Date => new Date(Date.now() + offset);
  const server = createServer((request, response) => {
    const serve = async (): Promise<void> => {
      const granted = store.verify(request.url ?? '');
      const { stream } = await store.open(granted.key);
      const type = granted.contentType;
      response.writeHead(200, { 'content-type': type, 'content-disposition': granted.disposition });
      stream.pipe(response);
    };
    serve().catch(() => response.writeHead(403).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const publicBase = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const store = new FolderStore({ root, publicBase, linkSecrets: ['s'.repeat(32)], now });
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await rm(root, { recursive: true });
  };
  return { store, close, now, advance: (ms) => (offset += ms) };
});

storeContract('S3 store on the simulator', async () => {
  let offset = 0;
  const now = (): Date => new Date(Date.now() + offset);
  const s3 = await startS3({ now });
  const { region, ...credentials } = s3.credentials;
  const connection = { endpoint: s3.url, region, credentials, forcePathStyle: true };
  const client = new S3Client(connection);
  await client.send(new CreateBucketCommand({ Bucket: 'evidence', ObjectLockEnabledForBucket: true }));
  client.destroy();
  const store = new S3Store({ ...connection, bucket: 'evidence', encryption: { mode: 'AES256' }, now });
  const close = async (): Promise<void> => {
    store.close();
    await s3.close();
  };
  return { store, close, now, advance: (ms) => (offset += ms) };
});

const real = process.env['S3_TEST_URL'];
if (real !== undefined) {
  storeContract(`S3 store on ${real}`, async () => {
    const setting = (name: string): string => process.env[`S3_TEST_${name}`] ?? '';
    const store = new S3Store({
      endpoint: real,
      bucket: setting('BUCKET'),
      region: setting('REGION') || 'us-east-1',
      credentials: { accessKeyId: setting('KEY'), secretAccessKey: setting('SECRET') },
      forcePathStyle: true,
    });
    return { store, now: () => new Date(), close: async () => store.close() };
  });
}
