/** What was typed, as the fact's value: empty is unknown, digits are a number, yes and no are said in words. */
export function valueOf(text: string): string | number | boolean | null {
  const value = text.trim();
  if (value === '') return null;
  if (/^-?[\d,]+(\.\d+)?$/.test(value)) return Number(value.replaceAll(',', ''));
  if (/^(yes|true)$/i.test(value)) return true;
  if (/^(no|false)$/i.test(value)) return false;
  return value;
}
