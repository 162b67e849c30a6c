import { expect, test } from 'vitest';
import { addDays, addMonths, daysBetween, formatDate, formatMoment, formatMonth, weekday } from './date.ts';

test('a due date shows as the same day in every zone', () => {
  expect(formatDate('2026-11-20')).toBe('20 Nov 2026');
});

test('a moment shows in Indian time', () => {
  expect(formatMoment('2026-11-22T18:45:00Z')).toMatch(/^23 Nov 2026/);
});

test('days cross months and leap years', () => {
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  expect(daysBetween('2026-11-22', '2026-11-20')).toBe(-2);
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
});

test('months are counted from their first day', () => {
  expect(addMonths('2026-11-30', 3)).toBe('2027-02-01');
  expect(addMonths('2026-01-15', -1)).toBe('2025-12-01');
  expect(formatMonth('2027-02-01')).toBe('February 2027');
});

test('the week starts on Monday', () => {
  expect(weekday('2026-11-23')).toBe(0);
  expect(weekday('2026-11-22')).toBe(6);
});
