import { expect, test } from 'vitest';
import { formatCount, formatPaise, formatPaiseShort } from './money.ts';

test.each([
  [0, '₹0'],
  [12_345_678_00, '₹1,23,45,678'],
  [1_50, '₹1.50'],
  [-5_000_00, '-₹5,000'],
])('%d paise in full', (paise, text) => {
  expect(formatPaise(paise)).toBe(text);
});

test.each([
  [5_000_00, '₹5,000'],
  [99_999_00, '₹99,999'],
  [1_00_000_00, '₹1 L'],
  [88_12_345_00, '₹88.1 L'],
  [99_99_999_00, '₹1 Cr'],
  [1_00_00_000_00, '₹1 Cr'],
  [2_35_00_000_00, '₹2.35 Cr'],
  [1_234_00_00_000_00, '₹1,234 Cr'],
  [-2_00_000_00, '-₹2 L'],
])('%d paise in lakh and crore', (paise, text) => {
  expect(formatPaiseShort(paise)).toBe(text);
});

test('Hindi names the units in words', () => {
  expect(formatPaiseShort(88_12_345_00, 'hi')).toBe('₹88.1 लाख');
  expect(formatPaiseShort(2_35_00_000_00, 'hi')).toBe('₹2.35 करोड़');
});

test('counts are grouped by lakh', () => {
  expect(formatCount(1_234_567)).toBe('12,34,567');
});
