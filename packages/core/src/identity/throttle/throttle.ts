/** Tries counted under one key: an account or an address. Instants are milliseconds since the epoch. */
export interface Tries {
  readonly count: number;
  /** when the first of them was, as far back as they are counted */
  readonly since: number;
  readonly blockedUntil: number;
}

/**
 * `growing`: the first `free` failures cost nothing, then each doubles the wait, from `firstMs` up to `longestMs`;
 * nothing is locked for good. `window`: at most `limit` tries in any `windowMs` that begins with a try.
 */
export type ThrottlePolicy =
  | {
      readonly kind: 'growing';
      readonly free: number;
      readonly firstMs: number;
      readonly longestMs: number;
      readonly forgetMs: number;
    }
  | { readonly kind: 'window'; readonly limit: number; readonly windowMs: number };

const SECOND = 1000;
const MINUTE = 60 * SECOND;

export const POLICIES = {
  /** 5 failures, then 1, 2, 4 … 60 s (OWASP ASVS 5.0 §6.3.1); an hour of quiet forgets them */
  account: { kind: 'growing', free: 5, firstMs: SECOND, longestMs: 60 * SECOND, forgetMs: 60 * MINUTE },
  /** failures from one address, whatever the account */
  address: { kind: 'window', limit: 20, windowMs: MINUTE },
  /** mails that anybody can cause to be sent to one person */
  mail: { kind: 'window', limit: 3, windowMs: 15 * MINUTE },
} as const satisfies Record<string, ThrottlePolicy>;

export type Decision =
  | { readonly allowed: true; readonly tries: Tries }
  | { readonly allowed: false; readonly retryAfterMs: number };

/**
 * Decides about one try, and counts it as failed before it is made: of many at once none slips past the limit.
 * A success takes the count back (`forgive`).
 */
export const attempt = (policy: ThrottlePolicy, before: Tries | undefined, now: number): Decision => {
  const kept = before !== undefined && !isForgotten(policy, before, now) ? before : undefined;
  if (kept && kept.blockedUntil > now) return { allowed: false, retryAfterMs: kept.blockedUntil - now };
  const count = (kept?.count ?? 0) + 1;
  const since = kept?.since ?? now;
  return { allowed: true, tries: { count, since, blockedUntil: blockedUntil(policy, count, since, now) } };
};

/** Takes one try back, which turned out good or was never made. */
export const forgive = (tries: Tries): Tries => ({
  ...tries,
  count: Math.max(0, tries.count - 1),
  blockedUntil: 0,
});

const blockedUntil = (policy: ThrottlePolicy, count: number, since: number, now: number): number => {
  if (policy.kind === 'window') return count >= policy.limit ? since + policy.windowMs : 0;
  const beyond = count - policy.free;
  // 2 ** 30 is far beyond any longest wait; without the bound a patient attacker would reach Infinity.
  return beyond < 0 ? 0 : now + Math.min(policy.longestMs, policy.firstMs * 2 ** Math.min(beyond, 30));
};

const isForgotten = (policy: ThrottlePolicy, tries: Tries, now: number): boolean =>
  policy.kind === 'window'
    ? now >= tries.since + policy.windowMs
    : now >= Math.max(tries.since, tries.blockedUntil) + policy.forgetMs;

/** When a row of counts says nothing any more and can go. */
export const LONGEST_MEMORY_MS = 2 * 60 * MINUTE;
