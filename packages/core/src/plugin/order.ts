import type { PluginManifest } from './manifest.ts';
import type { Finding } from './validate.ts';

/** Each plugin after those it requires; a circle is a finding that names all who stand in it. */
export const startOrder = (
  manifests: readonly PluginManifest[],
): { readonly ordered: readonly PluginManifest[]; readonly findings: readonly Finding[] } => {
  const byId = new Map(manifests.map((manifest) => [manifest.id, manifest]));
  const ordered: PluginManifest[] = [];
  const findings: Finding[] = [];
  const state = new Map<string, 'visiting' | 'done'>();

  const visit = (manifest: PluginManifest, path: readonly string[]): void => {
    if (state.get(manifest.id) === 'done') return;
    if (state.get(manifest.id) === 'visiting') {
      const circle = [...path.slice(path.indexOf(manifest.id)), manifest.id].join(' → ');
      findings.push({ plugin: manifest.id, path: 'requires', expected: 'no circle', received: circle });
      return;
    }
    state.set(manifest.id, 'visiting');
    for (const id of Object.keys(manifest.requires ?? {})) {
      const required = byId.get(id);
      if (required) visit(required, [...path, manifest.id]);
    }
    state.set(manifest.id, 'done');
    ordered.push(manifest);
  };
  for (const manifest of manifests) visit(manifest, []);
  return { ordered, findings };
};

/** The plugin and all that require it, directly or through others. */
export const dependantsOf = (plugin: string, manifests: readonly PluginManifest[]): readonly string[] => {
  const found = new Set<string>();
  const collect = (id: string): void => {
    for (const manifest of manifests) {
      if ((manifest.requires ?? {})[id] === undefined || found.has(manifest.id)) continue;
      found.add(manifest.id);
      collect(manifest.id);
    }
  };
  collect(plugin);
  return [...found];
};
