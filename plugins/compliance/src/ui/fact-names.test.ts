import { expect, test } from 'vitest';
import { factName, factValue } from './fact-names.ts';

test('fields read as words, abbreviations in capitals', () => {
  expect(factName('gstin.stateTurnoverOfPeriod')).toBe('State turnover of period');
  expect(factName('gstin.qrmp')).toBe('QRMP');
  expect(factName('gstin.aato')).toBe('AATO');
  expect(factName('gstin.aatoAnyYearSince2017')).toBe('AATO any year since 2017');
});

test('amounts are paise, shown in crore', () => {
  expect(factValue('gstin.aato', 820_000_000_00, 'en')).toBe('₹82 Cr');
  expect(factValue('org.employees', 12, 'en')).toBe('12');
});

test('unknown stays unknown', () => {
  expect(factValue('gstin.aato', null, 'en')).toBeNull();
});
