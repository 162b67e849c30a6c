/** What the S3 store promises beyond the contract: settings of the bucket and the connection. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startS3, type S3Simulator } from '../../testing/s3/index.ts';
import { S3Store, type StagedContent } from './index.ts';
import type { S3StoreOptions } from './s3-client.ts';

const KEY = 'tenant/entity/subject/evidence_1.pdf';
const META = { contentType: 'application/pdf', fileName: 'रसीद.pdf' };
const LINK = { key: KEY, fileName: 'a.pdf', contentType: 'application/pdf', expiresInSeconds: 60 };
const TOMORROW = new Date(Date.now() + 86_400_000);

let s3: S3Simulator;
let client: S3Client;
let folder: string;
let staged: StagedContent;
const opened: S3Store[] = [];

function open(options: Partial<S3StoreOptions> = {}): S3Store {
  const { region, ...credentials } = s3.credentials;
  const connection = { endpoint: s3.url, region, credentials, forcePathStyle: true, maxAttempts: 1 };
  const store = new S3Store({ ...connection, bucket: 'plain', ...options });
  opened.push(store);
  return store;
}

beforeAll(async () => {
  s3 = await startS3();
  const { region, ...credentials } = s3.credentials;
  client = new S3Client({ endpoint: s3.url, region, credentials, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: 'plain' }));
  folder = await mkdtemp(join(tmpdir(), 's3-store-'));
  const content = randomBytes(1000);
  staged = {
    path: join(folder, 'staged'),
    sha256: createHash('sha256').update(content).digest('hex'),
    bytes: 1000,
  };
  await writeFile(staged.path, content);
});

afterAll(async () => {
  for (const store of opened) store.close();
  client.destroy();
  await s3.close();
  await rm(folder, { recursive: true });
});

describe('the object in the bucket', () => {
  it('carries checksum, encryption, type and a safe disposition', async () => {
    const key = KEY.replace('_1', '_2');
    await open({ encryption: { mode: 'aws:kms', keyId: 'key-1' } }).put(key, staged, META);
    const head = await client.send(
      new HeadObjectCommand({ Bucket: 'plain', Key: key, ChecksumMode: 'ENABLED' }),
    );
    expect(head).toMatchObject({
      ChecksumSHA256: Buffer.from(staged.sha256, 'hex').toString('base64'),
      ServerSideEncryption: 'aws:kms',
      ContentType: 'application/pdf',
      Metadata: { sha256: staged.sha256 },
    });
    expect(head.ContentDisposition).toMatch(/^attachment; /);
  });
});

describe('a bucket without Object Lock', () => {
  it('takes objects but admits that it cannot protect them', async () => {
    const store = open();
    const { versionId } = await store.put(KEY, staged, META);
    const unsupported = { code: 'EVIDENCE_LOCK_UNSUPPORTED' };
    expect(versionId).toBeUndefined();
    expect(await store.check()).toEqual({ ok: true, kind: 's3', versioning: false, locking: false });
    await expect(store.lock(KEY, undefined, TOMORROW, 'compliance')).rejects.toMatchObject(unsupported);
    await expect(store.hold(KEY, undefined, true)).rejects.toMatchObject(unsupported);
    const retention = { mode: 'compliance' as const, until: TOMORROW };
    await expect(store.put(KEY, staged, { ...META, retention })).rejects.toMatchObject(unsupported);
  });
});

describe('links', () => {
  it('can be signed for another origin than the one the server is reached by', async () => {
    const publicEndpoint = s3.url.replace('127.0.0.1', 'localhost');
    const url = await open({ publicEndpoint }).signedUrl(LINK);
    expect(url.startsWith(`${publicEndpoint}/plain/`)).toBe(true);
  });

  it('can go through a CDN', async () => {
    const url = new URL(await open({ cdnBase: 'https://cdn.example/files/' }).signedUrl(LINK));
    expect(url.href).toMatch(`https://cdn.example/files/plain/${KEY}?`);
    expect(url.searchParams.get('X-Amz-Signature')).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a store that cannot be used', () => {
  it('is unavailable when nobody answers', async () => {
    const store = open({ endpoint: 'http://127.0.0.1:1' });
    await expect(store.put(KEY, staged, META)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await store.check()).toMatchObject({ ok: false, kind: 's3' });
  });

  it('refuses us when the secret or the bucket is wrong', async () => {
    const credentials = { accessKeyId: s3.credentials.accessKeyId, secretAccessKey: 'wrong' };
    const refused = { code: 'STORE_REFUSED' };
    await expect(open({ credentials }).open(KEY)).rejects.toMatchObject(refused);
    await expect(open({ bucket: 'absent' }).put(KEY, staged, META)).rejects.toMatchObject(refused);
    expect(await open({ bucket: 'absent' }).check()).toMatchObject({
      ok: false,
      reason: expect.stringContaining('NoSuchBucket'),
    });
  });
});
