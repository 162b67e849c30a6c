import { describe, expect, it } from 'vitest';
import { crore, lakh, proportion, rupees, rupeesText } from './money.ts';

describe('money', () => {
  it('is whole paise', () => {
    expect([rupees(50), lakh(1.5), crore(5)]).toEqual([5_000, 15_000_000, 5_000_000_000]);
  });

  it.each([
    [100, 1, 3, 33],
    [50, 1, 100, 1],
    [-50, 1, 100, -1],
    [900_000_000_000_000, 1800 * 400, 3_650_000, 177_534_246_575_342],
  ])('%i x %i / %i is %i', (amount, n, m, result) => expect(proportion(amount, n, m)).toBe(result));

  it.each([
    [0, '₹0'],
    [12_345, '₹123.45'],
    [100_000, '₹1,000'],
    [123_456_750, '₹12,34,567.50'],
    [crore(25), '₹25,00,00,000'],
    [-100_000, '-₹1,000'],
  ])('%i paise reads %s', (amount, text) => expect(rupeesText(amount)).toBe(text));
});
