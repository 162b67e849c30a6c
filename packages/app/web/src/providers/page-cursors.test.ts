import { expect, test } from 'vitest';
import { PageCursors } from './page-cursors.ts';

test('the first page begins without a cursor', () => {
  expect(new PageCursors().closest('a', 1)).toEqual({ page: 1, cursor: null });
});

test('a page that was reached before is found again', () => {
  const cursors = new PageCursors();
  cursors.remember('a', 2, 'c2');
  cursors.remember('a', 3, 'c3');
  expect(cursors.closest('a', 2)).toEqual({ page: 2, cursor: 'c2' });
});

test('an unknown page starts from the closest one before it', () => {
  const cursors = new PageCursors();
  cursors.remember('a', 3, 'c3');
  expect(cursors.closest('a', 9)).toEqual({ page: 3, cursor: 'c3' });
  expect(cursors.closest('a', 2)).toEqual({ page: 1, cursor: null });
});

test('lists do not share cursors', () => {
  const cursors = new PageCursors();
  cursors.remember('a', 2, 'c2');
  expect(cursors.closest('b', 2)).toEqual({ page: 1, cursor: null });
});

test('the oldest list is forgotten', () => {
  const cursors = new PageCursors();
  for (let index = 0; index <= PageCursors.LIMIT; index += 1) cursors.remember(`l${index}`, 2, 'c');
  expect(cursors.closest('l0', 2).cursor).toBeNull();
  expect(cursors.closest(`l${PageCursors.LIMIT}`, 2).cursor).toBe('c');
});
