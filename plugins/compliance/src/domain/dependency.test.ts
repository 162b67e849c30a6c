import { describe, expect, it } from 'vitest';
import { localDate } from './calendar.ts';
import type { OpenQuestion, Sibling } from './dependency.ts';
import { blockingDependencies, dependencyStates } from './dependency.ts';
import type { EventOccurrence } from './events.ts';
import { eventDates } from './events.ts';
import type { Dependency } from './master.ts';
import { defineMaster } from './master.ts';
import { parsePeriod } from './period.ts';

const master = (...dependencies: Dependency[]) =>
  defineMaster({
    code: 'TST-X',
    family: 'test',
    name: 'X',
    form: 'X',
    authority: 'X',
    law: 's.1',
    frequency: 'monthly',
    subject: 'entity',
    applicability: { always: true },
    rule: { kind: 'days-after-period-end', days: 20 },
    dueText: 'x',
    dependencies,
    effectiveFrom: '2017-07-01',
    confidence: 'high',
    source: { law: 's.1', urls: [], basis: 'seen' },
  });
const sibling = (code: string, key: string, state: Sibling['state']): Sibling => ({
  id: `${code} ${key}`,
  master: code,
  period: parsePeriod(key),
  state,
});
const states = (dependency: Dependency, key: string, ...siblings: Sibling[]) =>
  dependencyStates(master(dependency), parsePeriod(key), siblings).map((s) => s.state);

describe('a dependency', () => {
  const same: Dependency = { master: 'A', effect: 'blocks', period: 'same' };
  const previous: Dependency = { master: 'A', effect: 'blocks', period: 'previous' };
  const within: Dependency = { master: 'A', effect: 'blocks', period: 'within' };

  it.each<[string, Dependency, string, Sibling[], string]>([
    ['open in the same period', same, '2026-10', [sibling('A', '2026-10', 'open')], 'pending'],
    ['done', same, '2026-10', [sibling('A', '2026-10', 'done')], 'met'],
    ['waived or not used', same, '2026-10', [sibling('A', '2026-10', 'released')], 'met'],
    ['not owed at all', same, '2026-10', [sibling('B', '2026-10', 'open')], 'not-applicable'],
    ['open in another period', same, '2026-10', [sibling('A', '2026-09', 'open')], 'not-applicable'],
    [
      'the month before',
      previous,
      '2026-10',
      [sibling('A', '2026-09', 'open'), sibling('A', '2026-08', 'done')],
      'pending',
    ],
    [
      'only the latest before counts',
      previous,
      '2026-10',
      [sibling('A', '2026-09', 'done'), sibling('A', '2026-08', 'open')],
      'met',
    ],
    [
      'the quarter before, from its second month',
      previous,
      '2026-11',
      [sibling('A', 'FY2026-27/Q2', 'open'), sibling('A', 'FY2026-27/Q3', 'open')],
      'pending',
    ],
    [
      'all of a year',
      within,
      'FY2025-26',
      [sibling('A', '2025-04', 'done'), sibling('A', '2026-03', 'open'), sibling('A', '2026-04', 'open')],
      'pending',
    ],
    [
      'none left of the year',
      within,
      'FY2025-26',
      [sibling('A', '2025-04', 'done'), sibling('A', '2026-04', 'open')],
      'met',
    ],
  ])('%s', (_name, dependency, key, siblings, state) =>
    expect(states(dependency, key, ...siblings)).toEqual([state]),
  );

  const question = (since: string | null): OpenQuestion => ({
    master: 'A',
    since: since === null ? null : localDate(since),
    missing: ['entity.turnover'],
  });
  it.each<[string, Dependency, string, Sibling[], string | null, string]>([
    ['nothing of the period', same, '2026-10', [], '2026-09-01', 'undetermined'],
    ['nothing of the period, an event', same, '2026-10', [], null, 'undetermined'],
    ['later periods only', same, '2026-10', [], '2026-11-01', 'not-applicable'],
    ['what is there and done', same, '2026-10', [sibling('A', '2026-10', 'done')], '2026-09-01', 'met'],
    ['what is there and open', same, '2026-10', [sibling('A', '2026-10', 'open')], '2026-09-01', 'pending'],
    [
      'the month between',
      previous,
      '2026-10',
      [sibling('A', '2026-08', 'done')],
      '2026-09-01',
      'undetermined',
    ],
    ['months before the last', previous, '2026-10', [sibling('A', '2026-09', 'done')], '2026-08-01', 'met'],
    [
      'a part of the year',
      within,
      'FY2025-26',
      [sibling('A', '2025-04', 'done')],
      '2025-05-01',
      'undetermined',
    ],
    ['the year after', within, 'FY2025-26', [sibling('A', '2025-04', 'done')], '2026-04-01', 'met'],
  ])(
    'is undetermined where nobody can say whether it is owed: %s',
    (_name, one, key, siblings, since, state) => {
      const [only] = dependencyStates(master(one), parsePeriod(key), siblings, [question(since)]);
      expect(only).toMatchObject({ state, missing: state === 'undetermined' ? ['entity.turnover'] : [] });
      expect(blockingDependencies([only!])).toHaveLength(state === 'pending' ? 1 : 0);
    },
  );

  it('that only informs never blocks', () => {
    const open = [sibling('A', '2026-10', 'open')];
    const blocking = (dependency: Dependency) =>
      blockingDependencies(dependencyStates(master(dependency), parsePeriod('2026-10'), open));
    expect(blocking(same).map((b) => b.waitingFor[0]!.id)).toEqual(['A 2026-10']);
    expect(blocking({ ...same, effect: 'informs' })).toEqual([]);
  });
});

describe('the events of an instance', () => {
  const on = (name: string, date: string, period?: string): EventOccurrence => ({
    id: date,
    name,
    date: localDate(date),
    ...(period !== undefined && { period }),
  });
  it.each<[string, EventOccurrence[], string | undefined]>([
    [
      'the latest up to the end of the period',
      [on('agm', '2024-09-30'), on('agm', '2025-09-30')],
      '2025-09-30',
    ],
    [
      'the first after it where there is none before',
      [on('agm', '2027-09-30'), on('agm', '2026-09-30')],
      '2026-09-30',
    ],
    [
      'one bound to the period before any other',
      [on('agm', '2026-09-28', 'FY2025-26'), on('agm', '2025-09-30')],
      '2026-09-28',
    ],
    ['none bound to another period', [on('agm', '2025-09-30', 'FY2024-25')], undefined],
  ])('are %s', (_name, occurrences, date) =>
    expect(eventDates(occurrences, parsePeriod('FY2025-26'))['agm']).toBe(date),
  );
});
