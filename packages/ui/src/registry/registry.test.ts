import { expect, test } from 'vitest';
import { definePluginUI, type PluginUI } from '../contract/plugin-ui.ts';
import type { PortalManifest } from '../contract/portal.ts';
import { loadRegistry, type PluginLoaders } from './registry.ts';

const panel = async () => ({ default: () => null });
const gst = definePluginUI({
  id: 'gst',
  version: '1.0.0',
  slots: {
    'entity.panel': [
      { id: 'late', title: 'Late', order: 20, load: panel },
      { id: 'early', title: 'Early', order: 10, load: panel },
      { id: 'secret', title: 'Secret', permission: 'gst.secret.read', load: panel },
    ],
  },
});
const tds = definePluginUI({
  id: 'tds',
  version: '1.0.0',
  slots: { 'entity.panel': [{ id: 'tan', title: 'TAN', order: 15, load: panel }] },
});

const loaderOf = (plugin: PluginUI) => async () => ({ default: plugin });
const portal = (
  plugins: Record<string, Partial<PortalManifest['plugins'][string]>>,
  permissions: string[] = [],
): PortalManifest => ({
  tenant: { id: 't', name: 'T' },
  today: '2026-11-22',
  mode: 'embedded',
  permissions,
  plugins: Object.fromEntries(
    Object.entries(plugins).map(([id, it]) => [
      id,
      { enabled: true, version: '1.0.0', state: 'ready', ...it },
    ]),
  ),
});
const keys = async (loaders: PluginLoaders, manifest: PortalManifest) =>
  (await loadRegistry(loaders, manifest)).get('entity.panel').map((it) => it.key);

test('contributions of all plugins come in order', async () => {
  const loaders = { gst: loaderOf(gst), tds: loaderOf(tds) };
  expect(await keys(loaders, portal({ gst: {}, tds: {} }))).toEqual(['gst/early', 'tds/tan', 'gst/late']);
});

test('a contribution with a permission is shown only to those who hold it', async () => {
  const shown = await keys({ gst: loaderOf(gst) }, portal({ gst: {} }, ['gst.secret.read']));
  expect(shown).toContain('gst/secret');
});

test('the code of a plugin that is off or quarantined is never fetched', async () => {
  let fetched = 0;
  const load = async () => {
    fetched += 1;
    return { default: gst };
  };
  const manifest = portal({ gst: { enabled: false }, tds: { state: 'quarantined' } });
  expect(await keys({ gst: load, tds: load }, manifest)).toEqual([]);
  expect(fetched).toBe(0);
});

test('a plugin that fails is recorded and leaves the others', async () => {
  const broken = () => Promise.reject(new Error('network'));
  const registry = await loadRegistry({ gst: broken, tds: loaderOf(tds) }, portal({ gst: {}, tds: {} }));
  expect(registry.failures).toEqual([{ pluginId: 'gst', error: new Error('network') }]);
  expect(registry.get('entity.panel').map((it) => it.key)).toEqual(['tds/tan']);
});

test('an entry that is another plugin, or of another API, is refused with both values', async () => {
  const registry = await loadRegistry(
    { gst: loaderOf(tds), tds: loaderOf({ ...tds, api: 2 }) },
    portal({ gst: {}, tds: {} }),
  );
  expect(registry.failures.map((it) => it.error.message).toSorted()).toEqual([
    'plugin "tds": expected UI API 1, received 2',
    'plugin UI entry: expected id "gst", received "tds"',
  ]);
});

test('an entry that never settles is given up, and nobody waits for it', async () => {
  const loaders = { gst: () => new Promise<never>(() => {}), tds: loaderOf(tds) };
  const seen: unknown[] = [];
  const registry = await loadRegistry(
    loaders,
    portal({ gst: {}, tds: {} }),
    (soFar) => seen.push([soFar.pending, soFar.get('entity.panel').map((it) => it.key)]),
    20,
  );
  expect(seen).toEqual([
    [['gst'], ['tds/tan']],
    [[], ['tds/tan']],
  ]);
  expect(registry.failures[0]?.error.message).toBe('The UI of plugin "gst" did not load within 0.02 s');
});

test('the same slot is the same array each time', async () => {
  const registry = await loadRegistry({ gst: loaderOf(gst) }, portal({ gst: {} }));
  expect(registry.get('entity.panel')).toBe(registry.get('entity.panel'));
});
