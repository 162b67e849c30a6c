/** The rules of locking, the same for every store. */
import { EvidenceLocked, RetentionRefused } from './errors.ts';

/** Governance: extendable and removable by an operator of the bucket. Compliance: by nobody before its date. */
export type LockMode = 'governance' | 'compliance';

export interface Retention {
  readonly mode: LockMode;
  readonly until: Date;
}

export interface LockState {
  readonly retention: Retention | undefined;
  readonly legalHold: boolean;
}

/** The retention that replaces `current`, or RetentionRefused when it is weaker or not in the future. */
export function extendRetention(
  key: string,
  current: Retention | undefined,
  next: Retention,
  now: Date,
): Retention {
  const until = new Date(Math.ceil(next.until.getTime() / 1000) * 1000);
  const wanted: Retention = { mode: next.mode, until };
  if (!(until > now)) throw new RetentionRefused(key, 'a date to come', describe(wanted));
  if (current === undefined || current.until <= now) return wanted;
  const weaker = current.mode === 'compliance' && next.mode === 'governance';
  if (weaker || until < current.until)
    throw new RetentionRefused(key, `${describe(current)} or more`, describe(wanted));
  return wanted;
}

/** Throws EvidenceLocked while a retention date lies ahead or a legal hold stands. */
export function refuseWhileProtected(key: string, { retention, legalHold }: LockState, now: Date): void {
  if (legalHold) throw new EvidenceLocked(key, 'a legal hold');
  if (retention !== undefined && retention.until > now) throw new EvidenceLocked(key, describe(retention));
}

function describe({ mode, until }: Retention): string {
  return `${mode} retention until ${Number.isNaN(until.getTime()) ? 'no date' : until.toISOString()}`;
}
