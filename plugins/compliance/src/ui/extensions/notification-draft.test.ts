import { expect, test } from 'vitest';
import { GovernmentNotificationSchema } from '../../domain/index.ts';
import { isComplete, notificationOf } from './notification-draft.ts';

const draft = {
  number: ' 14/2026-Central Tax ',
  date: '2026-11-18',
  masters: ['GST-GSTR3B-M'],
  periods: ['2026-10'],
  newDate: '2026-11-24',
  law: 's. 39(6), CGST Act',
};

test('what a person enters is a notification that the engine takes', () => {
  expect(notificationOf(draft).id).toBe('14-2026-central-tax');
  expect(GovernmentNotificationSchema.safeParse(notificationOf(draft)).error?.issues ?? []).toEqual([]);
});

test('a draft with a gap is not complete', () => {
  expect(isComplete(draft)).toBe(true);
  expect(isComplete({ ...draft, periods: [] })).toBe(false);
  expect(isComplete({ ...draft, law: ' ' })).toBe(false);
});
