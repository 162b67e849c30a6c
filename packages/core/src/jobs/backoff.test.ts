import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

describe('backoffMs', () => {
  it('doubles from a second to a quarter of an hour', () => {
    expect([1, 2, 3, 10, 11, 60].map((attempts) => backoffMs(attempts, 1))).toEqual([
      1_000, 2_000, 4_000, 512_000, 900_000, 900_000,
    ]);
  });

  it('leaves half of it to chance', () => {
    expect([backoffMs(3, 0), backoffMs(3, 0.5)]).toEqual([2_000, 3_000]);
  });
});
