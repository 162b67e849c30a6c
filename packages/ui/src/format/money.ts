const LAKH = 100_000;
const CRORE = 10_000_000;

const intlLocale = (locale: string): string => (locale === 'hi' ? 'hi-IN' : 'en-IN');

/** Rupees in full, grouped as India groups: `₹1,23,45,678`, with paise only where there are any. */
export function formatPaise(paise: number, locale = 'en'): string {
  return new Intl.NumberFormat(intlLocale(locale), {
    style: 'currency',
    currency: 'INR',
    numberingSystem: 'latn',
    minimumFractionDigits: paise % 100 === 0 ? 0 : 2,
    maximumFractionDigits: 2,
  }).format(paise / 100);
}

/**
 * Rupees in lakh and crore: `₹88.1 L`, `₹2.35 Cr`; below a lakh in full. Not Intl's compact notation, which
 * writes a thousand as "T" in en-IN and then reads as trillion.
 */
export function formatPaiseShort(paise: number, locale = 'en'): string {
  const rupees = paise / 100;
  const size = Math.abs(rupees);
  // From 99,999.50 the full form would round up to one lakh.
  if (size < LAKH - 0.5) return formatPaise(Math.round(rupees) * 100, locale);
  const [unit, suffix, digits] =
    size < CRORE - LAKH / 20
      ? [LAKH, locale === 'hi' ? 'लाख' : 'L', 1]
      : [CRORE, locale === 'hi' ? 'करोड़' : 'Cr', 2];
  const amount = new Intl.NumberFormat('en-IN', { maximumFractionDigits: digits }).format(size / unit);
  return `${rupees < 0 ? '-' : ''}₹${amount} ${suffix}`;
}

/** Counts grouped as India groups: `1,23,456`. */
export const formatCount = (count: number): string => new Intl.NumberFormat('en-IN').format(count);
