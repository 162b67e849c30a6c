import { expect, test } from 'vitest';
import { settingsOf } from './settings-values.ts';

const schema = {
  type: 'object',
  properties: {
    days: { type: 'integer', default: 7 },
    digest: { type: 'boolean' },
    contact: { type: 'string' },
    list: { type: 'array' },
  },
};

test('what is set wins over the default, and what is neither starts empty', () => {
  expect(settingsOf(schema, { days: 3 })).toEqual({ days: 3, digest: false, contact: '', list: [] });
  expect(settingsOf(schema, null)).toMatchObject({ days: 7 });
});

test('a plugin without settings has none', () => {
  expect(settingsOf(null, null)).toEqual({});
});
