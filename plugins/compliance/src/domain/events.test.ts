import { expect, it } from 'vitest';
import { localDate } from './calendar.ts';
import { declaredEvents } from './declared-events.ts';
import { filingEvents, type FilingEvent } from './events.ts';
import { defineMaster } from './master.ts';

const declared: readonly FilingEvent[] = [
  { event: 'annual.filed', masters: ['ANNUAL'], which: 'of-period' },
  { event: 'monthly.first', masters: ['MONTHLY', 'IFF'], which: 'first' },
];
const filed = (master: string, period: string, day: string) => ({ master, period, filedOn: localDate(day) });

it('a filing is the event of its period, on the day it was first filed', () => {
  expect(
    filingEvents(declared, [
      filed('ANNUAL', 'FY2025-26', '2026-11-12'),
      filed('ANNUAL', 'FY2024-25', '2025-12-30'),
      filed('OTHER', 'FY2025-26', '2026-01-01'),
    ]),
  ).toEqual([
    { id: 'annual.filed-FY2024-25', name: 'annual.filed', date: '2025-12-30', period: 'FY2024-25' },
    { id: 'annual.filed-FY2025-26', name: 'annual.filed', date: '2026-11-12', period: 'FY2025-26' },
  ]);
});

it('the first of several forms is one event, of no period', () => {
  expect(
    filingEvents(declared, [
      filed('MONTHLY', '2026-10', '2026-11-11'),
      filed('IFF', '2026-09', '2026-10-12'),
    ]),
  ).toEqual([{ id: 'monthly.first', name: 'monthly.first', date: '2026-10-12' }]);
  expect(filingEvents(declared, [])).toEqual([]);
});

it('masters declare events as triggers and inside rules, however deep; `trigger` is none of its own', () => {
  const of = (code: string, more: object) =>
    defineMaster({
      code,
      family: 'x',
      name: code,
      form: code,
      authority: 'a',
      law: 'l',
      subject: 'entity',
      applicability: { always: true },
      dueText: 'd',
      effectiveFrom: '2020-01-01',
      confidence: 'high',
      source: { law: 'l', urls: [], basis: 'seen' },
      frequency: 'annual',
      rule: { kind: 'none', reason: 'r' },
      ...more,
    });
  const deep = of('DEEP', {
    rule: {
      kind: 'earlier-of',
      rules: [
        { kind: 'fixed', month: 11, day: 30, yearOffset: 1 },
        { kind: 'before-event', event: 'annual.filed', daysBefore: 0 },
      ],
    },
  });
  const started = of('STARTED', {
    frequency: 'event',
    triggers: ['came', 'annual.filed'],
    rule: { kind: 'days-after', event: 'trigger', days: 3 },
  });
  expect(declaredEvents([deep, started])).toEqual([
    { name: 'annual.filed', subjects: ['entity'], starts: ['STARTED'], dates: ['DEEP'] },
    { name: 'came', subjects: ['entity'], starts: ['STARTED'], dates: [] },
  ]);
});
