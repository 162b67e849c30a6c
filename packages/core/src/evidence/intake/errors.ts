import { EvidenceError } from '../store/errors.ts';

/** More bytes than allowed; refused as soon as the limit is passed. */
export class EvidenceTooLarge extends EvidenceError {
  /** Bytes. */
  readonly limit: number;

  constructor(fileName: string, limit: number, received: string) {
    super('EVIDENCE_TOO_LARGE', named(fileName), {
      field: 'file',
      expected: `at most ${limit} bytes`,
      received,
    });
    this.limit = limit;
  }
}

export class EvidenceEmpty extends EvidenceError {
  constructor(fileName: string) {
    super('EVIDENCE_EMPTY', named(fileName), {
      field: 'file',
      expected: 'at least one byte',
      received: 'an empty file',
    });
  }
}

/** A type of file that is not accepted at all. */
export class EvidenceTypeNotAllowed extends EvidenceError {
  constructor(fileName: string, allowed: readonly string[], received: string) {
    const expected = `one of ${allowed.join(', ')}`;
    super('EVIDENCE_TYPE_NOT_ALLOWED', named(fileName), { field: 'file', expected, received });
  }
}

/** Name, declared type and content do not agree; `field` says which of the latter two differs from the name. */
export class EvidenceTypeMismatch extends EvidenceError {
  constructor(fileName: string, field: 'contentType' | 'content', expected: string, received: string) {
    super('EVIDENCE_TYPE_MISMATCH', named(fileName), { field, expected, received });
  }
}

/** Of the right type, but damaged, hostile or not to be inspected. */
export class EvidenceContentInvalid extends EvidenceError {
  constructor(fileName: string, expected: string, received: string, options?: ErrorOptions) {
    super('EVIDENCE_CONTENT_INVALID', named(fileName), { field: 'content', expected, received }, options);
  }
}

/** The sender went away before the end. */
export class UploadAborted extends EvidenceError {
  constructor(fileName: string, options?: ErrorOptions) {
    const details = {
      field: 'file',
      expected: 'a complete file',
      received: 'a connection closed before its end',
    };
    super('EVIDENCE_UPLOAD_ABORTED', named(fileName), details, options);
  }
}

/** A request that is not one file with a few small fields. */
export class UploadInvalid extends EvidenceError {
  constructor(field: string, expected: string, received: string, options?: ErrorOptions) {
    super('EVIDENCE_UPLOAD_INVALID', 'upload', { field, expected, received }, options);
  }
}

function named(fileName: string): string {
  return `file ${JSON.stringify(fileName)}`;
}
