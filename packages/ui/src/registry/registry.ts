import { PLUGIN_UI_API, type PluginUI } from '../contract/plugin-ui.ts';
import type { PortalManifest } from '../contract/portal.ts';
import type { Contribution, SlotName } from '../contract/slots.ts';
import { textKey } from '../texts/texts.ts';
import { inOrder, type OrderProblem } from './order.ts';
import { importByAddress, runTimeAddress, type ImportModule, type PluginEntry } from './run-time-entry.ts';
import { LOAD_LIMIT, withTimeLimit } from './time-limit.ts';

/** Plugins whose panels were built together with the back office. */
export type PluginLoaders = Readonly<Record<string, () => Promise<PluginEntry>>>;

export interface PluginFailure {
  readonly pluginId: string;
  readonly error: Error;
}

/** A contribution together with the plugin that made it. */
export type Resolved<K extends SlotName> = Contribution<K> & {
  readonly pluginId: string;
  readonly key: string;
};

export interface Registry {
  readonly plugins: readonly PluginUI[];
  readonly failures: readonly PluginFailure[];
  /** Ids of the plugins whose UI is still on its way. */
  readonly pending: readonly string[];
  /** Contributions the person may see, in order. */
  get<K extends SlotName>(slot: K): readonly Resolved<K>[];
  /** Wishes of `before` and `after` in the slot that could not be met. */
  orderProblems(slot: SlotName): readonly OrderProblem[];
}

export interface LoadOptions {
  /** Told after each plugin what there is by then: nobody waits for the slowest. */
  readonly onChange?: (registry: Registry) => void;
  /** Done for each plugin before any of its panels shows; where it fails, the plugin has failed. */
  readonly prepare?: (plugin: PluginUI) => Promise<void>;
  /** For each plugin, in milliseconds. */
  readonly limit?: number;
  /** How the module at an address is got. */
  readonly importModule?: ImportModule;
}

/**
 * Loads the UI of the plugins that are on for the tenant: from the back office itself where it was built with it, else
 * from the address that the manifest gives. One that fails is recorded and left out: the code of a plugin that is off
 * is never fetched, and one broken entry never takes the others down.
 */
export async function loadRegistry(
  loaders: PluginLoaders,
  portal: PortalManifest,
  {
    onChange = () => {},
    prepare = async () => {},
    limit = LOAD_LIMIT,
    importModule = importByAddress,
  }: LoadOptions = {},
): Promise<Registry> {
  const plugins: PluginUI[] = [];
  const failures: PluginFailure[] = [];
  const wanted = Object.entries(portal.plugins)
    .filter(([, plugin]) => plugin.enabled && plugin.state === 'ready')
    .flatMap(([id, { ui }]) => {
      const entry = ui?.entry;
      const installed = entry === undefined ? undefined : async () => importModule(runTimeAddress(id, entry));
      const load = loaders[id] ?? installed;
      return load ? [{ id, load }] : [];
    });

  const pending = new Set(wanted.map(({ id }) => id));
  const soFar = (): Registry => createRegistry([...plugins], portal.permissions, [...failures], [...pending]);
  const ready = async (id: string, load: () => Promise<PluginEntry>): Promise<PluginUI> => {
    const plugin = accept(id, (await load()).default);
    await prepare(plugin);
    return plugin;
  };

  await Promise.all(
    wanted.map(async ({ id, load }) => {
      try {
        plugins.push(await withTimeLimit(ready(id, load), limit, `The UI of plugin "${id}"`));
      } catch (cause) {
        failures.push({ pluginId: id, error: cause instanceof Error ? cause : new Error(String(cause)) });
      }
      pending.delete(id);
      onChange(soFar());
    }),
  );
  return soFar();
}

function accept(id: string, plugin: PluginUI | undefined): PluginUI {
  if (!plugin)
    throw new Error(
      `plugin "${id}": expected its entry to export definePluginUI(…) as default, received nothing`,
    );
  if (plugin.id !== id) throw new Error(`plugin UI entry: expected id "${id}", received "${plugin.id}"`);
  if (plugin.api !== PLUGIN_UI_API)
    throw new Error(`plugin "${id}": expected UI API ${PLUGIN_UI_API}, received ${plugin.api}`);
  return plugin;
}

/** What the portal shows of a contribution by itself: for a plugin with texts, the place of the text among all. */
const worded = (
  plugin: PluginUI,
  contribution: { readonly title?: string; readonly label?: string },
): object =>
  Object.fromEntries(
    (['title', 'label'] as const).flatMap((name) => {
      const key = contribution[name];
      return key !== undefined && plugin.texts && Object.hasOwn(plugin.texts.en, key)
        ? [[name, textKey(plugin.id, key)]]
        : [];
    }),
  );

function createRegistry(
  plugins: readonly PluginUI[],
  permissions: readonly string[],
  failures: readonly PluginFailure[],
  pending: readonly string[],
): Registry {
  const held = new Set(permissions);
  const resolve = <K extends SlotName>(slot: K) =>
    inOrder(
      plugins.flatMap((plugin) => {
        const contributions: readonly Contribution<K>[] = plugin.slots[slot] ?? [];
        return contributions
          .filter((it) => it.permission === undefined || held.has(it.permission))
          .map((it): Resolved<K> => ({
            ...it,
            ...worded(plugin, it),
            pluginId: plugin.id,
            key: `${plugin.id}/${it.id}`,
          }));
      }),
    );
  // Kept, so that the same slot is the same array at every render.
  const resolved = new Map<SlotName, unknown>();
  const orderOf = <K extends SlotName>(slot: K) => {
    if (!resolved.has(slot)) resolved.set(slot, resolve(slot));
    return resolved.get(slot) as ReturnType<typeof resolve<K>>;
  };
  return {
    plugins,
    failures,
    pending,
    get: (slot) => orderOf(slot).items,
    orderProblems: (slot) => orderOf(slot).problems,
  };
}
