/** The rules of S3 Object Lock: they protect a version, never a key. */
import { S3Error } from './errors.ts';

export type RetentionMode = 'GOVERNANCE' | 'COMPLIANCE';

export interface Retention {
  readonly mode: RetentionMode;
  readonly until: Date;
}

export interface LockState {
  readonly retention: Retention | undefined;
  readonly legalHold: boolean;
}

/** Whether a version may not be deleted now. `bypass` opens governance mode only, never a legal hold. */
export function isProtected({ retention, legalHold }: LockState, now: Date, bypass: boolean): boolean {
  if (legalHold) return true;
  if (retention === undefined || retention.until <= now) return false;
  return !(retention.mode === 'GOVERNANCE' && bypass);
}

/**
 * The retention after a change, or AccessDenied: compliance mode is only ever extended; governance mode may be
 * extended or turned into compliance, and weakened with `bypass` alone.
 */
export function changeRetention(
  current: Retention | undefined,
  next: Retention,
  now: Date,
  bypass: boolean,
): Retention {
  const active = current !== undefined && current.until > now;
  const weaker =
    active && (next.until < current.until || (current.mode === 'COMPLIANCE' && next.mode !== 'COMPLIANCE'));
  if (weaker && !(current.mode === 'GOVERNANCE' && bypass)) {
    throw new S3Error('AccessDenied', 403, 'Access Denied because object protected by object lock.');
  }
  return next;
}

/** Parses mode and date as sent in headers or XML; both or neither, a known mode, a date to come. */
export function parseRetention(
  mode: string | undefined,
  until: string | undefined,
  now: Date,
): Retention | undefined {
  if (mode === undefined && until === undefined) return undefined;
  if (mode === undefined || until === undefined)
    throw new S3Error('InvalidArgument', 400, 'mode and date go together');
  if (mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE')
    throw new S3Error('MalformedXML', 400, `unknown mode ${mode}`);
  const date = new Date(until);
  if (Number.isNaN(date.getTime())) throw new S3Error('InvalidArgument', 400, 'not a date');
  if (date <= now) throw new S3Error('InvalidArgument', 400, 'The retain until date must be in the future!');
  return { mode, until: date };
}

/** `ON` or `OFF`, as S3 spells it. */
export function parseLegalHold(status: string | undefined): boolean {
  if (status !== 'ON' && status !== 'OFF') throw new S3Error('MalformedXML', 400, 'legal hold is ON or OFF');
  return status === 'ON';
}

/** The lock asked for in the headers of a put, a copy or a multipart upload. */
export function lockFromHeaders(
  headers: Readonly<Record<string, string>>,
  bucketHasLock: boolean,
  now: Date,
): LockState {
  const mode = headers['x-amz-object-lock-mode'];
  const hold = headers['x-amz-object-lock-legal-hold'];
  if ((mode !== undefined || hold !== undefined) && !bucketHasLock) {
    throw new S3Error('InvalidRequest', 400, 'Bucket is missing Object Lock Configuration');
  }
  return {
    retention: parseRetention(mode, headers['x-amz-object-lock-retain-until-date'], now),
    legalHold: hold !== undefined && parseLegalHold(hold),
  };
}
