import type { Config, S3StoreOptions } from '@compliance-os/core/host';

type Given = NonNullable<Config['evidence']['s3']>;

/** The bucket as it is configured, in the words of the store. */
export const s3Options = ({
  accessKeyId,
  secretAccessKey,
  cdnUrl,
  sse,
  kmsKeyId,
  ...rest
}: Given): S3StoreOptions => ({
  ...rest,
  ...(cdnUrl ? { cdnBase: cdnUrl } : {}),
  ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
  ...(sse === 'AES256' ? { encryption: { mode: sse } } : {}),
  ...(sse === 'aws:kms' && kmsKeyId ? { encryption: { mode: sse, keyId: kmsKeyId } } : {}),
});
