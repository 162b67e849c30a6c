import { expect, test } from 'vitest';
import { valueOf } from './fact-value.ts';

test.each([
  ['', null],
  ['  ', null],
  ['8,20,00,000', 82_000_000],
  ['-1.5', -1.5],
  ['Yes', true],
  ['no', false],
  ['monthly', 'monthly'],
  ['27AAPFU0939F1ZV', '27AAPFU0939F1ZV'],
])('%j is %j', (text, value) => {
  expect(valueOf(text)).toBe(value);
});
