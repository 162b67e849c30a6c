import { expect, test } from 'vitest';
import { ALL, grantOf, NO_GRANT } from './grant-values.ts';

test('everything is said in so many words', () => {
  const grant = grantOf({ ...NO_GRANT, roleId: 'r', entities: [ALL], dimensions: { family: [ALL] } });
  expect(grant).toEqual({ roleId: 'r', entities: 'all', dimensions: {} });
});

test('no entities stay no entities: an empty scope means nothing, never everything', () => {
  expect(grantOf({ ...NO_GRANT, roleId: 'r', dimensions: { family: ['gst'] } })).toEqual({
    roleId: 'r',
    entities: [],
    dimensions: { family: ['gst'] },
  });
});

test('a dated grant carries its last day', () => {
  expect(grantOf({ ...NO_GRANT, roleId: 'auditor', entities: [ALL], validTo: '2027-03-31' })).toMatchObject({
    validTo: '2027-03-31',
  });
});
