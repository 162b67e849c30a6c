import type { Queries } from '../db/db.ts';
import { newId } from '../db/id.ts';
import type { StoredGrant } from './resolve-access.ts';

/** @returns id of the new grant */
export const insertGrant = async (
  tx: Queries,
  { tenant, membership }: { readonly tenant: string; readonly membership: string },
  grant: StoredGrant,
  now: Date,
): Promise<string> => {
  const id = newId(now.getTime());
  await tx.run(
    `insert into core.role_grant
       (tenant_id, id, membership_id, role, all_entities, entities, dimensions, valid_from, valid_to, granted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      tenant,
      id,
      membership,
      grant.role,
      grant.allEntities,
      grant.entities,
      JSON.stringify(grant.dimensions),
      grant.validFrom,
      grant.validTo,
      now,
    ],
  );
  return id;
};

/** @returns id of the new membership; undefined where the person is a member already */
export const insertMembership = async (
  tx: Queries,
  { tenant, person }: { readonly tenant: string; readonly person: string },
  now: Date,
): Promise<string | undefined> => {
  const row = await tx.first<{ id: string }>(
    `insert into core.membership (tenant_id, id, person_id, joined_at) values ($1, $2, $3, $4)
     on conflict (tenant_id, person_id) do nothing returning id`,
    [tenant, newId(now.getTime()), person, now],
  );
  return row?.id;
};
