import { newId, type Queries } from '@compliance-os/core';

export interface Onboarded {
  readonly entityId: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly from: string;
}

export const setOnboarding = async (q: Queries, tenant: string, row: Onboarded): Promise<void> => {
  await q.run(
    `insert into compliance.onboarding (tenant_id, id, entity_id, subject_type, subject_id, onboarded_on)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant_id, subject_id) do update set onboarded_on = excluded.onboarded_on`,
    [tenant, newId(), row.entityId, row.subjectType, row.subjectId, row.from],
  );
};

/**
 * Untouched instances that fell due before the subject was taken on become "filed before onboarding, unverified".
 * What anybody has started is left alone. An entity's day counts for those of its
 * registrations that have none of their own.
 */
export const settleBeforeOnboarding = async (
  q: Queries,
  tenant: string,
  subjectId: string,
  from: string,
): Promise<number> =>
  q.run(
    `update compliance.instance i set status = 'filed', before_onboarding = true, revision = revision + 1, changed_at = clock_timestamp()
     where i.tenant_id = $1 and (i.subject_id = $2 or i.entity_id = $2) and i.status = 'not-started' and i.due_date < $3::date
       and not exists (select 1 from compliance.onboarding o
                       where o.tenant_id = i.tenant_id and o.subject_id = i.subject_id and o.subject_id <> $2)`,
    [tenant, subjectId, from],
  );
