import { OWN_PROFILE } from '../plugin/permission.ts';
import { Access, type Grant } from './access.ts';

/** A grant as it is stored. Dates are calendar dates in India, both inclusive. */
export interface StoredGrant {
  readonly role: string;
  readonly allEntities: boolean;
  readonly entities: readonly string[];
  /** dimension → allowed values; one that is not named is not limited */
  readonly dimensions: Readonly<Record<string, readonly string[]>>;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

export const isInForce = (grant: Pick<StoredGrant, 'validFrom' | 'validTo'>, today: string): boolean =>
  (grant.validFrom === null || grant.validFrom <= today) &&
  (grant.validTo === null || today <= grant.validTo);

export interface ResolvedAccess {
  readonly access: Access;
  /** the roles in force, each once */
  readonly roles: readonly string[];
}

/** Every member sees what is their own, and that reaches no entity. */
const OWN: Grant = { permissions: new Set([OWN_PROFILE]), entities: 'all', dimensions: {} };

/** What stored grants come to today. A role that nobody knows any more gives nothing. */
export const resolveAccess = (
  grants: readonly StoredGrant[],
  permissionsOf: (role: string) => readonly string[] | undefined,
  today: string,
): ResolvedAccess => {
  const inForce = grants.filter((grant) => isInForce(grant, today));
  const resolved = inForce.flatMap((stored) => {
    const permissions = permissionsOf(stored.role);
    return permissions === undefined ? [] : [grantOf(stored, permissions)];
  });
  return {
    access: new Access([OWN, ...resolved]),
    roles: [...new Set(inForce.map(({ role }) => role))].toSorted(),
  };
};

/** A stored grant with the permissions of its role. */
export const grantOf = (stored: Omit<StoredGrant, 'role'>, permissions: readonly string[]): Grant => ({
  permissions: new Set(permissions),
  entities: stored.allEntities ? 'all' : new Set(stored.entities),
  dimensions: Object.fromEntries(
    Object.entries(stored.dimensions).map(([name, values]) => [name, new Set(values)]),
  ),
});
