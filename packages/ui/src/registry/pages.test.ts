import { expect, test } from 'vitest';
import { menuPages } from './pages.ts';
import type { Resolved } from './registry.ts';

const load = async () => ({ default: () => null });
const route = (id: string, more: object = {}): Resolved<'route'> => ({
  id,
  key: `food/${id}`,
  pluginId: 'food',
  path: id,
  title: `food.${id}`,
  load,
  ...more,
});
const listed = (to: string, more: object = {}): Resolved<'menu'> => ({
  id: to,
  key: `food/${to}`,
  pluginId: 'food',
  label: 'Listed',
  to,
  ...more,
});

test('every page is in the menu under its own title, in the order of the pages', () => {
  expect(menuPages([route('licences', { icon: 'book' }), route('renewals')], [])).toEqual([
    { key: 'food/licences', pluginId: 'food', label: 'food.licences', path: 'licences', icon: 'book' },
    { key: 'food/renewals', pluginId: 'food', label: 'food.renewals', path: 'renewals', icon: 'extension' },
  ]);
});

test('a page that others lead to can stay out of it', () => {
  expect(menuPages([route('print', { inMenu: false })], [])).toEqual([]);
});

test('what an older plugin lists itself is there once, in its words', () => {
  const pages = menuPages(
    [route('licences')],
    [listed('licences', { icon: 'event' }), listed('licences/old')],
  );
  expect(pages.map(({ label, path, icon }) => [label, path, icon])).toEqual([
    ['Listed', 'licences', 'event'],
    ['Listed', 'licences/old', 'extension'],
  ]);
});

test('pages of two plugins under the same name are two entries', () => {
  const other = { ...listed('licences'), pluginId: 'drugs', key: 'drugs/licences' };
  expect(menuPages([route('licences')], [other]).map((it) => it.pluginId)).toEqual(['food', 'drugs']);
});
