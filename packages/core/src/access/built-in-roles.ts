import { isOperatorPermission } from './permissions.ts';
import type { AccessCatalogue } from './catalogue.ts';

export const TENANT_ADMINISTRATOR = 'tenant-administrator';
export const AUDITOR = 'auditor';

/** A role as people of a tenant see it, wherever it comes from. */
export interface Role {
  /** what a grant names: a key for roles of core and of plugins, a UUID for the tenant's own */
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  /** the tenant cannot change it */
  readonly builtIn: boolean;
  /** it can only be given until a date */
  readonly dated: boolean;
  readonly permissions: readonly string[];
  /** that brings it; core for the tenant's own */
  readonly plugin: string;
}

const isRead = (permission: string): boolean => permission.endsWith('.read');

/**
 * Core's roles and those that plugins contribute.
 *
 * The administrator holds every permission that a manifest declares for tenants, and nothing that none declares:
 * there is no bypass. Where a decision needs somebody else (maker is not checker), the plugin and the database
 * compare people, and being an administrator changes nothing about that.
 *
 * The auditor holds every permission that ends in `.read`, and is given until a date.
 */
export const readyMadeRoles = (catalogue: AccessCatalogue): readonly Role[] => {
  const declared = catalogue
    .permissions()
    .map(({ name }) => name)
    .filter((name) => !isOperatorPermission(name));
  const known = new Set(declared);
  const role = (
    key: string,
    name: string,
    description: string,
    permissions: readonly string[],
    { dated = false, plugin = 'core' } = {},
  ): Role => ({
    id: key,
    key,
    name,
    description,
    builtIn: true,
    dated,
    permissions,
    plugin,
  });
  return [
    role(
      TENANT_ADMINISTRATOR,
      'Tenant administrator',
      'Everything in this tenant, people and plugins included',
      declared,
    ),
    role(AUDITOR, 'Auditor', 'Sees everything and changes nothing, until a date', declared.filter(isRead), {
      dated: true,
    }),
    ...catalogue.roles().map(({ key, name, description, permissions, plugin }) =>
      role(
        key,
        name,
        description,
        permissions.filter((permission) => known.has(permission)),
        { plugin },
      ),
    ),
  ];
};

/** Names of the ready-made roles, by id. */
export const readyMadeRoleNames = (catalogue: AccessCatalogue): ReadonlyMap<string, string> =>
  new Map(readyMadeRoles(catalogue).map(({ id, name }) => [id, name]));

/** Every permission of those who run the portal. */
export const operatorPermissions = (catalogue: AccessCatalogue): ReadonlySet<string> =>
  new Set(
    catalogue
      .permissions()
      .map(({ name }) => name)
      .filter(isOperatorPermission),
  );
