import { expect, test } from 'vitest';
import { monthDays } from './month-days.ts';

test('a month that begins on Sunday still starts on Monday', () => {
  const days = monthDays('2026-11-01');
  expect([days[0], days.at(-1), days.length]).toEqual(['2026-10-26', '2026-12-06', 42]);
});

test('a month of four whole weeks shows no other month', () => {
  const days = monthDays('2027-02-01');
  expect([days[0], days.at(-1), days.length]).toEqual(['2027-02-01', '2027-02-28', 28]);
});
