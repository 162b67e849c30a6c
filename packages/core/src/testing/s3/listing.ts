/** ListObjectsV2 and ListObjectVersions, both in pages. */
import type { Bucket, ObjectVersion } from './bucket.ts';
import type { S3Response } from './message.ts';
import { leaf, node } from './xml.ts';

export function listObjects(bucket: Bucket, query: URLSearchParams): S3Response {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter');
  const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
  const limit = Number(query.get('max-keys') ?? 1000);
  const entries = new Map<string, string>();
  let last = '';
  let truncated = false;
  for (const key of bucket.keys(prefix)) {
    const version = bucket.current(key);
    const folder = delimiter === null ? undefined : folderOf(key, prefix, delimiter);
    const name = folder ?? key;
    if (version === undefined || name <= after || entries.has(name)) continue;
    if (entries.size >= limit) {
      truncated = true;
      break;
    }
    const described = node('Contents', leaf('Key', key), ...facts(version));
    entries.set(name, folder === undefined ? described : node('CommonPrefixes', leaf('Prefix', folder)));
    last = name;
  }
  const body = node(
    'ListBucketResult',
    leaf('Name', bucket.name),
    leaf('Prefix', prefix),
    leaf('KeyCount', entries.size),
    leaf('IsTruncated', truncated),
    leaf('NextContinuationToken', truncated ? last : undefined),
    ...entries.values(),
  );
  return { status: 200, body };
}

export function listVersions(bucket: Bucket, query: URLSearchParams): S3Response {
  const prefix = query.get('prefix') ?? '';
  const limit = Number(query.get('max-keys') ?? 1000);
  const all = bucket
    .keys(prefix)
    .flatMap((key) =>
      [...bucket.history(key)].reverse().map((version, age) => ({ key, version, latest: age === 0 })),
    );
  const marker = { key: query.get('key-marker') ?? '', id: query.get('version-id-marker') };
  const reached = all.findIndex(({ key, version }) => key === marker.key && version.id === marker.id);
  const rest = marker.id === null ? all.filter(({ key }) => key > marker.key) : all.slice(reached + 1);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const truncated = rest.length > page.length;
  const body = node(
    'ListVersionsResult',
    leaf('Name', bucket.name),
    leaf('Prefix', prefix),
    leaf('IsTruncated', truncated),
    leaf('NextKeyMarker', truncated ? last?.key : undefined),
    leaf('NextVersionIdMarker', truncated ? last?.version.id : undefined),
    ...page.map(({ key, version, latest }) =>
      node(
        version.deleteMarker ? 'DeleteMarker' : 'Version',
        leaf('Key', key),
        leaf('VersionId', version.id),
        leaf('IsLatest', latest),
        ...facts(version),
      ),
    ),
  );
  return { status: 200, body };
}

function folderOf(key: string, prefix: string, delimiter: string): string | undefined {
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

function facts({ storedAt, deleteMarker, etag, body }: ObjectVersion): string[] {
  const modified = leaf('LastModified', storedAt.toISOString());
  return deleteMarker ? [modified] : [modified, leaf('ETag', etag), leaf('Size', body.length)];
}
