import { describe, expect, it } from 'vitest';
import { localDate } from './calendar.ts';
import { daysOfStatement, statementProblem } from './yearly-facts.ts';

const d = localDate;

describe('a statement about a financial year', () => {
  it('is about all of the year that its first day lies in, however it was dated', () => {
    const year = { from: '2026-04-01', to: '2027-03-31' };
    expect(daysOfStatement('financial-year', d('2026-06-10'), null)).toEqual(year);
    expect(daysOfStatement('financial-year', d('2027-03-31'), d('2027-03-31'))).toEqual(year);
  });

  it('of a running figure begins on its day and ends with the year', () => {
    expect(daysOfStatement('financial-year-to-date', d('2026-08-15'), null)).toEqual({
      from: '2026-08-15',
      to: '2027-03-31',
    });
    expect(daysOfStatement('financial-year-to-date', d('2026-08-15'), d('2026-09-30')).to).toBe('2026-09-30');
  });

  it('says nothing about the next one', () => {
    const until = (to: string) =>
      statementProblem('financial-year', { from: d('2026-06-10'), to: d(to) }, d('2026-06-10'));
    expect(until('2027-03-31')).toBeNull();
    expect(until('2027-04-01')).toEqual({
      path: 'to',
      expected: 'a day up to 2027-03-31: it is about one financial year',
      received: '2027-04-01',
    });
  });

  it('is not final while the year runs: what is written down in June is about the year before', () => {
    const written = (from: string) =>
      statementProblem('closed-financial-year', { from: d(from), to: null }, d('2026-06-10'));
    expect(written('2025-04-01')).toBeNull();
    expect(written('2026-06-10')).toEqual({
      path: 'from',
      expected: 'a day of a financial year that is over, the last from 2025-04-01 to 2026-03-31',
      received: '2026-06-10',
    });
  });
});
