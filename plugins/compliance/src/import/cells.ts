/** What people write into cells, as values. Each reader says what it expected where it cannot read. */
import { isLocalDate, type FactValue, type LocalDate } from '../domain/index.ts';
import type { CellReading } from '../api/points.ts';

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly expected: string; readonly message?: string };

const read = <T>(value: T): Read<T> => ({ ok: true, value });
const unreadable = (expected: string): Read<never> => ({ ok: false, expected });

/** Nothing is said: nothing is recorded, and what is on record stays. */
export const isBlank = (text: string): boolean => /^(|-+|–|—|n\.?\/?a\.?)$/i.test(text);

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MIDNIGHT = /[T ]00:00(:00(\.0+)?)?Z?$/;

/** 2017-07-01, 01-07-2017, 1/7/2017 (day first, as in India), 1 Jul 2017. */
export const readDate = (text: string): Read<LocalDate> => {
  const expected = 'a date: 2017-07-01, 01-07-2017 or 1 Jul 2017';
  const day = text.replace(MIDNIGHT, '');
  const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(day);
  const indian = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(day);
  const named = /^(\d{1,2})[- ]([a-z]{3})[a-z]*[- ,]+(\d{4})$/i.exec(day);
  const parts = iso
    ? [iso[1], iso[3], iso[4]]
    : indian
      ? [indian[4], indian[3], indian[1]]
      : named
        ? [named[3], String(MONTHS.indexOf(named[2]!.toLowerCase()) + 1), named[1]]
        : undefined;
  if (!parts || Number(parts[0]) < 1900) return unreadable(expected);
  const date = `${parts[0]}-${parts[1]!.padStart(2, '0')}-${parts[2]!.padStart(2, '0')}`;
  return isLocalDate(date) ? read(date) : unreadable('a day that exists');
};

const YES = new Set(['yes', 'y', 'true', '1', 'हाँ']);
const NO = new Set(['no', 'n', 'false', '0', 'नहीं']);

export const readYesNo = (text: string): Read<boolean> => {
  const word = text.toLowerCase();
  return YES.has(word) ? read(true) : NO.has(word) ? read(false) : unreadable('yes or no');
};

const zerosOf = (unit: string): number => (unit.startsWith('c') ? 7 : unit.startsWith('l') ? 5 : 0);

/** "₹4,50,00,000", "4.5 crore", "45 lakh": paise, digit by digit rather than through a float. */
export const readRupees = (text: string): Read<number> => {
  const match = /^(?:₹|rs\.?|inr)?\s*(\d[\d,]*)(?:\.(\d+))?\s*(crores?|cr|lakhs?|lacs?|l)?$/i.exec(text);
  if (!match) return unreadable('an amount in rupees: 45000000, 4,50,00,000 or 4.5 crore');
  const zeros = zerosOf(match[3]?.toLowerCase() ?? '') + 2;
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > zeros) return unreadable('an amount in whole paise');
  const paise = BigInt(match[1]!.replaceAll(',', '') + fraction.padEnd(zeros, '0'));
  return paise <= BigInt(Number.MAX_SAFE_INTEGER)
    ? read(Number(paise))
    : unreadable('an amount below one lakh crore');
};

const UNKNOWN = new Set(['unknown', 'not known', '?']);
const MOST_TEXT = 200;

/** A cell as the value of a fact; null for a cell that says that it is not known. */
export const readFact = (text: string, reads: CellReading): Read<FactValue | null> => {
  if (UNKNOWN.has(text.toLowerCase())) return read(null);
  switch (reads.kind) {
    case 'yes-no':
      return readYesNo(text);
    case 'rupees':
      return readRupees(text);
    case 'day':
      return readDate(text);
    case 'text':
      return text.length <= MOST_TEXT ? read(text) : unreadable(`at most ${MOST_TEXT} characters`);
    case 'one-of': {
      const key = plain(text);
      const found = Object.entries(reads.values).find(
        ([name, value]) => plain(name) === key || plain(value) === key,
      );
      const choices = [...new Set(Object.values(reads.values))];
      return found ? read(found[1]) : unreadable(`one of ${choices.join(', ')}`);
    }
  }
};

/** Without case, spaces and punctuation: how headers and choices are compared. */
export const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
