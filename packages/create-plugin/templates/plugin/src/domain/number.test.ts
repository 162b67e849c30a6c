import { describe, expect, it } from 'vitest';
import { checkNumber } from './number.ts';

describe('a number', () => {
  it.each(['AB1234', 'ab 12-34'])('written %s is AB1234', (text) =>
    expect(checkNumber(text)).toEqual({ ok: true, number: 'AB1234' }),
  );

  it.each(['', 'AB123', 'AB1234567890123456789', 'AB/1234'])('is not "%s"', (text) =>
    expect(checkNumber(text)).toEqual({
      ok: false,
      expected: '6 to 20 letters and digits',
      received: text,
    }),
  );
});
