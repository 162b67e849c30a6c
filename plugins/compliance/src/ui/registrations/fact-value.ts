import type { FactValue } from '../records.ts';
import { isMoney } from '../fact-names.ts';

/** What was typed, as the fact's value: empty is unknown, rupees become paise, yes and no are said in words. */
export function valueOf(field: string, text: string): FactValue {
  const value = text.trim();
  if (value === '') return null;
  if (/^₹?\s*-?[\d,]+(\.\d+)?$/.test(value)) {
    const number = Number(value.replace(/[₹,\s]/g, ''));
    return isMoney(field) ? Math.round(number * 100) : number;
  }
  if (/^(yes|true)$/i.test(value)) return true;
  if (/^(no|false)$/i.test(value)) return false;
  return value;
}
