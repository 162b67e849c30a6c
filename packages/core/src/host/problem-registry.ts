import { HTTP_PROBLEMS, ProblemRegistry } from '../http/problems.ts';
import type { PluginManifest } from '../plugin/manifest.ts';

/** One table of all codes: the host's, core's and the plugins'. */
export const problemRegistry = (manifests: readonly PluginManifest[]): ProblemRegistry => {
  const registry = new ProblemRegistry().add(HTTP_PROBLEMS);
  for (const manifest of manifests) registry.add(manifest.problems ?? []);
  return registry;
};
