/** What a failure says besides its code: which field, what was expected there, what came. */
export interface EvidenceErrorDetails {
  readonly field: string;
  readonly expected: string;
  readonly received: string;
}

/** Base of every failure of evidence handling. `code` is stable and safe to show; `message` names the file or key. */
export class EvidenceError extends Error {
  readonly code: string;
  readonly details: EvidenceErrorDetails;

  constructor(code: string, subject: string, details: EvidenceErrorDetails, options?: ErrorOptions) {
    super(
      `${subject}: ${details.field}: expected ${details.expected}, received ${details.received}`,
      options,
    );
    this.name = new.target.name;
    this.code = code;
    this.details = details;
  }
}

/** The key is not of the form `{tenant}/{entity}/{subject}/{evidence}_{version}.{ext}`. */
export class EvidenceKeyInvalid extends EvidenceError {
  constructor(key: string, expected: string) {
    super('EVIDENCE_KEY_INVALID', 'evidence key', { field: 'key', expected, received: JSON.stringify(key) });
  }
}

export class EvidenceNotFound extends EvidenceError {
  constructor(key: string, options?: ErrorOptions) {
    const details = {
      field: 'key',
      expected: 'a stored object',
      received: 'nothing under this key and version',
    };
    super('EVIDENCE_NOT_FOUND', `evidence ${key}`, details, options);
  }
}

/** A store never overwrites: new content takes a new key. */
export class EvidenceExists extends EvidenceError {
  constructor(key: string, options?: ErrorOptions) {
    const details = {
      field: 'key',
      expected: 'a key not yet in use',
      received: 'a key that holds an object',
    };
    super('EVIDENCE_EXISTS', `evidence ${key}`, details, options);
  }
}

/** Deletion refused: a retention date not yet reached, or a legal hold. */
export class EvidenceLocked extends EvidenceError {
  constructor(key: string, protection: string, options?: ErrorOptions) {
    const details = { field: 'lock', expected: 'no retention and no legal hold', received: protection };
    super('EVIDENCE_LOCKED', `evidence ${key}`, details, options);
  }
}

/** A retention that would be shorter or weaker than the present one, or lies in the past. */
export class RetentionRefused extends EvidenceError {
  constructor(key: string, expected: string, received: string, options?: ErrorOptions) {
    const details = { field: 'retention', expected, received };
    super('EVIDENCE_RETENTION_REFUSED', `evidence ${key}`, details, options);
  }
}

/** The bucket was created without Object Lock, so nothing in it can be protected. */
export class LockUnsupported extends EvidenceError {
  constructor(key: string, bucket: string) {
    const details = {
      field: 'lock',
      expected: 'a bucket with Object Lock',
      received: `bucket ${bucket} without it`,
    };
    super('EVIDENCE_LOCK_UNSUPPORTED', `evidence ${key}`, details);
  }
}

/** The bytes read are not those that were hashed. */
export class EvidenceCorrupt extends EvidenceError {
  constructor(subject: string, expected: string, received: string, options?: ErrorOptions) {
    super('EVIDENCE_CORRUPT', subject, { field: 'sha256', expected, received }, options);
  }
}

export class RangeInvalid extends EvidenceError {
  constructor(key: string, bytes: number | undefined, received: string, options?: ErrorOptions) {
    const expected = bytes === undefined ? 'a range within the object' : `a range within ${bytes} bytes`;
    super('EVIDENCE_RANGE_INVALID', `evidence ${key}`, { field: 'range', expected, received }, options);
  }
}

/** A download link that this store did not sign, or that was changed since. */
export class LinkInvalid extends EvidenceError {
  constructor(received: string) {
    super('EVIDENCE_LINK_INVALID', 'evidence link', {
      field: 'url',
      expected: 'a link signed by this store',
      received,
    });
  }
}

export class LinkExpired extends EvidenceError {
  constructor(expiredAt: Date) {
    const received = `a link valid until ${expiredAt.toISOString()}`;
    super('EVIDENCE_LINK_EXPIRED', 'evidence link', {
      field: 'exp',
      expected: 'a link still valid',
      received,
    });
  }
}

/** The store does not answer or answers with a failure of its own; the same request may succeed later. */
export class StoreUnavailable extends EvidenceError {
  constructor(subject: string, received: string, options?: ErrorOptions) {
    super(
      'STORE_UNAVAILABLE',
      subject,
      { field: 'store', expected: 'a working evidence store', received },
      options,
    );
  }
}

/** The store answers but refuses us: wrong credentials, region or bucket policy. An operator has to act. */
export class StoreRefused extends EvidenceError {
  constructor(subject: string, received: string, options?: ErrorOptions) {
    const expected = 'credentials that may do this on the configured bucket';
    super('STORE_REFUSED', subject, { field: 'store', expected, received }, options);
  }
}
