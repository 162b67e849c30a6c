import { formatPaiseShort, humanise } from '@compliance-os/ui';
import type { FactValue } from './records.ts';

/** `aggregateTurnover` → `Aggregate turnover`. */
export const factName = (field: string): string =>
  humanise(field.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase());

/** A fact's value in words: amounts in lakh and crore, unknown as unknown. */
export function factValue(field: string, value: FactValue, locale: string): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number' && /turnover|amount|paidup|capital|paise/i.test(field))
    return formatPaiseShort(/paise/i.test(field) ? value : value * 100, locale);
  return humanise(String(value));
}
