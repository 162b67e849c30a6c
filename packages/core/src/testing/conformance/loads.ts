import { within } from '../../context/within.ts';
import type { ContributionFault, ExtensionPoint } from '../../plugin/extension-point.ts';
import type { PluginManifest } from '../../plugin/manifest.ts';
import { messageOf, type Findings } from './findings.ts';
import type { Watch } from './watch.ts';

interface Lazy {
  readonly path: string;
  readonly load: () => Promise<{ readonly default: unknown }>;
}

const LIMIT_MS = 10_000;
const HOOKS = ['start', 'stop', 'health', 'metrics'] as const;

/** Everything of a manifest behind which a function stands. */
const functionsOf = (plugin: PluginManifest): readonly Lazy[] => {
  const of = (path: string, parts: readonly Pick<Lazy, 'load'>[] = []): Lazy[] =>
    parts.map(({ load }, index) => ({ path: `${path}[${index}].load`, load }));
  return [
    ...of('services', plugin.services),
    ...of('routes', plugin.routes),
    ...of('jobs', plugin.jobs),
    ...of('events.on', plugin.events?.on),
    ...of('evidence', plugin.evidence),
    ...HOOKS.flatMap((name) => {
      const hook = plugin[name];
      return hook ? [{ path: `${name}.load`, load: hook.load }] : [];
    }),
  ];
};

const kindOf = (value: unknown): string => (value === null ? 'null' : typeof value);

/** Every `load` of the manifest finds its module, and the module has what the host will call. */
export const checkLoads = async (plugin: PluginManifest, watch: Watch, findings: Findings): Promise<void> => {
  const loaded = async ({ path, load }: Lazy): Promise<{ readonly value: unknown } | undefined> => {
    try {
      const module = await within(LIMIT_MS, path, () => watch.inside(load));
      return { value: module.default };
    } catch (error) {
      findings.add(path, 'a module that can be loaded', messageOf(error));
      return undefined;
    }
  };
  for (const lazy of functionsOf(plugin)) {
    const module = await loaded(lazy);
    if (module && typeof module.value !== 'function')
      findings.add(lazy.path, 'a function as default export', kindOf(module.value));
  }
  for (const [index, { point, load }] of (plugin.contributes ?? []).entries()) {
    const path = `contributes[${index}]`;
    const module = await loaded({ path: `${path}.load`, load });
    if (!module) continue;
    if (module.value === undefined)
      findings.add(`${path}.load`, `a contribution to ${point.id} as default export`, 'undefined');
    else
      for (const fault of faultsOf(point as ExtensionPoint<unknown>, module.value))
        findings.add(`${path}.${fault.path}`, fault.expected, fault.received);
  }
};

const faultsOf = ({ validate }: ExtensionPoint<unknown>, value: unknown): readonly ContributionFault[] =>
  validate?.(value) ?? [];
