import { describe, expect, it } from 'vitest';
import { localDate } from './calendar.ts';
import { dayOff } from './holidays.ts';
import { internalTarget } from './target.ts';

describe('the internal target', () => {
  it.each([
    ['2026-11-20', 2, '2026-11-18'],
    ['2026-11-24', 2, '2026-11-21'],
    // a Sunday goes to the Saturday before
    ['2026-12-20', 0, '2026-12-19'],
    // Gandhi Jayanti on a Friday goes to the Thursday
    ['2026-10-03', 1, '2026-10-01'],
    // Republic Day on a Monday, and the Sunday before it, to the Saturday
    ['2026-01-26', 0, '2026-01-24'],
  ])('due %s, %i days before: %s', (due, daysBefore, target) =>
    expect(internalTarget(localDate(due), daysBefore)).toBe(target),
  );
});

it.each([
  ['2026-01-26', 'Republic Day'],
  ['2027-08-15', 'Independence Day'],
  ['2026-10-02', 'Gandhi Jayanti'],
  ['2026-11-22', 'Sunday'],
  ['2026-11-21', null],
])('%s is %s', (day, name) => expect(dayOff(localDate(day))).toBe(name));
