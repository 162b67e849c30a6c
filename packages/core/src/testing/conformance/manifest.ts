import { corePlugin } from '../../host/core-plugin.ts';
import type { PluginManifest } from '../../plugin/manifest.ts';
import { startOrder } from '../../plugin/order.ts';
import { validateManifests } from '../../plugin/validate.ts';
import type { Findings } from './findings.ts';
import { operationsOf } from './operations.ts';
import type { ConformanceOptions } from './options.ts';

/** What the host itself finds in the manifest, beside the plugins that it requires. */
export const checkManifest = (
  plugin: PluginManifest,
  { plugins = [], examples = {}, unreached = {} }: ConformanceOptions,
  findings: Findings,
): void => {
  const all = [corePlugin, ...plugins, plugin];
  findings.take(...validateManifests(all), ...startOrder(all).findings);
  const routes = new Set(operationsOf(plugin).map(({ key }) => key));
  for (const [option, keys] of Object.entries({ examples, unreached }))
    for (const key of Object.keys(keys))
      if (!routes.has(key))
        findings.add(`options.${option}`, 'routes of the manifest, such as "post /notes/:id"', `"${key}"`);
};
