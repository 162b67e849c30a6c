import { describe, expect, it } from 'vitest';
import { checkLicenceNumber } from './licence-number.ts';

describe('a licence number', () => {
  it.each([
    ['10018022004567', 'licence', '2018'],
    ['100 18-022 004567', 'licence', '2018'],
    ['21523067000118', 'registration', '2023'],
  ])('%s is of a %s of %s', (text, kind, year) =>
    expect(checkLicenceNumber(text)).toMatchObject({ ok: true, number: { kind, year } }),
  );

  it.each([
    ['1001802200456', ['fssai: expected 14 digits, received 1001802200456 (13 characters)']],
    ['1001802200456A', ['fssai: expected 14 digits, received 1001802200456A (14 characters)']],
    [
      '30009022004567',
      [
        'fssai[1]: expected 1 (licence) or 2 (registration), received 3',
        'fssai[4-5]: expected the year of the grant, 11 or later, received 09',
      ],
    ],
  ])('%s is refused with every fault', (text, messages) => {
    const check = checkLicenceNumber(text);
    const told = check.ok
      ? []
      : check.problems.map((it) => `${it.path}: expected ${it.expected}, received ${it.received}`);
    expect(told).toEqual(messages);
  });
});
