import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';

export interface S3StoreOptions {
  readonly bucket: string;
  readonly region: string;
  /** Origin of an S3-compatible server; absent for AWS itself. */
  readonly endpoint?: string | undefined;
  /** Absent: the SDK's own chain (environment, profile, instance role). */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  /** `https://host/bucket/key` in place of `https://bucket.host/key`. */
  readonly forcePathStyle?: boolean | undefined;
  /** Encryption at rest with S3's own key or a KMS key. */
  readonly encryption?:
    { readonly mode: 'AES256' } | { readonly mode: 'aws:kms'; readonly keyId: string } | undefined;
  /** Origin under which browsers reach the server when it differs from `endpoint`; links are signed for it. */
  readonly publicEndpoint?: string | undefined;
  /** Origin put in place of S3's in links. The CDN must pass the query on and send S3's own `Host` to it. */
  readonly cdnBase?: string | undefined;
  /** Attempts of one request, the first included; 3 by default. */
  readonly maxAttempts?: number | undefined;
  readonly now?: () => Date;
}

/** A client for the store's requests, or with `publicEndpoint` as `endpoint`, for its links. */
export function connectS3(options: S3StoreOptions, endpoint: string | undefined): S3Client {
  const config: S3ClientConfig = {
    region: options.region,
    forcePathStyle: options.forcePathStyle ?? false,
    maxAttempts: options.maxAttempts ?? 3,
    // The SDK's default adds a CRC32 that compatible servers misread and that breaks presigned puts. Every put of ours
    // carries a SHA-256 of its own.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 30_000 },
  };
  return new S3Client({
    ...config,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
  });
}
