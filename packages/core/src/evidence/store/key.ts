import { EvidenceKeyInvalid } from './errors.ts';

export interface EvidenceKeyParts {
  readonly tenant: string;
  readonly entity: string;
  readonly subject: string;
  readonly evidence: string;
  /** 1, 2, 3… */
  readonly version: number;
  /** Without the dot. */
  readonly ext: string;
}

const FORM = '{tenant}/{entity}/{subject}/{evidence}_{version}.{ext} of a-z, 0-9, "-" and "_"';
// Lower case only: two keys must never meet in one file on a file system that ignores case.
const SEGMENT = '[a-z0-9][a-z0-9_-]{0,63}';
const KEY = new RegExp(`^(?:${SEGMENT}/){3}[a-z0-9][a-z0-9-]{0,63}_[1-9][0-9]{0,5}\\.[a-z0-9]{1,8}$`);
const PREFIX = new RegExp(`^(?:${SEGMENT}/){0,3}(?:[a-z0-9][a-z0-9_.-]{0,80})?$`);

/** The key of one version of one piece of evidence; throws EvidenceKeyInvalid. */
export function evidenceKey(parts: EvidenceKeyParts): string {
  const { tenant, entity, subject, evidence, version, ext } = parts;
  return checkKey(`${tenant}/${entity}/${subject}/${evidence}_${version}.${ext}`);
}

/** Returns the key, or throws EvidenceKeyInvalid: no path outside the store can pass. */
export function checkKey(key: string): string {
  if (!KEY.test(key)) throw new EvidenceKeyInvalid(key, FORM);
  return key;
}

/** Returns the beginning of a key for a listing, or throws EvidenceKeyInvalid. */
export function checkPrefix(prefix: string): string {
  if (!PREFIX.test(prefix)) throw new EvidenceKeyInvalid(prefix, `the beginning of ${FORM}`);
  return prefix;
}
