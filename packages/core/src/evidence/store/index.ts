export { contentDisposition, downloadDisposition } from './content-disposition.ts';
export {
  EvidenceCorrupt,
  EvidenceError,
  EvidenceExists,
  EvidenceKeyInvalid,
  EvidenceLocked,
  EvidenceNotFound,
  LinkExpired,
  LinkInvalid,
  LockUnsupported,
  RangeInvalid,
  RetentionRefused,
  StoreRefused,
  StoreUnavailable,
  type EvidenceErrorDetails,
} from './errors.ts';
export { FolderStore, type FolderStoreOptions } from './folder-store.ts';
export { checkKey, evidenceKey, type EvidenceKeyParts } from './key.ts';
export type { LockMode, Retention } from './retention.ts';
export { S3Store } from './s3-store.ts';
export type { S3StoreOptions } from './s3-client.ts';
export { EVIDENCE_LINK_PATH, type SignedLink } from './signed-link.ts';
export { sha256OfFile } from './staged-bytes.ts';
export type {
  ByteRange,
  EvidenceStore,
  LinkRequest,
  ListedObject,
  ObjectFacts,
  OpenedObject,
  PutMeta,
  StagedContent,
  StoredObject,
  StoreHealth,
} from './store.ts';
