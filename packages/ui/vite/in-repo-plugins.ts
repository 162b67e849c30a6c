import type { Plugin } from 'vite';

const PUBLIC_ID = 'virtual:compliance-os-plugins';
const RESOLVED_ID = `\0${PUBLIC_ID}`;

/**
 * Generates `virtual:compliance-os-plugins`: `{ [pluginId]: () => import('<package>/ui') }`.
 * Keys are plugin ids, values are packages; each plugin's UI becomes a chunk that only its tenants fetch.
 */
export function inRepoPluginUIs(packages: Readonly<Record<string, string>>): Plugin {
  const entries = Object.entries(packages).map(
    ([id, name]) => `  ${JSON.stringify(id)}: () => import(${JSON.stringify(`${name}/ui`)}),`,
  );
  return {
    name: 'compliance-os-plugins',
    resolveId: (source) => (source === PUBLIC_ID ? RESOLVED_ID : undefined),
    load: (id) => (id === RESOLVED_ID ? `export default {\n${entries.join('\n')}\n};\n` : undefined),
  };
}
