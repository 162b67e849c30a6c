import type { ProblemCode } from '../http/problem.ts';

/** Codes of the store and of the intake, which know nothing of HTTP. */
export const EVIDENCE_PROBLEMS: readonly ProblemCode[] = [
  { code: 'EVIDENCE_TOO_LARGE', status: 413, title: 'The file is too large' },
  { code: 'EVIDENCE_EMPTY', status: 422, title: 'The file is empty' },
  { code: 'EVIDENCE_TYPE_NOT_ALLOWED', status: 422, title: 'Files of this type are not accepted' },
  { code: 'EVIDENCE_TYPE_MISMATCH', status: 422, title: 'The file is not what its name says' },
  { code: 'EVIDENCE_CONTENT_INVALID', status: 422, title: 'The file is damaged or cannot be inspected' },
  { code: 'EVIDENCE_UPLOAD_INVALID', status: 400, title: 'The upload cannot be read' },
  { code: 'EVIDENCE_UPLOAD_ABORTED', status: 400, title: 'The upload broke off' },
  { code: 'EVIDENCE_NOT_FOUND', status: 404, title: 'There is no such file' },
  { code: 'EVIDENCE_LOCKED', status: 409, title: 'The file is retained' },
  { code: 'EVIDENCE_LINK_INVALID', status: 404, title: 'This link is not valid' },
  { code: 'EVIDENCE_LINK_EXPIRED', status: 410, title: 'This link has expired' },
  { code: 'EVIDENCE_RANGE_INVALID', status: 416, title: 'The file has no such part' },
  { code: 'EVIDENCE_QUARANTINED', status: 409, title: 'The file waits for the virus scanner' },
  { code: 'EVIDENCE_INFECTED', status: 422, title: 'The virus scanner found something in the file' },
  { code: 'EVIDENCE_APPROVED', status: 409, title: 'The file is approved and cannot change' },
  { code: 'MAKER_IS_CHECKER', status: 409, title: 'Who made it does not approve it' },
  { code: 'STORE_UNAVAILABLE', status: 503, title: 'The evidence store cannot be reached' },
  { code: 'STORE_REFUSED', status: 503, title: 'The evidence store refuses us' },
];
