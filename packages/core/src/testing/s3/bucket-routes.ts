/** Requests addressed to a bucket: its configuration, listings and the multi-delete. */
import type { Bucket } from './bucket.ts';
import { S3Error } from './errors.ts';
import { listObjects, listVersions } from './listing.ts';
import type { S3Request, S3Response } from './message.ts';
import { requireChecksum } from './payload.ts';
import { elementsOf, leaf, node, textOf } from './xml.ts';

export function handleBucket(bucket: Bucket, request: S3Request): S3Response {
  const { method, query } = request;
  const xml = request.body.toString();
  if (query.has('versioning')) return method === 'PUT' ? putVersioning(bucket, xml) : getVersioning(bucket);
  if (query.has('object-lock')) return method === 'PUT' ? putObjectLock(bucket, xml) : getObjectLock(bucket);
  if (query.has('delete') && method === 'POST') return deleteObjects(bucket, request);
  if (query.has('versions')) return listVersions(bucket, query);
  if (method === 'HEAD') return { status: 200 };
  if (method === 'GET') return listObjects(bucket, query);
  throw new S3Error('NotImplemented', 501);
}

/** Whether a request for `/{bucket}` creates it: a PUT without a sub-resource. */
export function createsBucket({ method, key, query }: S3Request): boolean {
  const configuration = ['versioning', 'object-lock'].some((name) => query.has(name));
  return method === 'PUT' && key === '' && !configuration;
}

function putVersioning(bucket: Bucket, xml: string): S3Response {
  const status = textOf(xml, 'Status');
  if (status !== 'Enabled' && status !== 'Suspended') throw new S3Error('MalformedXML', 400);
  if (bucket.objectLock && status !== 'Enabled') throw new S3Error('InvalidBucketState', 409);
  bucket.versioning = status;
  return { status: 200 };
}

function getVersioning({ versioning }: Bucket): S3Response {
  const status = leaf('Status', versioning === 'Off' ? undefined : versioning);
  return { status: 200, body: node('VersioningConfiguration', status) };
}

function putObjectLock(bucket: Bucket, xml: string): S3Response {
  if (!bucket.objectLock) throw new S3Error('InvalidBucketState', 409);
  const mode = textOf(xml, 'Mode');
  if (mode === undefined) {
    bucket.defaultRetention = undefined;
    return { status: 200 };
  }
  const days = Number(textOf(xml, 'Days') ?? 365 * Number(textOf(xml, 'Years')));
  if ((mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') || !(days > 0)) throw new S3Error('MalformedXML', 400);
  bucket.defaultRetention = { mode, days };
  return { status: 200 };
}

function getObjectLock({ objectLock, defaultRetention }: Bucket): S3Response {
  if (!objectLock) throw new S3Error('ObjectLockConfigurationNotFoundError', 404);
  const rule =
    defaultRetention === undefined
      ? ''
      : node(
          'Rule',
          node('DefaultRetention', leaf('Mode', defaultRetention.mode), leaf('Days', defaultRetention.days)),
        );
  return { status: 200, body: node('ObjectLockConfiguration', leaf('ObjectLockEnabled', 'Enabled'), rule) };
}

function deleteObjects(bucket: Bucket, request: S3Request): S3Response {
  requireChecksum(request);
  const bypass = request.headers['x-amz-bypass-governance-retention'] === 'true';
  const results = elementsOf(request.body.toString(), 'Object').map((object) => {
    const key = textOf(object, 'Key') ?? '';
    const id = textOf(object, 'VersionId');
    const named = [leaf('Key', key), leaf('VersionId', id)];
    try {
      const { deleteMarker } = bucket.remove(key, id ?? null, bypass);
      return node('Deleted', ...named, leaf('DeleteMarker', deleteMarker || undefined));
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      return node('Error', ...named, leaf('Code', error.code), leaf('Message', error.message));
    }
  });
  return { status: 200, body: node('DeleteResult', ...results) };
}
