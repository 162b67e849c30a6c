import type { PluginUI } from '../contract/plugin-ui.ts';

export type PluginEntry = { readonly default: PluginUI };
export type ImportModule = (address: string) => Promise<PluginEntry>;

/** By the browser itself: the page's import map says where shared modules are and what each file's hash must be. */
export const importByAddress: ImportModule = (address) =>
  import(/* @vite-ignore */ address) as Promise<PluginEntry>;

/**
 * The address of an installed plugin's panels, from the portal manifest.
 * @throws Error for an address outside of the plugin's own folder
 */
export function runTimeAddress(id: string, entry: string): string {
  const folder = `/plugins/${id}/`;
  if (!entry.startsWith(folder) || !/^[\w./+-]+\.js$/.test(entry) || entry.split('/').includes('..'))
    throw new Error(
      `plugin "${id}": expected the address of a module under "${folder}", received "${entry}"`,
    );
  return entry;
}
