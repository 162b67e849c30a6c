import type { PluginManifest } from '@compliance-os/core/host';
import { loadPlugin } from '../platform/load/plugin.ts';

/** Plugins by what a child process is told of them: a manifest cannot travel, its address can. */
const MODULES = {
  ledger: () => import('../ledger/plugin.ts'),
  compliance: () => import('@compliance-os/compliance/plugin'),
  gst: () => import('@compliance-os/gst/plugin'),
} as const satisfies Readonly<Record<string, () => Promise<{ readonly default: PluginManifest }>>>;

export type PluginName = keyof typeof MODULES | `load-${number}`;

const isLoad = (name: PluginName): name is `load-${number}` => name.startsWith('load-');

export const loadPlugins = async (names: readonly PluginName[]): Promise<readonly PluginManifest[]> =>
  Promise.all(names.map(async (name) => (isLoad(name) ? loadPlugin(name) : (await MODULES[name]()).default)));
