import { Refusal, type ProblemCode } from '../http/problem.ts';

export const IDENTITY_PROBLEMS: readonly ProblemCode[] = [
  { code: 'SIGN_IN_REFUSED', status: 401, title: 'E-mail or password is wrong' },
  { code: 'SIGN_IN_THROTTLED', status: 429, title: 'Too many attempts' },
  { code: 'TOO_BUSY', status: 429, title: 'Too many people are signing in at this moment' },
  { code: 'SESSION_REUSED', status: 401, title: 'This session was ended for safety' },
  { code: 'NOT_FROM_PORTAL', status: 403, title: 'The request did not come from the portal' },
  { code: 'LINK_EXPIRED', status: 410, title: 'This link is not good any more' },
  { code: 'ALREADY_MEMBER', status: 409, title: 'This person is a member already' },
];

/** Says nothing about why: the reason is in the log. */
export const unauthenticated = (): Refusal =>
  new Refusal('UNAUTHENTICATED', 'This session has ended. Please sign in again.');

/** The same words for a wrong password, an unknown e-mail and a disabled account. */
export const signInRefused = (): Refusal => new Refusal('SIGN_IN_REFUSED', 'E-mail or password is wrong.');

export const linkExpired = (): Refusal =>
  new Refusal(
    'LINK_EXPIRED',
    'This link was used already, has expired, or was withdrawn. Ask for a new one.',
  );

/** Seconds to wait are in the text, and on the error for a `Retry-After`. */
export class Throttled extends Refusal {
  readonly retryAfterSeconds: number;

  constructor(milliseconds: number) {
    const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
    super('SIGN_IN_THROTTLED', `Too many attempts: try again in ${seconds} s.`);
    this.retryAfterSeconds = seconds;
  }
}
