import { describe, expect, test } from 'vitest';
import { passwordFaults } from './policy.ts';

const EMAIL = 'asha.rao@example.in';
const messageOf = (password: string): string | undefined => passwordFaults(password, EMAIL)[0]?.expected;

describe('a good password', () => {
  test.each([
    ['green-lantern-42', 'words with signs'],
    ['तीन घोड़े और एक नाव', 'any script'],
    ['kolkata tram depot', 'a phrase that begins with a common word'],
    ['x'.repeat(3) + 'Jq8!vLw2', 'some repetition inside'],
    ['lemon tree ' + 'z'.repeat(117), 'exactly 128 characters'],
    ['1234567890a', 'a sequence with something after it'],
  ])('%s (%s)', (password) => {
    expect(passwordFaults(password, EMAIL)).toEqual([]);
  });
});

describe('a refused password', () => {
  test.each([
    ['', 'at least 10 characters'],
    ['Ab3$xyz!9', 'at least 10 characters'],
    ['y'.repeat(129), 'at most 128 characters'],
    ['Password123', 'not a common password'],
    ['P@ssw0rd-2026!', 'not a common password'],
    ['Welcome@12345', 'not a common password'],
    ['123admin123', 'not a common password'],
    ['1q2w3e4r5t', 'not a common password'],
    ['aaaaaaaaaaaa', 'not a common password'],
    ['abcabcabcabc', 'not a common password'],
    ['1234567890', 'not a common password'],
    ['9876543210', 'not a common password'],
    ['abcdefghijkl', 'not a common password'],
    ['asha.rao@example.in', 'not the e-mail address'],
    ['ASHA.RAO@EXAMPLE.IN', 'not the e-mail address'],
    ['asha.rao2026', 'not the e-mail address'],
    ['ashaRao!2026', 'not the e-mail address'],
  ])('%s: %s', (password, expected) => {
    expect(messageOf(password)).toBe(expected);
  });

  test('a mailbox of digits only does not refuse other digits', () => {
    expect(passwordFaults('58201947736', '4412@example.in')).toEqual([]);
  });

  test('is not repeated in the fault', () => {
    expect(JSON.stringify(passwordFaults('Password123', EMAIL))).not.toContain('Password123');
  });

  test('counts characters, not code units', () => {
    expect(messageOf('😀'.repeat(9))).toBe('at least 10 characters');
  });
});
