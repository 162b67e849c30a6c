import type { Queries } from '../db/db.ts';
import { Refusal } from '../http/problem.ts';
import { TENANT_ADMINISTRATOR } from './built-in-roles.ts';

/**
 * Makes those who take administrators away from one tenant queue: two who removed each other at once would each see
 * the other still there.
 */
export const lockAdministrators = async (tx: Queries, tenant: string): Promise<void> => {
  await tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`core.administrators:${tenant}`]);
};

/**
 * @param today calendar date in India
 * @throws Refusal `LAST_ADMINISTRATOR` where no active member is left who administers the whole tenant without an
 *   end date
 */
export const requireAdministrator = async (tx: Queries, tenant: string, today: string): Promise<void> => {
  const row = await tx.first<{ there: boolean }>(
    `select exists (
       select 1 from core.role_grant g
       join core.membership m on m.tenant_id = g.tenant_id and m.id = g.membership_id
       join core.person p on p.id = m.person_id
       where g.tenant_id = $1 and g.role = $2 and g.all_entities and g.dimensions = '{}'
         and (g.valid_from is null or g.valid_from <= $3) and g.valid_to is null
         and m.status = 'active' and p.status = 'active') as there`,
    [tenant, TENANT_ADMINISTRATOR, today],
  );
  if (!row?.there) {
    throw new Refusal(
      'LAST_ADMINISTRATOR',
      'Nobody else administers this tenant without an end date. Make somebody else an administrator first.',
    );
  }
};
