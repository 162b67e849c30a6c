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
  const registry = await loadRegistry(loaders, portal({ gst: {}, tds: {} }), {
    onChange: (soFar) => seen.push([soFar.pending, soFar.get('entity.panel').map((it) => it.key)]),
    limit: 20,
  });
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

test('a plugin that was installed into the portal is loaded from its address, and only while it is on', async () => {
  const asked: string[] = [];
  const importModule = async (address: string) => {
    asked.push(address);
    return { default: tds };
  };
  const ui = { entry: '/plugins/tds/1.0.0/ui/ui-a1.js' };
  const registry = await loadRegistry({}, portal({ tds: { ui } }), { importModule });
  expect(registry.get('entity.panel').map((it) => it.key)).toEqual(['tds/tan']);
  await loadRegistry({}, portal({ tds: { ui, enabled: false } }), { importModule });
  expect(asked).toEqual([ui.entry]);
});

test('what was built with the back office goes before what is installed', async () => {
  const ui = { entry: '/plugins/tds/1.0.0/ui/ui-a1.js' };
  const importModule = () => Promise.reject(new Error('fetched'));
  const registry = await loadRegistry({ tds: loaderOf(tds) }, portal({ tds: { ui } }), { importModule });
  expect(registry.failures).toEqual([]);
});

test.each([
  'https://elsewhere.example/ui.js',
  '//elsewhere.example/plugins/tds/ui.js',
  '/plugins/gst/1.0.0/ui/ui.js',
  '/plugins/tds/../gst/ui.js',
  '/plugins/tds/1.0.0/ui/ui.js?x',
])('an address outside of the plugin is never asked for: %s', async (entry) => {
  let asked = 0;
  const importModule = async () => {
    asked += 1;
    return { default: tds };
  };
  const registry = await loadRegistry({}, portal({ tds: { ui: { entry } } }), { importModule });
  expect(registry.failures[0]?.error.message).toBe(
    `plugin "tds": expected the address of a module under "/plugins/tds/", received "${entry}"`,
  );
  expect(asked).toBe(0);
});

test('a plugin shows only once what it needs is prepared, and has failed where that fails', async () => {
  const prepared: string[] = [];
  const prepare = async ({ id }: PluginUI) => {
    if (id === 'gst') throw new Error('texts are missing');
    prepared.push(id);
  };
  const loaders = { gst: loaderOf(gst), tds: loaderOf(tds) };
  const registry = await loadRegistry(loaders, portal({ gst: {}, tds: {} }), { prepare });
  expect(prepared).toEqual(['tds']);
  expect(registry.failures).toEqual([{ pluginId: 'gst', error: new Error('texts are missing') }]);
});

test('a contribution stands before or after another, and a wish that cannot be met is told of', async () => {
  const plugin = definePluginUI({
    id: 'gst',
    version: '1.0.0',
    slots: {
      'entity.panel': [
        { id: 'last', title: 'Last', order: 1, after: 'tds/tan', load: panel },
        { id: 'lost', title: 'Lost', before: 'nobody/none', load: panel },
      ],
    },
  });
  const registry = await loadRegistry(
    { gst: loaderOf(plugin), tds: loaderOf(tds) },
    portal({ gst: {}, tds: {} }),
  );
  expect(registry.get('entity.panel').map((it) => it.key)).toEqual(['tds/tan', 'gst/last', 'gst/lost']);
  expect(registry.orderProblems('entity.panel')).toEqual([
    { key: 'gst/lost', wish: 'before', other: 'nobody/none', reason: 'unknown' },
  ]);
});

test('what the portal shows of a plugin is looked up under its id, where the plugin has texts', async () => {
  const texts = { en: { late: 'Late' }, hi: async () => ({ default: { late: 'विलंबित' } }) } as const;
  const worded = definePluginUI({
    id: 'gst',
    version: '1.0.0',
    texts,
    slots: {
      'entity.panel': [{ id: 'a', title: 'late', load: panel }],
      'instance.tab': [{ id: 'b', label: 'late', load: panel }],
    },
  });
  const registry = await loadRegistry(
    { gst: loaderOf(worded), tds: loaderOf(tds) },
    portal({ gst: {}, tds: {} }),
  );
  expect(registry.get('entity.panel').map((it) => it.title)).toEqual(['TAN', 'gst.late']);
  expect(registry.get('instance.tab').map((it) => it.label)).toEqual(['gst.late']);
});
