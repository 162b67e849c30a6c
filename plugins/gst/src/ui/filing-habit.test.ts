import { expect, test } from 'vitest';
import { frequencyOn, groupOf, stateOf } from './filing-habit.ts';
import type { Registration } from './records.ts';

const registration = (facts: Registration['facts']): Registration => ({
  id: 'r',
  entityId: 'e',
  entityName: 'E',
  type: 'gstin',
  typeLabel: 'GSTIN',
  number: '27AAPFU0939F1ZV',
  stateCode: '27',
  status: 'active',
  from: '2017-07-01',
  to: null,
  facts,
});
const qrmp = (value: boolean | null, from: string, to: string | null = null) => ({
  field: 'gstin.qrmp',
  value,
  from,
  to,
  source: 'GST portal',
});

test('the choice holds to its last day, inclusive', () => {
  const it = registration([qrmp(false, '2026-04-01', '2026-06-30'), qrmp(true, '2026-07-01')]);
  expect(frequencyOn(it, '2026-06-30')).toBe('monthly');
  expect(frequencyOn(it, '2026-07-01')).toBe('quarterly');
});

test('what is not known is not guessed', () => {
  expect(frequencyOn(registration([]), '2026-07-01')).toBe('unknown');
  expect(frequencyOn(registration([qrmp(null, '2026-04-01')]), '2026-07-01')).toBe('unknown');
});

test('state and group come from the first two digits', () => {
  expect(stateOf('27AAPFU0939F1ZV')).toBe('Maharashtra (27)');
  expect(groupOf('27AAPFU0939F1ZV')).toBe('A (22nd)');
  expect(groupOf('07AAPFU0939F1ZV')).toBe('B (24th)');
  expect(groupOf('97AAPFU0939F1ZV')).toBe('—');
});
