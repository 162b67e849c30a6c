import { HTTP_PROBLEMS, ProblemRegistry } from '../http/problems.ts';
import type { PluginManifest } from '../plugin/manifest.ts';

/**
 * One table of all codes: the host's, core's and the plugins'.
 * @param onConflict told of a plugin that claims a code which means something else; none of its codes count
 */
export const problemRegistry = (
  manifests: readonly PluginManifest[],
  onConflict: (plugin: string, error: unknown) => void,
): ProblemRegistry => {
  const registry = new ProblemRegistry().add(HTTP_PROBLEMS);
  for (const { id, problems = [] } of manifests) {
    try {
      registry.add(problems);
    } catch (error) {
      onConflict(id, error);
    }
  }
  return registry;
};
