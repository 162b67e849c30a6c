import { describe, expect, test } from 'vitest';
import { attempt, forgive, POLICIES, type ThrottlePolicy, type Tries } from './throttle.ts';

const START = Date.UTC(2026, 5, 1);

/** Tries at the given milliseconds after the start; each answer is `ok` or the wait in seconds. */
const play = (policy: ThrottlePolicy, at: readonly number[]): readonly (string | number)[] => {
  let tries: Tries | undefined;
  return at.map((ms) => {
    const decision = attempt(policy, tries, START + ms);
    if (!decision.allowed) return decision.retryAfterMs / 1000;
    tries = decision.tries;
    return 'ok';
  });
};

describe('failures of one account', () => {
  test('five are free; the sixth waits a second', () => {
    expect(play(POLICIES.account, [0, 0, 0, 0, 0, 0, 999, 1000])).toEqual([
      'ok',
      'ok',
      'ok',
      'ok',
      'ok',
      1,
      0.001,
      'ok',
    ]);
  });

  test('each further failure doubles the wait, up to a minute', () => {
    const waits: number[] = [];
    let tries: Tries | undefined;
    let now = START;
    for (let failure = 1; failure <= 14; failure++) {
      const decision = attempt(POLICIES.account, tries, now);
      if (!decision.allowed) throw new Error('waited too little');
      tries = decision.tries;
      waits.push(Math.max(0, tries.blockedUntil - now) / 1000);
      now = Math.max(now, tries.blockedUntil);
    }
    expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
  });

  test('a million failures still wait a minute: nothing is locked for good', () => {
    const decision = attempt(POLICIES.account, { count: 1_000_000, since: START, blockedUntil: 0 }, START);
    expect(decision).toMatchObject({ allowed: true, tries: { blockedUntil: START + 60_000 } });
  });

  test('an hour of quiet forgets them', () => {
    const tries = { count: 9, since: START, blockedUntil: START + 60_000 };
    expect(attempt(POLICIES.account, tries, START + 61 * 60_000)).toMatchObject({
      tries: { count: 1, blockedUntil: 0 },
    });
    expect(attempt(POLICIES.account, tries, START + 60 * 60_000)).toMatchObject({ tries: { count: 10 } });
  });
});

describe('failures of one address', () => {
  test('twenty in a minute, then none until the minute is over', () => {
    const twentyOne = Array.from({ length: 21 }, (_, at) => at * 1000);
    expect(play(POLICIES.address, [...twentyOne, 59_999, 60_000])).toEqual([
      ...Array.from({ length: 20 }, () => 'ok'),
      40,
      0.001,
      'ok',
    ]);
  });

  test('a good sign-in gives its try back', () => {
    const full = { count: 20, since: START, blockedUntil: START + 60_000 };
    expect(attempt(POLICIES.address, forgive(full), START + 1)).toMatchObject({
      allowed: true,
      tries: { count: 20 },
    });
    expect(forgive({ count: 0, since: START, blockedUntil: 0 }).count).toBe(0);
  });
});
