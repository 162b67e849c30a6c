import type { PluginManifest } from '@compliance-os/core/host';

/** Plugins by what a child process is told of them: a manifest cannot travel, its address can. */
const MODULES = {
  ledger: () => import('../ledger/plugin.ts'),
  compliance: () => import('@compliance-os/compliance/plugin'),
  gst: () => import('@compliance-os/gst/plugin'),
} as const satisfies Readonly<Record<string, () => Promise<{ readonly default: PluginManifest }>>>;

export type PluginName = keyof typeof MODULES;

export const loadPlugins = async (names: readonly PluginName[]): Promise<readonly PluginManifest[]> =>
  Promise.all(names.map(async (name) => (await MODULES[name]()).default));
