import type { Queries } from '../db/db.ts';
import { OWN_PROFILE } from '../plugin/permission.ts';
import type { Access } from './access.ts';
import { readyMadeRoles, type Role } from './built-in-roles.ts';
import type { AccessCatalogue } from './catalogue.ts';
import { isOperatorPermission } from './permissions.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly string[];
}

export const ownRole = (row: Row): Role => ({
  ...row,
  key: row.id,
  builtIn: false,
  dated: false,
  plugin: 'core',
});

/**
 * What each role gives, by its id: ready-made ones and the tenant's own, of plugins that are off too. For judging grants
 * that are there already.
 */
export const permissionsByRole = async (
  queries: Queries,
  tenant: string,
  catalogue: AccessCatalogue,
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const own = await queries.rows<Pick<Row, 'id' | 'permissions'>>(
    'select id, permissions from core.role where tenant_id = $1',
    [tenant],
  );
  const declared = (name: string): boolean =>
    catalogue.pluginOf(name) !== undefined && !isOperatorPermission(name);
  return new Map([
    ...own.map(({ id, permissions }) => [id, permissions.filter(declared)] as const),
    ...readyMadeRoles(catalogue).map(({ id, permissions }) => [id, permissions] as const),
  ]);
};

/** Whether a permission is one that people of the tenant can have: declared by a plugin that is on. */
export const tenantPermission =
  (catalogue: AccessCatalogue, on: ReadonlySet<string>) =>
  (permission: string): boolean => {
    const plugin = catalogue.pluginOf(permission);
    return plugin !== undefined && on.has(plugin) && !isOperatorPermission(permission);
  };

/** What a person may do here and now, as they are told: permissions of plugins that are off are absent. */
export const permissionsOn = (
  access: Access,
  catalogue: AccessCatalogue,
  on: ReadonlySet<string>,
): string[] => {
  const isOn = tenantPermission(catalogue, on);
  return [...access.permissions].filter((name) => name === OWN_PROFILE || isOn(name)).toSorted();
};

/**
 * The roles that a tenant can give: ready-made ones of plugins that are on, and its own. They come with all their
 * permissions, those of plugins that are off included: these count when one asks what a role would give.
 */
export const rolesOfTenant = async (
  queries: Queries,
  tenant: string,
  catalogue: AccessCatalogue,
  on: ReadonlySet<string>,
): Promise<readonly Role[]> => {
  const own = await queries.rows<Row>(
    'select id, name, description, permissions from core.role where tenant_id = $1 order by name, id',
    [tenant],
  );
  const isOn = tenantPermission(catalogue, on);
  return [
    ...readyMadeRoles(catalogue).filter(
      ({ permissions, plugin }) => on.has(plugin) && permissions.some(isOn),
    ),
    ...own.map(ownRole),
  ];
};
