import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dateFromDayNumber, dayNumber, localDate } from './calendar.ts';
import {
  clip,
  isPeriodKey,
  isPeriodOf,
  parsePeriod,
  periodContaining,
  PeriodKeySchema,
  periodsOverlapping,
} from './period.ts';
import { gstReturnPeriod, periodLabel } from './period-label.ts';

const d = localDate;

describe('period keys', () => {
  it.each([
    ['2026-10', 'month', '2026-10-01', '2026-10-31', 'Oct 2026', '102026'],
    ['2028-02', 'month', '2028-02-01', '2028-02-29', 'Feb 2028', '022028'],
    ['FY2026-27/Q1', 'quarter', '2026-04-01', '2026-06-30', 'Q1 FY 2026-27', '062026'],
    ['FY2026-27/Q2', 'quarter', '2026-07-01', '2026-09-30', 'Q2 FY 2026-27', '092026'],
    ['FY2026-27/Q4', 'quarter', '2027-01-01', '2027-03-31', 'Q4 FY 2026-27', '032027'],
    ['FY2026-27/H1', 'half', '2026-04-01', '2026-09-30', 'H1 FY 2026-27', '092026'],
    ['FY2026-27/H2', 'half', '2026-10-01', '2027-03-31', 'H2 FY 2026-27', '032027'],
    ['FY2026-27', 'year', '2026-04-01', '2027-03-31', 'FY 2026-27', '032027'],
    ['FY1999-00', 'year', '1999-04-01', '2000-03-31', 'FY 1999-00', '032000'],
    ['CY2026', 'year', '2026-01-01', '2026-12-31', '2026', '122026'],
    ['CY2026/H1', 'half', '2026-01-01', '2026-06-30', 'H1 2026', '062026'],
    ['CY2026/Q3', 'quarter', '2026-07-01', '2026-09-30', 'Q3 2026', '092026'],
  ])('%s is a %s from %s to %s, "%s", portal period %s', (key, kind, from, to, label, code) => {
    const period = parsePeriod(key);
    expect(period).toMatchObject({ key, kind, from, to });
    expect(periodLabel(period)).toBe(label);
    expect(gstReturnPeriod(period)).toBe(code);
  });

  it('gives an event the day it happened', () => {
    expect(parsePeriod('event:agm-2026', d('2026-09-28'))).toMatchObject({
      from: '2026-09-28',
      to: '2026-09-28',
      year: 2026,
    });
    expect(() => parsePeriod('event:agm-2026')).toThrow('period.date: expected the day of the event');
  });

  it.each([
    ['FY2026-28', 'expected "FY2026-27", received "FY2026-28"'],
    ['FY2026-27/Q5', 'expected 2026-10, FY2026-27'],
    ['FY2026-27:Q2', 'received "FY2026-27:Q2"'],
    ['2026-13', 'period.month: expected 01 to 12, received 13'],
    ['CY2026-27', 'expected "CY2026"'],
    ['2026-1', 'received "2026-1"'],
    ['event: ', 'period.event'],
  ])('refuses %s', (key, message) => {
    expect(() => parsePeriod(key)).toThrow(message);
    expect(isPeriodKey(key)).toBe(false);
    expect(PeriodKeySchema.safeParse(key).success).toBe(false);
  });
});

describe('enumeration', () => {
  it('lists the periods that share a day with the window', () => {
    const window = { from: d('2026-09-30'), to: d('2026-11-01') };
    const keys = (f: Parameters<typeof periodsOverlapping>[0], b: 'FY' | 'CY' = 'FY') =>
      periodsOverlapping(f, b, window).map((p) => p.key);
    expect(keys('monthly')).toEqual(['2026-09', '2026-10', '2026-11']);
    expect(keys('quarterly')).toEqual(['FY2026-27/Q2', 'FY2026-27/Q3']);
    expect(keys('half-yearly')).toEqual(['FY2026-27/H1', 'FY2026-27/H2']);
    expect(keys('half-yearly', 'CY')).toEqual(['CY2026/H2']);
    expect(keys('annual')).toEqual(['FY2026-27']);
    expect(keys('event')).toEqual([]);
  });

  it('tiles the calendar without gap or overlap, and every key reads back', () => {
    const day = fc.integer({ min: dayNumber(d('1990-01-01')), max: dayNumber(d('2090-01-01')) });
    const frequency = fc.constantFrom('monthly', 'quarterly', 'half-yearly', 'annual' as const);
    fc.assert(
      fc.property(day, frequency, fc.constantFrom('FY' as const, 'CY' as const), (n, f, basis) => {
        const period = periodContaining(f, basis, dateFromDayNumber(n));
        expect(parsePeriod(period.key)).toEqual(period);
        expect(periodContaining(f, basis, addDays(period.to, 1)).from).toBe(addDays(period.to, 1));
        expect(periodContaining(f, basis, period.from).key).toBe(period.key);
      }),
    );
  });
});

describe('the periods of a frequency', () => {
  it.each([
    ['2026-10', 'monthly', 'FY', true],
    ['FY2026-27/Q2', 'quarterly', 'FY', true],
    ['FY2026-27/Q2', 'quarterly', 'CY', false],
    ['FY2026-27/H1', 'half-yearly', 'FY', true],
    ['CY2026', 'annual', 'CY', true],
    ['CY2026', 'annual', 'FY', false],
    ['2026-10', 'quarterly', 'FY', false],
    ['FY2026-27', 'event', 'FY', false],
  ] as const)('%s is one of %s, %s: %s', (key, frequency, basis, is) => {
    expect(isPeriodOf(parsePeriod(key), frequency, basis)).toBe(is);
  });

  it('an event is a period of masters that wait for one', () => {
    const event = parsePeriod('event:7', d('2026-10-05'));
    expect([isPeriodOf(event, 'event', 'FY'), isPeriodOf(event, 'monthly', 'FY')]).toEqual([true, false]);
  });
});

describe('part-periods', () => {
  const october = parsePeriod('2026-10');
  it.each([
    ['2026-10-12', null, { from: '2026-10-12', to: '2026-10-31' }],
    ['2025-01-01', '2026-10-14', { from: '2026-10-01', to: '2026-10-14' }],
    ['2025-01-01', '2026-09-30', null],
    ['2026-11-01', null, null],
  ])('registered from %s to %s', (from, to, span) =>
    expect(clip(october, d(from), to === null ? null : d(to))).toEqual(span),
  );
});
