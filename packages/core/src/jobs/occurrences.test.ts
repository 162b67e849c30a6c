import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkCron, MOST_AT_ONCE, occurrencesBetween } from './occurrences.ts';

const FRESH_MS = 5 * 60_000;
const at = (text: string): Date => new Date(text);
const between = (
  cron: string,
  from: string,
  to: string,
  missed: 'all' | 'latest' | 'skip' = 'all',
): string[] =>
  occurrencesBetween(cron, at(from), at(to), missed, FRESH_MS).map(
    ({ at: instant, outcome, catchUp }) =>
      `${instant.toISOString().slice(0, 16)}Z ${outcome}${catchUp ? ' late' : ''}`,
  );

describe('occurrencesBetween', () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each(['UTC', 'Asia/Kolkata', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Europe/London'])(
    'reads the clock in India, wherever the host stands: %s',
    (zone) => {
      vi.stubEnv('TZ', zone);
      expect(between('0 6 * * *', '2026-03-28T00:00:00Z', '2026-03-30T00:32:00Z')).toEqual([
        '2026-03-28T00:30Z queued late',
        '2026-03-29T00:30Z queued late',
        '2026-03-30T00:30Z queued',
      ]);
      expect(between('0 0 1 4 *', '2026-03-31T00:00:00Z', '2026-04-01T00:00:00Z')).toEqual([
        '2026-03-31T18:30Z queued late',
      ]);
    },
  );

  it('takes the end of the span and not its beginning', () => {
    expect(between('0 6 * * *', '2026-11-22T00:30:00Z', '2026-11-23T00:30:00Z')).toEqual([
      '2026-11-23T00:30Z queued',
    ]);
    expect(between('0 6 * * *', '2026-11-22T00:30:00Z', '2026-11-23T00:29:59Z')).toEqual([]);
  });

  it.each([
    ['all', ['queued late', 'queued late', 'queued late']],
    ['latest', ['skipped late', 'skipped late', 'queued late']],
    ['skip', ['skipped late', 'skipped late', 'skipped late']],
  ] as const)('after three days off, %s', (missed, outcomes) => {
    const found = between('0 6 * * *', '2026-11-22T06:00:00Z', '2026-11-25T06:00:00Z', missed);
    expect(found.map((text) => text.slice(18))).toEqual(outcomes);
  });

  it('runs what came due just now, whatever was missed', () => {
    expect(between('0 6 * * *', '2026-11-22T06:00:00Z', '2026-11-24T00:34:00Z', 'skip')).toEqual([
      '2026-11-23T00:30Z skipped late',
      '2026-11-24T00:30Z queued',
    ]);
  });

  it('knows the end of February and of a month without a 31st', () => {
    expect(between('0 12 29 2 *', '2026-01-01T00:00:00Z', '2029-01-01T00:00:00Z')).toEqual([
      '2028-02-29T06:30Z queued late',
    ]);
    expect(between('0 12 31 * *', '2026-04-01T00:00:00Z', '2026-06-01T00:00:00Z')).toEqual([
      '2026-05-31T06:30Z queued late',
    ]);
  });

  it('gives the oldest of very many where all run, else the newest', () => {
    const span = [at('2026-11-01T00:00:00Z'), at('2026-11-03T00:00:00Z')] as const;
    const all = occurrencesBetween('* * * * *', ...span, 'all', FRESH_MS);
    const latest = occurrencesBetween('* * * * *', ...span, 'latest', FRESH_MS);
    expect([all.length, latest.length]).toEqual([MOST_AT_ONCE, MOST_AT_ONCE]);
    expect(all[0]?.at).toEqual(at('2026-11-01T00:01:00Z'));
    expect(latest.at(-1)).toMatchObject({ at: at('2026-11-03T00:00:00Z'), outcome: 'queued' });
  });
});

describe('checkCron', () => {
  it.each(['* * * *', '* * * * * *', '0 25 * * *', 'x', ''])('refuses %s', (cron) => {
    expect(() => checkCron(cron)).toThrow(/cron|expected|Invalid|Constraint/i);
  });
  it('takes five fields', () => {
    expect(() => checkCron('*/15 9-18 * * 1-5')).not.toThrow();
  });
});
