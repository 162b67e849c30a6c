import { hostToken } from '../container/token.ts';
import type { GrantDimension, Permission, RoleTemplate } from '../plugin/permission.ts';

/** With the id of the plugin that declares it. */
export type Owned<T> = T & { readonly plugin: string };

/**
 * What the manifests of all plugins that the host runs declare about access, core's own included. It does not
 * depend on a tenant; which plugins are on for one is asked elsewhere.
 */
export interface AccessCatalogue {
  permissions(): readonly Permission[];
  roles(): readonly Owned<RoleTemplate>[];
  /** @param on ids of plugins: what the others declare is absent */
  dimensions(on: ReadonlySet<string>): readonly GrantDimension[];
  /** id of the plugin that declares a permission; undefined for one that nobody declares */
  pluginOf(permission: string): string | undefined;
}

export const accessCatalogue = hostToken<AccessCatalogue>('core.access-catalogue');
