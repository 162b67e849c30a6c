import type { MenuIcon } from '../contract/slots.ts';
import type { Resolved } from './registry.ts';

/** A plugin's page as the menu lists it. */
export interface PluginPage {
  readonly key: string;
  readonly pluginId: string;
  readonly label: string;
  /** below the plugin's own address */
  readonly path: string;
  readonly icon: MenuIcon;
}

/**
 * The menu entries of plugins: every page that the person may see and that wants to be in the menu, in the order of the
 * pages. What an older plugin lists itself in the slot `menu` keeps its wording and stands after them, unless it is
 * about a page that is there.
 */
export function menuPages(
  routes: readonly Resolved<'route'>[],
  listed: readonly Resolved<'menu'>[],
): readonly PluginPage[] {
  const listing = ({ pluginId, path }: Resolved<'route'>) =>
    listed.find((it) => it.pluginId === pluginId && it.to === path);
  const pages = routes
    .filter((route) => route.inMenu ?? true)
    .map((route) => ({
      key: route.key,
      pluginId: route.pluginId,
      label: listing(route)?.label ?? route.title,
      path: route.path,
      icon: route.icon ?? listing(route)?.icon ?? ('extension' as const),
    }));
  const elsewhere = listed
    .filter(({ pluginId, to }) => !routes.some((route) => route.pluginId === pluginId && route.path === to))
    .map(({ key, pluginId, label, to, icon = 'extension' as const }) => ({
      key,
      pluginId,
      label,
      path: to,
      icon,
    }));
  return [...pages, ...elsewhere];
}
