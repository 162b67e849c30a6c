import { expect, it } from 'vitest';
import { afterReading, type Reading } from './fair-reading.ts';

const START: Reading = { since: 0, spentMs: 0 };

it('a little costs nothing', () => {
  expect(afterReading(START, 10, 60)).toEqual({ reading: { since: 0, spentMs: 50 }, waitMs: 0 });
});

it('much is waited for as long as it took', () => {
  const { reading } = afterReading(START, 10, 60);
  expect(afterReading(reading, 60, 160)).toEqual({ reading: { since: 310, spentMs: 0 }, waitMs: 150 });
});

it('what was long ago does not count', () => {
  const reading = { since: 0, spentMs: 90 };
  expect(afterReading(reading, 1_500, 1_550)).toEqual({ reading: { since: 1_500, spentMs: 50 }, waitMs: 0 });
});

it('whoever sends without end takes at most half of the time', () => {
  let [now, busy, reading] = [0, 0, START];
  while (now < 60_000) {
    const after = afterReading(reading, now, now + 7);
    busy += 7;
    now += 7 + after.waitMs;
    ({ reading } = after);
  }
  expect(busy / now).toBeLessThan(0.55);
});
