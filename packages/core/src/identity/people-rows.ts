import type { Queries } from '../db/db.ts';
import type { Access } from '../access/access.ts';
import { givenGrant } from '../access/given-grant.ts';
import { meetsSql } from '../access/reach-sql.ts';
import type { StoredGrant } from '../access/resolve-access.ts';
import type { PersonItem } from './people-schemas.ts';

/** A member as it is read: names of ready-made roles are added from the manifests. */
export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly status: 'active' | 'disabled';
  readonly joined_at: Date;
  readonly grants: (StoredGrant & { readonly id: string; readonly roleName: string | null })[];
}

/**
 * Selects members of a tenant; the membership is `m`, the person `p`.
 * @param shown condition on the grants `g` that come with them
 */
export const selectPerson = (shown: string): string => `
  select p.id, p.name, p.email, m.joined_at,
    case when p.status = 'active' then m.status else p.status end as status,
    coalesce((
      select json_agg(json_build_object(
        'id', g.id, 'role', g.role, 'roleName', r.name, 'allEntities', g.all_entities, 'entities', g.entities,
        'dimensions', g.dimensions, 'validFrom', g.valid_from, 'validTo', g.valid_to) order by g.granted_at, g.id)
      from core.role_grant g left join core.role r on r.tenant_id = g.tenant_id and r.id::text = g.role
      where g.tenant_id = m.tenant_id and g.membership_id = m.id and ${shown}), '[]') as grants`;

export const FROM_MEMBERS = 'from core.membership m join core.person p on p.id = m.person_id';

export const personItem = (
  row: PersonRow,
  readyMade: ReadonlyMap<string, string>,
  today: string,
): PersonItem => {
  const own = row.grants.flatMap(({ role, roleName }) =>
    roleName === null ? [] : [[role, roleName] as const],
  );
  const names = new Map([...own, ...readyMade]);
  const grants = row.grants.map((grant) => givenGrant(grant, names, today));
  const roles = new Map(
    grants.filter(({ inForce }) => inForce).map(({ roleId, roleName }) => [roleId, roleName]),
  );
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    status: row.status,
    joinedAt: row.joined_at.toISOString(),
    roles: [...roles].map(([id, name]) => ({ id, name })),
    grants,
  };
};

/** @param id of the person, not of the membership */
export const findPerson = (queries: Queries, tenant: string, id: string): Promise<PersonRow | undefined> =>
  queries.first<PersonRow>(`${selectPerson('true')} ${FROM_MEMBERS} where m.tenant_id = $1 and p.id = $2`, [
    tenant,
    id,
  ]);

/** Of the members and their grants, those that a reach shows: the colleagues of who is limited to some entities. */
export interface Shown {
  /** condition on a member `m` */
  readonly people: string;
  /** condition on a grant `g` */
  readonly grants: string;
}

/** @param values parameters of the query; what the conditions name is appended */
export const shownPeople = (access: Access, permission: string, values: unknown[]): Shown => {
  if (access.isUnlimited(permission)) return { people: 'true', grants: 'true' };
  const grants = meetsSql(access.reach(permission), values);
  const people = `exists (select from core.role_grant g
    where g.tenant_id = m.tenant_id and g.membership_id = m.id and ${grants})`;
  return { people, grants };
};

/** @returns whether there is such a member */
export const setMembershipStatus = async (
  tx: Queries,
  tenant: string,
  person: string,
  status: 'active' | 'disabled',
): Promise<boolean> => {
  const changed = await tx.run(
    'update core.membership set status = $3 where tenant_id = $1 and person_id = $2',
    [tenant, person, status],
  );
  return changed === 1;
};
