import { formatPaiseShort, humanise } from '@compliance-os/ui';
import type { FactValue } from './records.ts';

const ABBREVIATIONS = new Set(['aato', 'qrmp', 'rcm', 'esi', 'pf', 'tan', 'sez', 'isd']);

/** `gstin.stateTurnoverOfPeriod` → `State turnover of period`; abbreviations in capitals. */
export function factName(field: string): string {
  const words = (field.split('.').pop() ?? field)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([a-z])(\d)/g, '$1 $2')
    .toLowerCase();
  return humanise(
    words.replace(/\b[a-z]+\b/g, (word) => (ABBREVIATIONS.has(word) ? word.toUpperCase() : word)),
  );
}

/** Facts that are money are recorded in paise. */
export const isMoney = (field: string): boolean => /aato|turnover|capital|amount|wages/i.test(field);

/** A fact's value in words: amounts in lakh and crore, unknown as null. */
export function factValue(field: string, value: FactValue, locale: string): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return isMoney(field) ? formatPaiseShort(value, locale) : String(value);
  return typeof value === 'string' ? humanise(value) : value.map(humanise).join(', ');
}
