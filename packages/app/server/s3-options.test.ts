import { loadConfig } from '@compliance-os/core/host';
import { describe, expect, it } from 'vitest';
import { s3Options } from './s3-options.ts';

const of = (env: Record<string, string>) =>
  s3Options(loadConfig({ S3_BUCKET: 'evidence', ...env }).evidence.s3!);

describe('a bucket', () => {
  it('is used as it is where nothing more is said', () => {
    expect(of({})).toEqual({ bucket: 'evidence', region: 'ap-south-1', forcePathStyle: false });
  });

  it.each([
    [{ S3_SSE: 'AES256' }, { mode: 'AES256' }],
    [
      { S3_SSE: 'aws:kms', S3_KMS_KEY_ID: 'key-1' },
      { mode: 'aws:kms', keyId: 'key-1' },
    ],
  ])('encrypts at rest by %j', (env, encryption) => {
    expect(of(env)).toMatchObject({ encryption });
  });

  it.each([{ S3_SSE: 'aws:kms' }, { S3_SSE: 'AES256', S3_KMS_KEY_ID: 'key-1' }, { S3_KMS_KEY_ID: 'key-1' }])(
    'is refused by half a word about encryption: %j',
    (env) => {
      expect(() => of(env)).toThrow('S3_SSE (evidence.s3.sse): expected S3_KMS_KEY_ID with S3_SSE=aws:kms');
    },
  );
});
