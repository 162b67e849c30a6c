import { expect, test } from 'vitest';
import { ALL, grantOf, NO_GRANT } from './grant-values.ts';

test('everything is said in so many words', () => {
  expect(grantOf({ roleId: 'r', entities: [ALL], families: [ALL] })).toEqual({
    roleId: 'r',
    entities: 'all',
    dimensions: {},
  });
});

test('an empty scope stays empty: it means nothing, never everything', () => {
  expect(grantOf({ ...NO_GRANT, roleId: 'r', families: ['gst'] })).toEqual({
    roleId: 'r',
    entities: [],
    dimensions: { family: ['gst'] },
  });
});
