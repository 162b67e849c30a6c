import { describe, expect, it } from 'vitest';
import { districtsOf } from '../domain/districts.ts';
import { gstExtensions } from '../masters/index.ts';
import { readDistrict } from './read-district.ts';

describe('a district', () => {
  it.each([
    ['27', 'THANE', 'Thane'],
    ['27', ' mumbai-suburban ', 'Mumbai Suburban'],
    ['27', 'Ahmednagar', 'Ahilyanagar'],
    ['33', 'Tuticorin', 'Thoothukudi'],
    ['33', 'Theni', 'Theni'],
    ['33', 'Tenkasi District', 'Tenkasi'],
  ])('of %s written %s is %s', (state, written, value) =>
    expect(readDistrict(written, state)).toEqual({ ok: true, value }),
  );

  it.each([
    ['27', 'Thne', 'did you mean "Thane"?'],
    ['27', 'Mumbai', 'did you mean "Mumbai City" or "Mumbai Suburban"?'],
    ['27', 'Tenkasi', 'State 27 has no district of this name.'],
  ])('of %s written %s is refused: %s', (state, written, message) =>
    expect(readDistrict(written, state)).toMatchObject({
      ok: false,
      message: expect.stringContaining(message) as unknown,
    }),
  );

  it('of a state that is not listed stands as it is written', () =>
    expect(readDistrict('Raigarh', '22')).toEqual({ ok: true, value: 'Raigarh' }));

  it('that a notification names is one of a listed state', () => {
    const named = JSON.stringify(gstExtensions).matchAll(/"gstin\.district","op":"in","value":(\[[^\]]*\])/g);
    const names = [...new Set([...named].flatMap(([, list]) => JSON.parse(list!) as string[]))];
    expect(names.length).toBeGreaterThan(5);
    const listed = ['27', '33'].flatMap((state) => districtsOf(state)!);
    expect(names.filter((name) => !listed.includes(name))).toEqual([]);
    expect(['27', '33'].map((state) => districtsOf(state)!.length)).toEqual([36, 38]);
  });
});
