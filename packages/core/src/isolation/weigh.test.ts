import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { schemaFromData, SchemaParts } from './schema-from-data.ts';
import { isTooMuch } from './weigh.ts';

const alternatives = (count: number) => ({
  type: 'array',
  items: { anyOf: Array.from({ length: count }, (_, i) => ({ const: i })) },
});
const wide = {
  type: 'array',
  items: {
    type: 'object',
    properties: Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`f${i}`, { type: 'string' }])),
  },
};

describe('what a check takes', () => {
  it.each([
    ['a list of rows', wide, Array.from({ length: 90 }, () => ({ f1: 'x' })), false],
    ['more rows than that', wide, Array.from({ length: 110 }, () => ({})), true],
    ['few alternatives for many items', alternatives(5), Array(900).fill('x'), false],
    ['many alternatives for many items', alternatives(1_000), Array(900).fill('x'), true],
    ['fields that no schema names', { type: 'object' }, Object.fromEntries(Array(9).entries()), false],
    [
      'a long list of values to be one of',
      { type: 'array', items: { enum: Array(5_000).fill('a') } },
      [1, 2, 3],
      true,
    ],
    ['text, however long', { type: 'string' }, 'x'.repeat(1_000_000), false],
  ])('%s', (_what, schema, value, tooMuch) => {
    expect(isTooMuch(schema, value, 10_000)).toBe(tooMuch);
  });
});

it('a schema refuses at once what would fill the memory of the host', () => {
  const schema = schemaFromData(alternatives(1_000));
  expect(schema.safeParse([1, 2]).success).toBe(true);
  const began = performance.now();
  expect(
    z.object({ body: schema }).safeParse({ body: Array(1_000_000).fill('x') }).error?.issues,
  ).toMatchObject([{ path: ['body'], message: expect.stringContaining('less to check') }]);
  expect(performance.now() - began).toBeLessThan(1_000);
});

it('a schema is as documented as before', () => {
  const data = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
  expect(z.toJSONSchema(schemaFromData(data))).toMatchObject(data);
});

it('the schemas of one manifest have so many parts in all', () => {
  const all = new SchemaParts(8);
  const data = { type: 'object', properties: { name: { type: 'string' } } };
  schemaFromData(data, all);
  expect(() => schemaFromData(data, all)).toThrow('more parts than one manifest may have');
});
