import { createHash, createHmac, randomBytes } from 'node:crypto';

/** Instants in milliseconds: how long a session lives, and how long a used token still gives its one successor. */
export const SESSION_LIFE_MS = 7 * 24 * 60 * 60 * 1000;
export const GRACE_MS = 10_000;

/** An opaque secret of 256 bits, as text. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret. It is random and long: a plain SHA-256 is enough. */
export const hashOfSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export const newSalt = (): Buffer => randomBytes(32);

/**
 * The one token that follows another. It is derived from the token itself and a salt that is drawn when it is used,
 * so that a client whose reply was lost gets the same one again, while the database alone gives none away.
 */
export const successorOf = (token: string, salt: Buffer): string =>
  createHmac('sha256', token).update('successor of refresh token').update(salt).digest('base64url');

/** A token that was used before: shown again soon by a client that missed the reply, or by somebody who copied it. */
export type UsedToken = { readonly kind: 'again'; readonly salt: Buffer } | { readonly kind: 'reused' };

export const judgeUsed = (usedAt: Date, salt: Buffer | null, now: Date): UsedToken =>
  salt !== null && now.getTime() - usedAt.getTime() <= GRACE_MS
    ? { kind: 'again', salt }
    : { kind: 'reused' };
