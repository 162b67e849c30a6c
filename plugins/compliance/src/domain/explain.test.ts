import { describe, expect, it } from 'vitest';
import { localDate } from './calendar.ts';
import { GovernmentNotificationSchema } from './extension-schema.ts';
import { explainDueDate } from './explain.ts';
import { explanationText } from './explain-text.ts';
import type { Fact } from './facts.ts';
import { defineMaster } from './master.ts';
import { parsePeriod } from './period.ts';

const d = localDate;
const master = defineMaster({
  code: 'GST-GSTR3B-M',
  family: 'gst',
  name: 'Summary return (monthly)',
  form: 'GSTR-3B',
  authority: 'GSTN',
  law: 'CGST s.39(1)',
  frequency: 'monthly',
  subject: 'registration:gstin',
  applicability: { field: 'gstin.type', op: 'eq', value: 'regular' },
  rule: { kind: 'day-of-following-month', day: 20, monthsAfter: 1 },
  dueText: '20th of the next month',
  effectiveFrom: '2017-07-01',
  confidence: 'high',
  source: { law: 'CGST s.39(1)', urls: ['https://example.org/gst'], basis: 'seen' },
});
const notified = GovernmentNotificationSchema.parse({
  id: 'ct-01-2026',
  number: 'Notification 01/2026-CT',
  date: '2026-04-21',
  scope: { masters: ['GST-GSTR3B-M'], periods: { keys: ['2026-03'] } },
  moves: { to: '2026-04-21' },
  feeFreeUntil: null,
  law: 'CGST s.39(6)',
  urls: [],
  confidence: 'high',
});
const regular: Fact = {
  field: 'gstin.type',
  value: 'regular',
  from: d('2020-04-01'),
  to: null,
  source: 'portal',
};
const explain = (key: string) =>
  explainDueDate({
    master,
    period: parsePeriod(key),
    facts: [regular],
    events: {},
    masterDates: {},
    notifications: [notified],
  });

describe('why this date', () => {
  it('is answered with rule, law, notification and trace', () => {
    expect(explain('2026-03')).toMatchObject({
      summary: 'Applies: gstin.type is regular.',
      rule: '20th of the month after the period',
      dates: { statutory: '2026-04-20', extended: '2026-04-21', feeFreeUntil: null },
      effective: '2026-04-21',
      notifications: [{ outcome: 'moves' }],
      warnings: [],
    });
  });

  it('warns of a Sunday and does not move it', () => {
    expect(explain('2026-11')).toMatchObject({
      effective: '2026-12-20',
      notifications: [],
      warnings: ['falls on a Sunday; the law does not move it'],
    });
  });

  it('reads as text', () => {
    expect(explanationText(explain('2026-03'))).toBe(
      [
        'GST-GSTR3B-M  GSTR-3B, Mar 2026',
        '  Summary return (monthly)',
        '  Applies: gstin.type is regular.',
        '',
        'Due       2026-04-21 Tue',
        'Statutory 2026-04-20 Mon',
        'Extended  2026-04-21 Tue',
        '',
        'Rule      20th of the month after the period',
        '          day 20, 1 month(s) after the period → 2026-04-20',
        'Law       CGST s.39(1)',
        '          https://example.org/gst',
        'Notified  Notification 01/2026-CT of 21 Apr 2026: applies',
      ].join('\n'),
    );
  });

  it('says what it waits for', () => {
    const awaiting = { ...master, rule: { kind: 'days-after', event: 'agm', days: 30 } as const };
    const text = explanationText(
      explainDueDate({
        master: awaiting,
        period: parsePeriod('2026-10'),
        facts: [],
        events: {},
        masterDates: {},
        notifications: [],
      }),
    );
    expect(text).toContain('Due       no date yet');
    expect(text).toContain('Note      provisional: waits for event agm');
    expect(text).toContain('Undetermined: gstin.type is not known.');
  });
});

it('says how firm a date is that something else may move', () => {
  const notes = (kind: 'earlier-of' | 'later-of') =>
    explainDueDate({
      master: {
        ...master,
        rule: {
          kind,
          rules: [master.rule, { kind: 'before-event', event: 'registration.ended', daysBefore: 0 }],
        },
      },
      period: parsePeriod('2026-10'),
      facts: [regular],
      events: {},
      masterDates: {},
      notifications: [],
    }).warnings;
  expect(notes('earlier-of')).toEqual(['stands unless event registration.ended brings it forward']);
  expect(notes('later-of')).toEqual([
    'provisional: waits for event registration.ended; it cannot be earlier than shown',
  ]);
});
