/**
 * GSTIN: two digits of state, PAN, number of the registration in the state, a letter, a check character.
 *
 *   27 AAPFU0939F 1 Z V        14th: Z ordinary, D tax deductor (s.51), C e-commerce operator (s.52)
 *
 * Non-resident taxable persons, OIDAR suppliers and UIN holders have shapes of their own without a PAN. Their check
 * character is not published as the same algorithm, so it is not checked.
 */
import type { Problem } from '@compliance-os/compliance';
import { InvalidValue, problemText } from '@compliance-os/compliance';
import { STATES } from './state-codes.ts';

export type GstinShape = 'ordinary' | 'tds-deductor' | 'ecom-tcs' | 'nrtp' | 'oidar' | 'uin';

export interface Gstin {
  readonly value: string;
  readonly shape: GstinShape;
  readonly stateCode: string;
  /** null for shapes without one, and for a deductor registered by TAN */
  readonly pan: string | null;
  readonly tan: string | null;
  readonly checkVerified: boolean;
}

export type GstinCheck =
  | { readonly ok: true; readonly gstin: Gstin }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const GST_STATE_CODE = 'a GST state code: 01 to 38, 97 (other territory) or 99 (centre jurisdiction)';
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const PAN = /^[A-Z]{3}[ABCEFGHJKLPT][A-Z][0-9]{4}[A-Z]$/;
const TAN = /^[A-Z]{4}[0-9]{5}[A-Z]$/;
const SPECIAL: readonly (readonly [GstinShape, RegExp])[] = [
  ['oidar', /^99[0-9]{2}[A-Z]{3}[0-9]{5}OS[0-9A-Z]$/],
  ['nrtp', /^[0-9]{4}[A-Z]{3}[0-9]{5}NR[0-9A-Z]$/],
  ['uin', /^[0-9]{4}[A-Z]{3}[0-9]{5}[UO]N[0-9A-Z]$/],
];
const BY_LETTER: Readonly<Record<string, GstinShape>> = { Z: 'ordinary', D: 'tds-deductor', C: 'ecom-tcs' };

/** Upper case, without spaces and hyphens people type between the groups. */
export function normaliseGstin(text: string): string {
  return text.replaceAll(/[\s-]/g, '').toUpperCase();
}

/**
 * The 15th character of the first 14. Each value (0-9 A-Z as 0 to 35) is doubled in every second place; quotient and
 * remainder by 36 are added up; the check brings the sum to a multiple of 36. It finds every single wrong character.
 */
export function gstinCheckCharacter(first14: string): string {
  let sum = 0;
  for (let i = 0; i < 14; i += 1) {
    const product = ALPHABET.indexOf(first14.charAt(i)) * (i % 2 === 0 ? 1 : 2);
    sum += Math.floor(product / 36) + (product % 36);
  }
  return ALPHABET.charAt((36 - (sum % 36)) % 36);
}

/**
 * Reads a GSTIN and reports every fault at once; paths name the characters, 1 to 15.
 * @param entityPan PAN of the entity it is to belong to, where known
 */
export function checkGstin(text: string, entityPan?: string): GstinCheck {
  const value = normaliseGstin(text);
  if (!/^[0-9A-Z]{15}$/.test(value)) {
    return {
      ok: false,
      problems: [problem('gstin', '15 letters and digits', `${value} (${value.length} characters)`)],
    };
  }
  const problems: Problem[] = [];
  const stateCode = value.slice(0, 2);
  if (STATES[stateCode] === undefined) problems.push(problem('gstin[1-2]', GST_STATE_CODE, stateCode));
  const special = SPECIAL.find(([, pattern]) => pattern.test(value));
  const shape = special?.[0] ?? BY_LETTER[value.charAt(13)];
  if (shape === undefined)
    problems.push(problem('gstin[14]', 'Z, D (tax deductor) or C (e-commerce operator)', value.charAt(13)));
  const holder = value.slice(2, 12);
  const tan = shape === 'tds-deductor' && TAN.test(holder) && !PAN.test(holder) ? holder : null;
  const pan = special !== undefined || tan !== null ? null : holder;
  if (special === undefined) {
    if (pan !== null && !PAN.test(pan))
      problems.push(problem('gstin[3-12]', 'a PAN, such as AAPFU0939F', pan));
    if (!/[1-9A-Z]/.test(value.charAt(12)))
      problems.push(problem('gstin[13]', '1 to 9 or A to Z', value.charAt(12)));
    const check = gstinCheckCharacter(value.slice(0, 14));
    if (value.charAt(14) !== check)
      problems.push(problem('gstin[15]', `check character "${check}"`, value.charAt(14)));
  }
  const wanted = entityPan === undefined ? null : normaliseGstin(entityPan);
  if (wanted !== null && pan !== null && pan !== wanted) {
    problems.push(problem('gstin[3-12]', `the PAN of the entity, "${wanted}"`, pan));
  }
  if (problems.length > 0 || shape === undefined) return { ok: false, problems };
  return { ok: true, gstin: { value, shape, stateCode, pan, tan, checkVerified: special === undefined } };
}

/** @throws InvalidValue `gstin.invalid` with every fault in its message */
export function parseGstin(text: string, entityPan?: string): Gstin {
  const result = checkGstin(text, entityPan);
  if (result.ok) return result.gstin;
  throw new InvalidValue('gstin.invalid', 'gstin', result.problems.map(problemText).join('; '), text);
}

function problem(path: string, expected: string, received: string): Problem {
  return { path, expected, received };
}
