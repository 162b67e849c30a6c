import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGstin, gstinCheckCharacter, normaliseGstin, parseGstin } from './gstin.ts';
import { qrmpGroup, STATES } from './state-codes.ts';

const faults = (text: string, pan?: string) => {
  const result = checkGstin(text, pan);
  return result.ok ? [] : result.problems.map((p) => `${p.path}: ${p.expected} / ${p.received}`);
};

describe('valid numbers', () => {
  it.each([
    '27AAPFU0939F1ZV',
    '07AAACP0165G2ZQ',
    '27AAACR5055K1Z7',
    '24AAACC1206D1ZM',
    '06AACCG0527D1Z8',
    '29AAACI4798L1ZU',
    '07AAGFF2194N1Z1',
    '33AACCM9093R1ZP',
  ])('%s', (value) =>
    expect(parseGstin(value)).toMatchObject({
      value,
      shape: 'ordinary',
      pan: value.slice(2, 12),
      checkVerified: true,
    }),
  );

  it('are read as people type them', () => {
    expect(normaliseGstin(' 27 aapfu0939f-1zv ')).toBe('27AAPFU0939F1ZV');
    expect(parseGstin('27 aapfu0939f 1zv').stateCode).toBe('27');
  });

  it.each([
    ['24AABCA1234B1DW', 'tds-deductor', 'AABCA1234B', null],
    ['27AABCA1234B1CS', 'ecom-tcs', 'AABCA1234B', null],
    ['9917SGP29001OSA', 'oidar', null, null],
    ['2717USA00001NRX', 'nrtp', null, null],
    ['0717USA00001UNO', 'uin', null, null],
  ])('%s is %s', (value, shape, pan, tan) => expect(parseGstin(value)).toMatchObject({ shape, pan, tan }));

  it('of a deductor registered by TAN carry no PAN', () => {
    const first14 = '27MUMA12345B1D';
    expect(parseGstin(first14 + gstinCheckCharacter(first14), 'AABCA1234B')).toMatchObject({
      pan: null,
      tan: 'MUMA12345B',
    });
  });
});

describe('the check character', () => {
  it.each([
    ['29AABCT1332L1Z', 'A'],
    ['33AAACI1681G1Z', 'W'],
    ['07AAACA1234A1Z', 'M'],
    ['36AAAAA0000A1Z', '3'],
    ['38AAAAA0000A1Z', 'Z'],
    ['97AAAAA0000A1Z', 'V'],
    ['24AABCA1234B1D', 'W'],
    ['27AABCA1234B1C', 'S'],
  ])('of %s is %s', (first14, check) => expect(gstinCheckCharacter(first14)).toBe(check));

  it.each([
    ['29AABCT1332L1Z5', 'A'],
    ['27AABCU9603R1ZX', 'N'],
    ['27AAPFU0939F1ZW', 'V'],
    ['09AAACR5055K1Z4', '5'],
    ['24AAKCS9119K1Z1', 'X'],
  ])('of %s is named in the error: %s', (value, check) => {
    expect(faults(value)).toEqual([`gstin[15]: check character "${check}" / ${value.charAt(14)}`]);
  });

  it('finds every single wrong character', () => {
    fc.assert(
      fc.property(
        fc.nat(14),
        fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')),
        (place, char) => {
          const good = '27AAPFU0939F1ZV';
          const bad = good.slice(0, place) + char + good.slice(place + 1);
          expect(checkGstin(bad).ok).toBe(bad === good);
        },
      ),
    );
  });
});

describe('faults', () => {
  it.each([
    ['27AAPFU0939F1YV', 'gstin[14]'],
    ['00AAPFU0939F1ZV', 'gstin[1-2]'],
    ['39AAPFU0939F1ZV', 'gstin[1-2]'],
    ['96AAPFU0939F1ZV', 'gstin[1-2]'],
    ['27AAPFU939F1ZVV', 'gstin[3-12]'],
    ['27AAPFU0939F0ZV', 'gstin[13]'],
    ['27AAPXU0939F1ZV', 'gstin[3-12]'],
    ['27AAPFU0939F1Z', '14 characters'],
    ['', '0 characters'],
  ])('of "%s" name the place %s', (value, path) => expect(faults(value).join('\n')).toContain(path));

  it('of the state say which codes there are', () => {
    const expected = 'a GST state code: 01 to 38, 97 (other territory) or 99 (centre jurisdiction)';
    expect(faults('96AAPFU0939F1ZV')).toContain(`gstin[1-2]: ${expected} / 96`);
    for (const code of ['97', '99']) {
      const first14 = `${code}AAPFU0939F1Z`;
      expect(checkGstin(first14 + gstinCheckCharacter(first14))).toMatchObject({ ok: true });
    }
  });

  it('are all reported, with the PAN of the entity', () => {
    expect(() => parseGstin('00aapfu0939f1zw', 'AABCA1234B')).toThrow(
      /gstin\[1-2\].*gstin\[15\].*the PAN of the entity, "AABCA1234B"/,
    );
  });
});

it('puts every state in one group, and neither 97 nor 99', () => {
  const without = Object.keys(STATES).filter((code) => qrmpGroup(code) === null);
  expect(without).toEqual(['97', '99']);
  expect([qrmpGroup('27'), qrmpGroup('07'), qrmpGroup('38')]).toEqual(['A', 'B', 'B']);
});
