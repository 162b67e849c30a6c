import { expect, test } from 'vitest';
import { valueOf } from './fact-value.ts';

test.each([
  ['', null],
  ['  ', null],
  ['1,200', 1200],
  ['-1.5', -1.5],
  ['Yes', true],
  ['no', false],
  ['regular', 'regular'],
  ['27AAPFU0939F1ZV', '27AAPFU0939F1ZV'],
])('%j is %j', (text, value) => {
  expect(valueOf('gstin.type', text)).toBe(value);
});

test('rupees become paise where the fact is money', () => {
  expect(valueOf('gstin.aato', '8,20,00,000')).toBe(8_20_00_000_00);
  expect(valueOf('gstin.aato', '₹ 1.50')).toBe(150);
});
