import { expect, test } from 'vitest';
import { changedValues } from './changed-values.ts';

test('only fields that differ are listed', () => {
  expect(changedValues({ a: '1', b: 'x' }, { a: '1', b: 'y' })).toEqual([
    { field: 'b', before: 'x', after: 'y' },
  ]);
});

test('a new row shows all its values, and not its empty ones', () => {
  expect(changedValues(null, { a: '1', b: null })).toEqual([{ field: 'a', before: null, after: '1' }]);
});

test('a removed row shows what was lost', () => {
  expect(changedValues({ a: '1' }, null)).toEqual([{ field: 'a', before: '1', after: null }]);
});
