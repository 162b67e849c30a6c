import type { Fault } from '../../http/problem.ts';
import { COMMON_PASSWORDS, COMMON_WORDS } from './common-passwords.ts';

/** Characters (code points) that a password has at least and at most. */
export const PASSWORD_LENGTH = { min: 10, max: 128 } as const;

/** The text that is hashed: composed, so that one password typed on two keyboards is one password. */
export const normalisePassword = (password: string): string => password.normalize('NFKC');

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** The word inside `P@ssw0rd-2026!`: signs and digits at the ends cut off, the usual replacements undone. */
const innerWord = (text: string): string =>
  text
    .replace(/^[^\p{L}@$]+|[^\p{L}]+$/gu, '')
    .replace(/[013457@$!]/g, (sign) => LEET[sign] ?? sign)
    .replace(/[^\p{L}]/gu, '');

const isRepetition = (text: string): boolean => /^(.{1,3})\1+.?$/u.test(text);

/** `0123456789`, `abcdefghijk`, `9876543210`: each character one up, or one down, from that before; 0 follows 9. */
const isSequence = (text: string): boolean => {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const steps = (step: 1 | -1): boolean =>
    codes.slice(1).every((code, at) => code - codes[at]! === step || code - codes[at]! === -9 * step);
  return steps(1) || steps(-1);
};

/**
 * What is wrong with a new password; nothing when it is good. There are no rules about kinds of characters and no
 * expiry (NIST SP 800-63B, OWASP ASVS 5.0 §6.2): length, and not one of those tried first.
 */
export const passwordFaults = (password: string, email: string): readonly Fault[] => {
  const text = normalisePassword(password);
  const { length } = Array.from(text);
  if (length < PASSWORD_LENGTH.min) {
    return [
      fault(
        `Use at least ${PASSWORD_LENGTH.min} characters.`,
        `at least ${PASSWORD_LENGTH.min} characters`,
        `${length}`,
      ),
    ];
  }
  if (length > PASSWORD_LENGTH.max) {
    return [
      fault(
        `Use at most ${PASSWORD_LENGTH.max} characters.`,
        `at most ${PASSWORD_LENGTH.max} characters`,
        `${length}`,
      ),
    ];
  }
  const lower = text.toLowerCase();
  const mailbox = email.toLowerCase().split('@')[0] ?? '';
  const name = innerWord(mailbox);
  if (
    lower === email.toLowerCase() ||
    lower.startsWith(mailbox) ||
    (name.length > 3 && innerWord(lower) === name)
  ) {
    return [fault('Use something other than your e-mail address.', 'not the e-mail address')];
  }
  if (
    COMMON_PASSWORDS.has(lower) ||
    COMMON_WORDS.has(innerWord(lower)) ||
    isRepetition(lower) ||
    isSequence(lower)
  ) {
    return [
      fault('This is one of the passwords that are tried first; use another.', 'not a common password'),
    ];
  }
  return [];
};

/** Never says what was received beyond its length. */
const fault = (message: string, expected: string, received?: string): Fault => ({
  path: 'password',
  message,
  expected,
  ...(received === undefined ? {} : { received: `${received} characters` }),
});
