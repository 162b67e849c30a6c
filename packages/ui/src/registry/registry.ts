import { PLUGIN_UI_API, type PluginUI } from '../contract/plugin-ui.ts';
import type { PortalManifest } from '../contract/portal.ts';
import type { Contribution, SlotName } from '../contract/slots.ts';
import { LOAD_LIMIT, withTimeLimit } from './time-limit.ts';

export type PluginLoaders = Readonly<Record<string, () => Promise<{ default: PluginUI }>>>;

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
}

/**
 * Loads the UI of the plugins that are on for the tenant. One that fails is recorded and left out: the code of a
 * plugin that is off is never fetched, and one broken entry never takes the others down.
 *
 * @param onChange is told after each plugin what there is by then: nobody waits for the slowest
 * @param limit for each plugin, in milliseconds
 */
export async function loadRegistry(
  loaders: PluginLoaders,
  portal: PortalManifest,
  onChange: (registry: Registry) => void = () => {},
  limit: number = LOAD_LIMIT,
): Promise<Registry> {
  const plugins: PluginUI[] = [];
  const failures: PluginFailure[] = [];
  const wanted = Object.entries(portal.plugins)
    .filter(([, plugin]) => plugin.enabled && plugin.state === 'ready')
    .flatMap(([id]) => (loaders[id] ? [{ id, load: loaders[id] }] : []));

  const pending = new Set(wanted.map(({ id }) => id));
  const soFar = (): Registry => createRegistry([...plugins], portal.permissions, [...failures], [...pending]);

  await Promise.all(
    wanted.map(async ({ id, load }) => {
      try {
        plugins.push(accept(id, (await withTimeLimit(load(), limit, `The UI of plugin "${id}"`)).default));
      } catch (cause) {
        failures.push({ pluginId: id, error: cause instanceof Error ? cause : new Error(String(cause)) });
      }
      pending.delete(id);
      onChange(soFar());
    }),
  );
  return soFar();
}

function accept(id: string, plugin: PluginUI): PluginUI {
  if (plugin.id !== id) throw new Error(`plugin UI entry: expected id "${id}", received "${plugin.id}"`);
  if (plugin.api !== PLUGIN_UI_API)
    throw new Error(`plugin "${id}": expected UI API ${PLUGIN_UI_API}, received ${plugin.api}`);
  return plugin;
}

function createRegistry(
  plugins: readonly PluginUI[],
  permissions: readonly string[],
  failures: readonly PluginFailure[],
  pending: readonly string[],
): Registry {
  const held = new Set(permissions);
  // Kept, so that the same slot is the same array at every render.
  const resolved = new Map<SlotName, unknown>();
  const resolve = <K extends SlotName>(slot: K): readonly Resolved<K>[] =>
    plugins
      .flatMap((plugin) => {
        const contributions: readonly Contribution<K>[] = plugin.slots[slot] ?? [];
        return contributions
          .filter((it) => it.permission === undefined || held.has(it.permission))
          .map((it) => ({ ...it, pluginId: plugin.id, key: `${plugin.id}/${it.id}` }));
      })
      .sort((a, b) => (a.order ?? 100) - (b.order ?? 100) || a.key.localeCompare(b.key));
  return {
    plugins,
    failures,
    pending,
    get<K extends SlotName>(slot: K) {
      if (!resolved.has(slot)) resolved.set(slot, resolve(slot));
      return resolved.get(slot) as readonly Resolved<K>[];
    },
  };
}
