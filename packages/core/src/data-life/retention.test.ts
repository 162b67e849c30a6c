import { describe, expect, it } from 'vitest';
import { retentionOf, retentionStatement } from './retention.ts';

describe('retention of what a plugin keeps', () => {
  it.each([
    [8, '2026-03-31', '2034-03-31'],
    [8, '2026-04-01', '2035-03-31'],
    [undefined, '2026-11-26', '2035-03-31'],
    [0, '2026-11-26', '2027-03-31'],
    [1, '2027-01-15', '2028-03-31'],
  ])('%s years, last written on %s: until %s', (years, written, until) => {
    expect(retentionOf(years, written)).toMatchObject({ lastWritten: written, until });
  });
  it('nothing that was never written has to be kept', () => {
    expect(retentionOf(8, null)).toEqual({ years: 8, lastWritten: null, until: null });
    expect(retentionStatement(retentionOf(8, null), '2030-01-01')).toContain('No records');
  });
});
