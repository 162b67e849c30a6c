/** The routes of evidence with its bytes in a bucket: versioned, with Object Lock, over the S3 protocol. */
import { CreateBucketCommand, DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { S3Store } from '../src/evidence/store/index.ts';
import { startS3, type S3Simulator } from '../src/testing/s3/index.ts';
import { startTestHost, type TestClient, type TestHost } from '../src/testing/index.ts';
import { addEntity, fieldsFor, PDF, pdf, type Item } from './evidence/sample.ts';

const BUCKET = 'evidence';

describe('evidence in a bucket', () => {
  let t: TestHost<'a' | 'b'>;
  let s3: S3Simulator;
  let client: S3Client;
  let maker: TestClient;
  let checker: TestClient;
  let entity: string;

  beforeAll(async () => {
    s3 = await startS3();
    const { region, ...credentials } = s3.credentials;
    const connection = { endpoint: s3.url, region, credentials, forcePathStyle: true, maxAttempts: 1 };
    client = new S3Client(connection);
    await client.send(new CreateBucketCommand({ Bucket: BUCKET, ObjectLockEnabledForBucket: true }));
    t = await startTestHost({
      plugins: [],
      postgresUrl: inject('postgresUrl'),
      store: new S3Store({ ...connection, bucket: BUCKET }),
    });
    entity = await addEntity(t);
    maker = t.as('a', { name: 'Maker' });
    checker = t.as('a', { name: 'Checker' });
  });
  afterAll(async () => {
    await t?.stop();
    client?.destroy();
    await s3?.close();
  });

  const upload = () => maker.upload<Item>('/v1/evidence', fieldsFor(entity), pdf());
  const stored = async (id: string) =>
    (
      await t.sql<{ store_key: string; store_version: string }>(
        'select store_key, store_version from core.evidence where id = $1',
        [id],
      )
    )[0]!;

  it('gives back the bytes by a link that the bucket itself answers, without the portal', async () => {
    const { body } = await upload();
    const link = await maker.post<{ url: string }>(`/v1/evidence/${body.id}/download`);
    expect(link.body.url.startsWith(`${s3.url}/${BUCKET}/${t.tenants.a}/${entity}/`)).toBe(true);
    const file = await fetch(link.body.url);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(await file.text()).toBe(PDF);
    const forged = link.body.url.replace(/X-Amz-Signature=./, 'X-Amz-Signature=x');
    expect((await fetch(forged)).status).toBe(403);
  });

  it('names the version of the object in its row, and a new version of the file is another object', async () => {
    const first = await upload();
    const second = await maker.upload<Item>(
      `/v1/evidence/${first.body.id}/versions`,
      {},
      pdf(PDF.replace('1.4', '1.5')),
    );
    const [one, two] = [await stored(first.body.id), await stored(second.body.id)];
    expect(one.store_version).toBeTruthy();
    expect(one.store_key).toMatch(/_1\.pdf$/);
    expect(two.store_key).toMatch(/_2\.pdf$/);
  });

  it('has the bucket refuse deletion once the file is approved, even to who holds its keys', async () => {
    const { body } = await upload();
    const { store_key: Key, store_version: VersionId } = await stored(body.id);
    expect((await checker.post<Item>(`/v1/evidence/${body.id}/approve`)).body.status).toBe('approved');
    await t.drain();
    const remove = client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key, VersionId }));
    await expect(remove).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('does not answer links of the folder store', async () => {
    expect((await fetch(`${t.url}/v1/evidence/file/${entity}?sig=x`)).status).toBe(404);
  });

  it('answers 503 with a code while the bucket is away, writes no row, and goes on when it is back', async () => {
    const away = new S3Store({
      bucket: BUCKET,
      region: s3.credentials.region,
      endpoint: 'http://127.0.0.1:1',
      credentials: s3.credentials,
      forcePathStyle: true,
      maxAttempts: 1,
    });
    const other = await startTestHost({
      plugins: [],
      database: t.database,
      knownTenants: t.tenants,
      store: away,
    });
    try {
      const count = async () =>
        (await t.sql<{ n: number }>('select count(*)::int as n from core.evidence'))[0]!.n;
      const before = await count();
      const reply = await other.as('a').upload<Item>('/v1/evidence', fieldsFor(entity), pdf());
      expect(reply).toMatchObject({ status: 503, body: { code: 'STORE_UNAVAILABLE' } });
      expect(await count()).toBe(before);
    } finally {
      await other.stop();
    }
    expect((await upload()).status).toBe(201);
  });
});
