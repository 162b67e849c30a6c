import { expect, it } from 'vitest';
import { localDate } from './calendar.ts';
import { internalTarget } from './target.ts';

const holidays = new Set([localDate('2026-11-14'), localDate('2026-12-19')]);

it.each([
  ['2026-11-20', 2, '2026-11-18'],
  ['2026-11-24', 2, '2026-11-21'],
  ['2026-12-20', 0, '2026-12-18'],
  ['2026-11-16', 1, '2026-11-13'],
])('due %s, %i days before: %s', (due, daysBefore, target) => {
  expect(internalTarget(localDate(due), daysBefore, holidays)).toBe(target);
});
