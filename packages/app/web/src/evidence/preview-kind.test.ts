import { expect, test } from 'vitest';
import { previewKind } from './preview-kind.ts';

test.each([
  ['image/png', 'image'],
  ['application/pdf', 'document'],
  ['text/csv; charset=utf-8', 'text'],
  ['application/json', 'text'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', null],
])('%s shows as %s', (type, kind) => {
  expect(previewKind(type)).toBe(kind);
});

test('what may carry scripts is never shown in place', () => {
  expect(previewKind('image/svg+xml')).toBeNull();
  expect(previewKind('text/html')).toBeNull();
});
