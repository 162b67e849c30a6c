import { describe, expect, it } from 'vitest';
import { localDate } from './calendar.ts';
import type { GovernmentNotification, GovernmentNotificationInput } from './extension-schema.ts';
import { GovernmentNotificationSchema } from './extension-schema.ts';
import type { ExtendableInstance } from './extension.ts';
import {
  foldNotifications,
  historyEntry,
  previewExtension,
  previewExtensions,
  withdrawNotification,
} from './extension.ts';
import type { Fact, FactValue } from './facts.ts';
import { FactSchema } from './facts.ts';
import { parsePeriod } from './period.ts';

const d = localDate;
const notification = (part: Partial<GovernmentNotificationInput>): GovernmentNotification =>
  GovernmentNotificationSchema.parse({
    id: 'ct-01-2026',
    number: 'Notification 01/2026-CT',
    date: '2026-04-21',
    scope: { masters: ['GST-GSTR3B-M'], periods: { keys: ['2026-03'] } },
    moves: { to: '2026-04-21' },
    feeFreeUntil: null,
    law: 'CGST s.39(6)',
    urls: [],
    confidence: 'high',
    ...part,
  });
const fact = (field: string, value: FactValue): Fact =>
  FactSchema.parse({ field, value, from: '2020-01-01', to: null, source: 'test' });
const march = (part: Partial<ExtendableInstance> = {}): ExtendableInstance => ({
  id: 'i1',
  master: 'GST-GSTR3B-M',
  period: parsePeriod('2026-03'),
  facts: [],
  statutory: d('2026-04-20'),
  inForce: [],
  filedOn: null,
  ...part,
});

describe('a notification dated after the date it moves', () => {
  it('un-breaches what was overdue', () => {
    expect(previewExtension(notification({}), march(), d('2026-04-21'))).toEqual({
      kind: 'moves',
      before: { statutory: '2026-04-20', extended: null, feeFreeUntil: null },
      after: { statutory: '2026-04-20', extended: '2026-04-21', feeFreeUntil: null },
      unbreached: true,
    });
  });

  it('does not claim so where the new date has passed as well', () => {
    expect(previewExtension(notification({}), march(), d('2026-04-25'))).toMatchObject({
      kind: 'moves',
      unbreached: false,
    });
  });

  it('leaves a filed one alone and says that it was in time after all', () => {
    expect(previewExtension(notification({}), march({ filedOn: d('2026-04-21') }), d('2026-04-25'))).toEqual({
      kind: 'filed',
      onTimeUnderIt: true,
    });
    expect(previewExtension(notification({}), march({ filedOn: d('2026-04-18') }), d('2026-04-25'))).toEqual({
      kind: 'filed',
      onTimeUnderIt: false,
    });
  });
});

describe('scope', () => {
  const polling = notification({
    scope: {
      masters: ['GST-GSTR3B-M'],
      periods: { keys: ['2026-03'] },
      where: { field: 'gstin.stateCode', op: 'in', value: ['27', '20'] },
    },
  });
  it.each([
    ['another master', notification({}), march({ master: 'GST-GSTR1-M' }), 'out-of-scope'],
    ['another period', notification({}), march({ period: parsePeriod('2026-02') }), 'out-of-scope'],
    ['another state', polling, march({ facts: [fact('gstin.stateCode', '29')] }), 'out-of-scope'],
    ['the state', polling, march({ facts: [fact('gstin.stateCode', '27')] }), 'moves'],
    ['a state not known', polling, march(), 'undetermined'],
    ['no date yet', notification({}), march({ statutory: null }), 'awaits-date'],
    ['the same again', notification({}), march({ inForce: [notification({})] }), 'already-applied'],
    ['a date already later', notification({}), march({ statutory: d('2026-04-22') }), 'unchanged'],
  ])('%s: %s', (_name, n, instance, kind) =>
    expect(previewExtension(n, instance, d('2026-04-10')).kind).toBe(kind),
  );

  it('by the dates that fall due', () => {
    const window = notification({
      scope: { masters: ['GST-GSTR3B-M'], periods: { dueFrom: '2026-04-01', dueTo: '2026-04-20' } },
      moves: { days: 5 },
    });
    const outcomes = previewExtensions(
      window,
      [march(), march({ id: 'i2', statutory: d('2026-04-24') })],
      d('2026-04-10'),
    );
    expect(outcomes.map((o) => [o.id, o.outcome.kind])).toEqual([
      ['i1', 'moves'],
      ['i2', 'out-of-scope'],
    ]);
  });
});

describe('a chain', () => {
  const first = notification({ id: 'a', date: '2025-09-25', moves: { to: '2025-10-31' } });
  const second = notification({ id: 'b', date: '2025-10-29', moves: { to: '2025-11-10' } });
  const statutory = d('2025-09-30');

  it('folds in the order of the notifications, not of their entry', () => {
    expect(foldNotifications(statutory, [second, first])).toEqual({
      statutory,
      extended: '2025-11-10',
      feeFreeUntil: null,
    });
  });

  it('never shortens', () => {
    const backwards = notification({ id: 'c', date: '2025-11-01', moves: { to: '2025-10-15' } });
    expect(foldNotifications(statutory, [first, second, backwards]).extended).toBe('2025-11-10');
  });

  it('counts days from where the last one ended', () => {
    const days = notification({ id: 'c', date: '2025-11-01', moves: { days: 5 } });
    expect(foldNotifications(statutory, [first, days]).extended).toBe('2025-11-05');
  });

  it('is taken back link by link, each recorded', () => {
    const instance = march({ statutory, inForce: [first, second] });
    expect(withdrawNotification(instance, 'b')).toMatchObject({ extended: '2025-10-31' });
    expect(withdrawNotification(instance, 'a')).toMatchObject({ extended: '2025-11-10' });
    expect(withdrawNotification({ ...instance, inForce: [first] }, 'a')).toMatchObject({ extended: null });
    expect(historyEntry(statutory, [first], 'b', 'withdrawn', d('2025-11-02'))).toEqual({
      statutory,
      extended: '2025-10-31',
      feeFreeUntil: null,
      by: 'b',
      action: 'withdrawn',
      recordedOn: '2025-11-02',
    });
  });
});

describe('a waiver of the fee', () => {
  it('leaves the legal date', () => {
    const waiver = notification({ moves: null, feeFreeUntil: '2025-12-31' });
    expect(foldNotifications(d('2025-10-30'), [waiver])).toEqual({
      statutory: '2025-10-30',
      extended: null,
      feeFreeUntil: '2025-12-31',
    });
  });

  it('is void once the date itself is later', () => {
    const waiver = notification({ id: 'w', moves: null, feeFreeUntil: '2025-12-31' });
    const move = notification({ id: 'm', date: '2026-05-01', moves: { to: '2026-01-31' } });
    expect(foldNotifications(d('2025-10-30'), [waiver, move])).toEqual({
      statutory: '2025-10-30',
      extended: '2026-01-31',
      feeFreeUntil: null,
    });
  });

  it('must do one or the other', () => {
    expect(() => notification({ moves: null })).toThrow('expected a new date, a fee-free day or both');
  });
});
