export type { ContentWarning } from './content/warning.ts';
export {
  EvidenceContentInvalid,
  EvidenceEmpty,
  EvidenceTooLarge,
  EvidenceTypeMismatch,
  EvidenceTypeNotAllowed,
  UploadAborted,
  UploadInvalid,
} from './errors.ts';
export { DEFAULT_ALLOWED, type EvidenceExtension, type EvidenceType } from './evidence-type.ts';
export { cleanFileName } from './file-name.ts';
export { receiveUpload, type ReceivedUpload, type UploadRequest, type UploadRules } from './multipart.ts';
export {
  DEFAULT_MAX_BYTES,
  receive,
  type IntakeRules,
  type ReceiveOptions,
  type StagedFile,
} from './receive.ts';
export { ClamdScanner, type ClamdOptions, type EvidenceScanner, type ScanVerdict } from './scanner.ts';
export { STAGED_SUFFIX, sweepStaging } from './staging.ts';
export { contentDisposition } from '../store/content-disposition.ts';
