import { localDate } from '@compliance-os/compliance';
import { describe, expect, it } from 'vitest';
import { dueReminder, renewalOf } from './renewal.ts';

const LAST_DAY = localDate('2027-06-30');

describe('the renewal of a licence', () => {
  it.each([
    ['2027-01-01', 'open', 180],
    ['2026-12-31', 'not-yet', 181],
    ['2027-05-31', 'open', 30],
    ['2027-06-01', 'late-fee', 29],
    ['2027-06-30', 'late-fee', 0],
    ['2027-07-01', 'expired', -1],
  ])('on %s is %s, %i days before', (today, state, daysLeft) =>
    expect(renewalOf(LAST_DAY, localDate(today))).toEqual({
      state,
      daysLeft,
      applyFrom: '2027-01-01',
      applyWithoutFeeUntil: '2027-05-31',
    }),
  );
});

describe('the reminder that is due', () => {
  it.each([
    [181, undefined],
    [180, 180],
    [46, 180],
    [45, 45],
    [0, 45],
    [-1, undefined],
  ])('%i days before is that of %s', (daysLeft, due) => expect(dueReminder([180, 45], daysLeft)).toBe(due));
});
