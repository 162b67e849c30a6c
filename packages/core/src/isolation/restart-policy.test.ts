import { describe, expect, it } from 'vitest';
import { afterEnd, type RestartPolicy } from './restart-policy.ts';

const POLICY: RestartPolicy = { firstMs: 100, mostMs: 300, mostEnds: 4, windowMs: 1_000 };

describe('after the end of a process', () => {
  it.each([
    ['the first', [], 0, { again: true, afterMs: 100, ends: [0] }],
    ['the second soon after', [0], 10, { again: true, afterMs: 200, ends: [0, 10] }],
    [
      'the third waits no longer than the most',
      [0, 10],
      20,
      { again: true, afterMs: 300, ends: [0, 10, 20] },
    ],
    ['one too many', [0, 10, 20], 30, { again: false, ends: [0, 10, 20, 30] }],
    [
      'what lies outside the window is forgotten',
      [0, 10, 20],
      1_015,
      { again: true, afterMs: 200, ends: [20, 1_015] },
    ],
  ] as const)('%s', (_what, earlier, now, wanted) => {
    expect(afterEnd(earlier, now, POLICY)).toEqual(wanted);
  });
});
