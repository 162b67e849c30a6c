import { crud, definePlugin, get, type PluginManifest } from '@compliance-os/core';
import { ItemPage } from './items.ts';

/** One of many plugins: a schema of its own with a table, and a route that needs a permission. */
export const loadPlugin = (id: string): PluginManifest =>
  definePlugin({
    id,
    name: id,
    version: '1.0.0',
    hostApi: '^1.0.0',
    permissions: crud(`${id}.item`, 'items'),
    data: { migrations: new URL('./migrations/', import.meta.url) },
    routes: [
      get('/items', {
        summary: 'Ten items',
        permission: `${id}.item.read`,
        about: 'entities',
        reply: ItemPage,
        load: () => import('./routes/items.ts'),
      }),
    ],
  });
