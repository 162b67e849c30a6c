import { faultsOf } from '../http/faults.ts';
import { invalid } from '../http/problem.ts';
import type { PluginManifest } from '../plugin/manifest.ts';

/** The settings as the plugin's own schema reads them. @throws Refusal `INVALID` with what does not fit */
export const checkedConfig = (
  manifest: PluginManifest,
  config: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  const schema = manifest.config?.tenant;
  if (!schema) return {};
  const result = schema.safeParse(config);
  if (!result.success)
    throw invalid(`The settings of "${manifest.name}" do not fit.`, faultsOf(result.error, config));
  return result.data as Record<string, unknown>;
};
