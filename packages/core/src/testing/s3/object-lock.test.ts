/** Object Lock as the vendor's client meets it; the cases follow the list of ceph/s3-tests. */
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectLegalHoldCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
  S3Client,
  type ObjectLockRetentionMode,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startS3, type S3Simulator } from './index.ts';

const DAY = 86_400_000;
const Bucket = 'locked';
let clock = new Date('2026-10-01T00:00:00Z');
let s3: S3Simulator;
let client: S3Client;
let target: { Bucket: string; Key: string; VersionId: string };
let sequence = 0;

const inDays = (days: number): Date => new Date(clock.getTime() + days * DAY);
const denied = { name: 'AccessDenied' };

async function retain(Mode: ObjectLockRetentionMode, days: number, bypass = false): Promise<void> {
  const Retention = { Mode, RetainUntilDate: inDays(days) };
  const command = { ...target, Retention, ...(bypass ? { BypassGovernanceRetention: true } : {}) };
  await client.send(new PutObjectRetentionCommand(command));
}

async function removeVersion(bypass = false): Promise<void> {
  const command = { ...target, ...(bypass ? { BypassGovernanceRetention: true } : {}) };
  await client.send(new DeleteObjectCommand(command));
}

beforeAll(async () => {
  s3 = await startS3({ now: () => clock });
  const { region, ...credentials } = s3.credentials;
  client = new S3Client({ endpoint: s3.url, region, credentials, forcePathStyle: true, maxAttempts: 1 });
  await client.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  await client.send(new CreateBucketCommand({ Bucket: 'unlocked' }));
});

beforeEach(async () => {
  const Key = `object-${(sequence += 1)}`;
  const { VersionId } = await client.send(new PutObjectCommand({ Bucket, Key, Body: 'evidence' }));
  target = { Bucket, Key, VersionId: VersionId ?? '' };
});

afterAll(async () => {
  client.destroy();
  await s3.close();
});

describe('compliance mode', () => {
  it('keeps a version from deletion until its date, bypass or not', async () => {
    await retain('COMPLIANCE', 30);
    await expect(removeVersion()).rejects.toMatchObject(denied);
    await expect(removeVersion(true)).rejects.toMatchObject(denied);
    clock = inDays(31);
    await expect(removeVersion()).resolves.toBeUndefined();
  });

  it('can be extended, but neither shortened nor turned into governance', async () => {
    await retain('COMPLIANCE', 30);
    await retain('COMPLIANCE', 60);
    await expect(retain('COMPLIANCE', 59, true)).rejects.toMatchObject(denied);
    await expect(retain('GOVERNANCE', 90, true)).rejects.toMatchObject(denied);
    const { Retention } = await client.send(new GetObjectRetentionCommand(target));
    expect(Retention).toEqual({ Mode: 'COMPLIANCE', RetainUntilDate: inDays(60) });
  });
});

describe('governance mode', () => {
  it('is shortened and deleted with bypass only', async () => {
    await retain('GOVERNANCE', 30);
    await expect(retain('GOVERNANCE', 10)).rejects.toMatchObject(denied);
    await expect(removeVersion()).rejects.toMatchObject(denied);
    await retain('GOVERNANCE', 10, true);
    await expect(removeVersion(true)).resolves.toBeUndefined();
  });

  it('becomes compliance', async () => {
    await retain('GOVERNANCE', 30);
    await retain('COMPLIANCE', 30);
    await expect(removeVersion(true)).rejects.toMatchObject(denied);
  });
});

describe('legal hold', () => {
  it('refuses deletion until lifted, whatever the retention', async () => {
    await client.send(new PutObjectLegalHoldCommand({ ...target, LegalHold: { Status: 'ON' } }));
    await expect(removeVersion(true)).rejects.toMatchObject(denied);
    const { LegalHold } = await client.send(new GetObjectLegalHoldCommand(target));
    expect(LegalHold?.Status).toBe('ON');
    await client.send(new PutObjectLegalHoldCommand({ ...target, LegalHold: { Status: 'OFF' } }));
    await expect(removeVersion()).resolves.toBeUndefined();
  });

  it('has no other status', async () => {
    const hold = new PutObjectLegalHoldCommand({ ...target, LegalHold: { Status: 'MAYBE' as 'ON' } });
    await expect(client.send(hold)).rejects.toMatchObject({ name: 'MalformedXML' });
  });
});

describe('locks asked for with the object', () => {
  it('are set by put headers', async () => {
    const Key = 'with-headers';
    const lock = { ObjectLockMode: 'COMPLIANCE' as const, ObjectLockRetainUntilDate: inDays(5) };
    const put = { Bucket, Key, Body: 'x', ...lock, ObjectLockLegalHoldStatus: 'ON' as const };
    await client.send(new PutObjectCommand(put));
    const head = await client.send(new HeadObjectCommand({ Bucket, Key }));
    expect(head).toMatchObject({ ...lock, ObjectLockLegalHoldStatus: 'ON' });
  });

  it('are set by a multipart upload', async () => {
    const params = {
      Bucket,
      Key: 'multipart',
      Body: Buffer.alloc(6 * 1024 * 1024),
      ObjectLockMode: 'GOVERNANCE' as const,
      ObjectLockRetainUntilDate: inDays(5),
    };
    const { VersionId } = await new Upload({ client, params }).done();
    target = { Bucket, Key: 'multipart', VersionId: VersionId ?? '' };
    await expect(removeVersion()).rejects.toMatchObject(denied);
  });

  it('need both mode and date, and a date to come', async () => {
    const put = { Bucket, Key: 'half', Body: 'x', ObjectLockMode: 'COMPLIANCE' as const };
    await expect(client.send(new PutObjectCommand(put))).rejects.toMatchObject({ name: 'InvalidArgument' });
    const past = { ...put, ObjectLockRetainUntilDate: inDays(-1) };
    await expect(client.send(new PutObjectCommand(past))).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  it('fall back to the bucket’s default retention', async () => {
    const DefaultRetention = { Mode: 'GOVERNANCE' as const, Days: 2 };
    const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled' as const, Rule: { DefaultRetention } };
    await client.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));
    await client.send(new PutObjectCommand({ Bucket, Key: 'default', Body: 'x' }));
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'default' }));
    expect(head.ObjectLockRetainUntilDate).toEqual(inDays(2));
  });
});

describe('around the lock', () => {
  it('a delete without a version adds a marker, and a multi-delete reports the locked version', async () => {
    await retain('COMPLIANCE', 30);
    const { Key, VersionId } = target;
    const marker = await client.send(new DeleteObjectCommand({ Bucket, Key }));
    expect(marker.DeleteMarker).toBe(true);
    const Delete = { Objects: [{ Key, VersionId }] };
    const { Errors } = await client.send(new DeleteObjectsCommand({ Bucket, Delete }));
    expect(Errors).toMatchObject([{ Key, VersionId, Code: 'AccessDenied' }]);
  });

  it('a bucket with a lock cannot suspend versioning', async () => {
    const suspend = { Bucket, VersioningConfiguration: { Status: 'Suspended' as const } };
    await expect(client.send(new PutBucketVersioningCommand(suspend))).rejects.toMatchObject({
      name: 'InvalidBucketState',
    });
  });

  it('a bucket without a lock says so', async () => {
    const Unlocked = { Bucket: 'unlocked' };
    await expect(client.send(new GetObjectLockConfigurationCommand(Unlocked))).rejects.toMatchObject({
      name: 'ObjectLockConfigurationNotFoundError',
    });
    const put = { ...Unlocked, Key: 'k', Body: 'x', ObjectLockLegalHoldStatus: 'ON' as const };
    await expect(client.send(new PutObjectCommand(put))).rejects.toMatchObject({ name: 'InvalidRequest' });
  });
});
