import { isInForce, type StoredGrant } from './resolve-access.ts';
import type { GivenGrant } from './schemas.ts';

/** A stored grant as the API shows it. A role that is not there any more keeps its id for a name. */
export const givenGrant = (
  grant: StoredGrant & { readonly id: string },
  roleNames: ReadonlyMap<string, string>,
  today: string,
): GivenGrant => ({
  id: grant.id,
  roleId: grant.role,
  roleName: roleNames.get(grant.role) ?? grant.role,
  entities: grant.allEntities ? 'all' : [...grant.entities],
  dimensions: Object.fromEntries(
    Object.entries(grant.dimensions).map(([name, values]) => [name, [...values]]),
  ),
  validFrom: grant.validFrom,
  validTo: grant.validTo,
  inForce: isInForce(grant, today),
});
