import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  dateFromDayNumber,
  dayNumber,
  daysBetween,
  fyStartYear,
  lastDayOfMonth,
  localDate,
  todayIST,
  weekday,
} from './calendar.ts';

const d = localDate;
const anyDay = fc.integer({ min: dayNumber(d('1950-01-01')), max: dayNumber(d('2149-12-31')) });

describe('dates', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '26-04-01', '2026-4-1', ''])(
    'refuses "%s" and says what it expected',
    (text) => expect(() => localDate(text)).toThrow(/date: expected .+, received/),
  );

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-10-31', 6, '2027-04-30'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -13, '2024-12-15'],
  ])('%s plus %i months is %s', (from, months, to) => expect(addMonths(d(from), months)).toBe(to));

  it.each([
    ['2026-11-22', 7],
    ['2026-11-23', 1],
    ['1970-01-01', 4],
    ['2024-02-29', 4],
  ])('%s is ISO weekday %i', (date, day) => expect(weekday(d(date))).toBe(day));

  it('takes a month end from any day of the month', () => {
    expect(lastDayOfMonth(d('2028-02-01'))).toBe('2028-02-29');
    expect(lastDayOfMonth(d('2026-04-30'))).toBe('2026-04-30');
  });

  it.each([
    ['2026-03-31', 2025],
    ['2026-04-01', 2026],
    ['2027-01-01', 2026],
  ])('%s lies in the financial year starting %i', (date, year) => expect(fyStartYear(d(date))).toBe(year));
});

describe('day arithmetic', () => {
  it('agrees with the proleptic Gregorian calendar of the platform', () => {
    fc.assert(
      fc.property(anyDay, (n) => {
        expect(dateFromDayNumber(n)).toBe(new Date(n * 86_400_000).toISOString().slice(0, 10));
      }),
      { numRuns: 2000 },
    );
  });

  it('adds and counts days inversely', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (n, days) => {
        const from = dateFromDayNumber(n);
        expect(daysBetween(from, addDays(from, days))).toBe(days);
      }),
    );
  });

  it('never leaves the target month when adding months', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -60, max: 60 }), (n, months) => {
        const from = dateFromDayNumber(n);
        const [y, m] = from.split('-').map(Number) as [number, number];
        const index = y * 12 + m - 1 + months;
        expect(addMonths(from, months).slice(0, 7)).toBe(
          `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`,
        );
      }),
    );
  });
});

describe('today in India', () => {
  it.each([
    ['2026-03-31T18:29:59.999Z', '2026-03-31'],
    ['2026-03-31T18:30:00.000Z', '2026-04-01'],
    ['2026-12-31T20:00:00.000Z', '2027-01-01'],
  ])('at %s is %s', (instant, date) => expect(todayIST(new Date(instant))).toBe(date));

  it.each(['UTC', 'Asia/Kolkata', 'America/Los_Angeles', 'Pacific/Kiritimati'])(
    'does not depend on the process time zone %s',
    (zone) => {
      const before = process.env['TZ'];
      process.env['TZ'] = zone;
      try {
        expect(todayIST(Date.UTC(2026, 2, 31, 18, 30))).toBe('2026-04-01');
        expect(addDays(d('2026-03-07'), 1)).toBe('2026-03-08');
      } finally {
        if (before === undefined) delete process.env['TZ'];
        else process.env['TZ'] = before;
      }
    },
  );
});
