import type { Queries } from '../db/db.ts';
import { readyMadeRoles } from './built-in-roles.ts';
import type { AccessCatalogue } from './catalogue.ts';
import { isOperatorPermission } from './permissions.ts';
import { resolveAccess, type ResolvedAccess, type StoredGrant } from './resolve-access.ts';

/** A stored grant as it is read for deciding: with the permissions of the tenant's own role, if it names one. */
export interface LoadedGrant extends StoredGrant {
  readonly permissions: readonly string[] | null;
}

/** Grants of a membership as JSON; the query names the membership `m`. Dates come out as `YYYY-MM-DD`. */
export const GRANTS_OF_M = `
  coalesce((
    select json_agg(json_build_object(
      'role', g.role, 'allEntities', g.all_entities, 'entities', g.entities, 'dimensions', g.dimensions,
      'validFrom', g.valid_from, 'validTo', g.valid_to, 'permissions', r.permissions))
    from core.role_grant g left join core.role r on r.tenant_id = g.tenant_id and r.id::text = g.role
    where g.tenant_id = m.tenant_id and g.membership_id = m.id), '[]')`;

/** What a member may do today, by core's roles, the plugins' and the tenant's own. */
export const memberAccess = (
  grants: readonly LoadedGrant[],
  catalogue: AccessCatalogue,
  today: string,
): ResolvedAccess => {
  const readyMade = new Map(readyMadeRoles(catalogue).map((role) => [role.id, role.permissions]));
  const own = new Map(grants.map(({ role, permissions }) => [role, permissions]));
  const declared = (name: string): boolean =>
    catalogue.pluginOf(name) !== undefined && !isOperatorPermission(name);
  return resolveAccess(grants, (role) => readyMade.get(role) ?? own.get(role)?.filter(declared), today);
};

/** Roles in force of a person in a tenant, for the claims of a token. */
export const rolesOfMember = async (
  queries: Queries,
  tenant: string,
  person: string,
  catalogue: AccessCatalogue,
  today: string,
): Promise<readonly string[]> => {
  const row = await queries.first<{ grants: LoadedGrant[] }>(
    `select ${GRANTS_OF_M} as grants from core.membership m where m.tenant_id = $1 and m.person_id = $2`,
    [tenant, person],
  );
  return memberAccess(row?.grants ?? [], catalogue, today).roles;
};
