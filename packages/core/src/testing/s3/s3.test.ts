/** The vendor's own client is the judge: what it sends must be understood, what S3 refuses must be refused. */
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startS3, type S3Simulator } from './index.ts';

const Bucket = 'plain';
let s3: S3Simulator;
let client: S3Client;

function connect(overrides: S3ClientConfig = {}): S3Client {
  const { region, ...credentials } = s3.credentials;
  return new S3Client({
    endpoint: s3.url,
    region,
    credentials,
    forcePathStyle: true,
    maxAttempts: 1,
    ...overrides,
  });
}

async function read(
  Key: string,
  extra: { VersionId?: string; Range?: string } = {},
): Promise<string | undefined> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, ...extra }));
  return await Body?.transformToString();
}

beforeAll(async () => {
  s3 = await startS3();
  client = connect();
  await client.send(new CreateBucketCommand({ Bucket }));
});

afterAll(async () => {
  client.destroy();
  await s3.close();
});

describe('bodies and checksums', () => {
  it('stores a stream sent with the default checksums, without its chunk framing', async () => {
    const content = randomBytes(300_000);
    const chunks = [content.subarray(0, 100_000), content.subarray(100_000)];
    const put = { Bucket, Key: 'a/stream', Body: Readable.from(chunks), ContentLength: content.length };
    await client.send(new PutObjectCommand(put));
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: 'a/stream' }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? [])).toEqual(content);
  });

  it('keeps a SHA-256 checksum and gives it back', async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: 'sum', Body: 'x', ChecksumAlgorithm: 'SHA256' }));
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'sum', ChecksumMode: 'ENABLED' }));
    expect(head.ChecksumSHA256).toBe(createHash('sha256').update('x').digest('base64'));
  });

  it('refuses a body that does not match its checksum', async () => {
    const put = new PutObjectCommand({ Bucket, Key: 'bad', Body: 'x', ChecksumSHA256: 'A'.repeat(43) + '=' });
    await expect(client.send(put)).rejects.toMatchObject({ name: 'BadDigest' });
  });

  it('answers byte ranges', async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: 'range', Body: '0123456789' }));
    expect(await read('range', { Range: 'bytes=2-4' })).toBe('234');
    expect(await read('range', { Range: 'bytes=-2' })).toBe('89');
    await expect(read('range', { Range: 'bytes=10-' })).rejects.toMatchObject({ name: 'InvalidRange' });
  });

  it('assembles a multipart upload and gives the composite checksum', async () => {
    const content = randomBytes(6 * 1024 * 1024);
    const params = {
      Bucket,
      Key: 'big',
      Body: Readable.from([content]),
      ChecksumAlgorithm: 'SHA256' as const,
    };
    await new Upload({ client, params }).done();
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'big', ChecksumMode: 'ENABLED' }));
    expect(head.ContentLength).toBe(content.length);
    expect(head.ChecksumSHA256).toMatch(/=-2$/);
  });

  it('refuses a multipart upload with a small part before the last', async () => {
    const target = { Bucket, Key: 'small' };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
    const Parts = await Promise.all(
      [1, 2].map(async (PartNumber) => {
        const part = { ...target, UploadId, PartNumber, Body: 'tiny' };
        return { PartNumber, ETag: (await client.send(new UploadPartCommand(part))).ETag };
      }),
    );
    const complete = new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } });
    await expect(client.send(complete)).rejects.toMatchObject({ name: 'EntityTooSmall' });
  });
});

describe('signatures', () => {
  it('refuses a wrong secret and an unknown key', async () => {
    const { accessKeyId, secretAccessKey } = s3.credentials;
    const wrong = connect({ credentials: { accessKeyId, secretAccessKey: 'wrong' } });
    const unknown = connect({ credentials: { accessKeyId: 'unknown', secretAccessKey } });
    const list = new ListObjectsV2Command({ Bucket });
    await expect(wrong.send(list)).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
    await expect(unknown.send(list)).rejects.toMatchObject({ name: 'InvalidAccessKeyId' });
  });

  it('serves a presigned URL with the headers it dictates', async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: 'signed é.txt', Body: 'signed' }));
    const get = { Bucket, Key: 'signed é.txt', ResponseContentDisposition: 'attachment; filename="x.txt"' };
    const response = await fetch(await getSignedUrl(client, new GetObjectCommand(get), { expiresIn: 60 }));
    expect(await response.text()).toBe('signed');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="x.txt"');
  });

  it('refuses a presigned URL that was tampered with, reused for another key, or has expired', async () => {
    const get = new GetObjectCommand({ Bucket, Key: 'sum', ResponseContentType: 'text/plain' });
    const url = await getSignedUrl(client, get, { expiresIn: 60 });
    const old = await getSignedUrl(client, get, {
      expiresIn: 60,
      signingDate: new Date(Date.now() - 61_000),
    });
    const tampered = [url.replace('text%2Fplain', 'text%2Fhtml'), url.replace('/sum', '/range'), old];
    const statuses = await Promise.all(tampered.map(async (address) => (await fetch(address)).status));
    expect(statuses).toEqual([403, 403, 403]);
  });

  it('accepts a presigned put', async () => {
    const plain = connect({ requestChecksumCalculation: 'WHEN_REQUIRED' });
    const url = await getSignedUrl(plain, new PutObjectCommand({ Bucket, Key: 'presigned-put' }), {
      expiresIn: 60,
    });
    expect((await fetch(url, { method: 'PUT', body: 'sent' })).status).toBe(200);
    expect(await read('presigned-put')).toBe('sent');
  });
});

describe('keys, versions and listings', () => {
  it('refuses to overwrite with If-None-Match', async () => {
    const put = new PutObjectCommand({ Bucket, Key: 'once', Body: '1', IfNoneMatch: '*' });
    await client.send(put);
    await expect(client.send(put)).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });

  it('lists in pages, by prefix and delimiter', async () => {
    for (const Key of ['list/a', 'list/b/1', 'list/b/2', 'list/c']) {
      await client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    }
    const folders = await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'list/', Delimiter: '/' }));
    expect(folders.Contents?.map((entry) => entry.Key)).toEqual(['list/a', 'list/c']);
    expect(folders.CommonPrefixes?.map((entry) => entry.Prefix)).toEqual(['list/b/']);

    const first = await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'list/', MaxKeys: 3 }));
    const ContinuationToken = first.NextContinuationToken;
    const second = await client.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'list/', ContinuationToken }),
    );
    expect([first.IsTruncated, first.Contents?.length, second.IsTruncated, second.Contents?.length]).toEqual([
      true,
      3,
      false,
      1,
    ]);
  });

  it('keeps versions behind a delete marker', async () => {
    await client.send(new CreateBucketCommand({ Bucket: 'versioned', ObjectLockEnabledForBucket: true }));
    const versioning = await client.send(new GetBucketVersioningCommand({ Bucket: 'versioned' }));
    const target = { Bucket: 'versioned', Key: 'k' };
    const { VersionId } = await client.send(new PutObjectCommand({ ...target, Body: 'one' }));
    await client.send(new PutObjectCommand({ ...target, Body: 'two' }));
    await client.send(new DeleteObjectCommand(target));

    expect(versioning.Status).toBe('Enabled');
    await expect(client.send(new GetObjectCommand(target))).rejects.toMatchObject({ name: 'NoSuchKey' });
    const { Body } = await client.send(new GetObjectCommand({ ...target, VersionId }));
    expect(await Body?.transformToString()).toBe('one');
    const listed = await client.send(new ListObjectVersionsCommand({ Bucket: 'versioned' }));
    expect([listed.Versions?.length, listed.DeleteMarkers?.length]).toEqual([2, 1]);
  });

  it('copies an object and deletes many, keys with XML characters included', async () => {
    const Key = 'a<b>&c';
    await client.send(new PutObjectCommand({ Bucket, Key, Body: 'copy me' }));
    await client.send(
      new CopyObjectCommand({ Bucket, Key: 'copied', CopySource: `${Bucket}/${encodeURIComponent(Key)}` }),
    );
    expect(await read('copied')).toBe('copy me');
    const Delete = { Objects: [{ Key }, { Key: 'copied' }] };
    const { Deleted } = await client.send(new DeleteObjectsCommand({ Bucket, Delete }));
    expect(Deleted?.map((entry) => entry.Key)).toEqual([Key, 'copied']);
    await expect(read('copied')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});
