import { expect, test } from 'vitest';
import { changedFields } from './changed-fields.ts';

test('only what changed is sent', () => {
  expect(changedFields({ a: 1, b: 'y', c: [1] }, { a: 1, b: 'x', c: [1] })).toEqual({ b: 'y' });
});

test('an emptied text is null, and null where nothing was is no change', () => {
  expect(changedFields({ a: '', b: '' }, { a: 'x' })).toEqual({ a: null });
});
