/**
 * Money is a whole number of paise: in facts, fees and results alike. Rates are basis points (1/100 of a percent).
 * 100,000 crore rupees are 10^14 paise, inside what a number holds exactly; products go through bigint.
 */
import { z } from 'zod';

export const PaiseSchema = z.int();
export type Paise = number;

export const rupees = (amount: number): Paise => Math.round(amount * 100);
export const lakh = (amount: number): Paise => rupees(amount * 100_000);
export const crore = (amount: number): Paise => rupees(amount * 10_000_000);

/** amount x numerator / denominator, rounded half away from zero, without passing through a float. */
export function proportion(amount: Paise, numerator: number, denominator: number): Paise {
  const product = BigInt(amount) * BigInt(numerator);
  const divisor = BigInt(denominator);
  const magnitude = product < 0n ? -product : product;
  const rounded = (2n * magnitude + divisor) / (2n * divisor);
  return Number(product < 0n ? -rounded : rounded);
}

/** "₹12,34,567.50", grouped in lakhs and crores. */
export function rupeesText(amount: Paise): string {
  const sign = amount < 0 ? '-' : '';
  const whole = String(Math.trunc(Math.abs(amount) / 100));
  const paise = Math.abs(amount) % 100;
  const head = whole.slice(0, -3).replace(/\B(?=(\d{2})+$)/g, ',');
  const grouped = whole.length > 3 ? `${head},${whole.slice(-3)}` : whole;
  return `${sign}₹${grouped}${paise === 0 ? '' : `.${String(paise).padStart(2, '0')}`}`;
}
