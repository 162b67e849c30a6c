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

export interface Onboarding {
  readonly settled: number;
  readonly restored: number;
  /** whose instances changed */
  readonly subjectIds: readonly string[];
}

/** First day of the instance's subject; null for an entity, which is there from the start. */
const LIVES_FROM = `
  (select s.valid_from from compliance.registration s where s.tenant_id = i.tenant_id and s.id = i.subject_id
   union all select s.valid_from from compliance.place s where s.tenant_id = i.tenant_id and s.id = i.subject_id
   union all select s.valid_from from compliance.person s where s.tenant_id = i.tenant_id and s.id = i.subject_id)`;

/**
 * Applies a subject's day of onboarding, both ways. What fell due before it, and is untouched, becomes "filed before
 * onboarding, unverified"; what was marked so under another day, and was not due before this one, is owed again. What
 * fell due before the subject existed (an LUT of its first year) is owed now, as generation plans it. What anybody has
 * started is left alone. An entity's day counts for those of its registrations, places and people that have none of
 * their own.
 */
export const applyOnboarding = async (
  q: Queries,
  tenant: string,
  subjectId: string,
  from: string,
): Promise<Onboarding> => {
  const concerned = `
    i.tenant_id = $1 and (i.subject_id = $2 or i.entity_id = $2)
    and not exists (select 1 from compliance.onboarding o
                    where o.tenant_id = i.tenant_id and o.subject_id = i.subject_id and o.subject_id <> $2)`;
  const elsewhere = `coalesce(i.due_date < $3::date and i.due_date >= coalesce(${LIVES_FROM}, i.due_date), false)`;
  const change = async (status: string, before: boolean, where: string): Promise<readonly string[]> =>
    (
      await q.rows<{ subjectId: string }>(
        `update compliance.instance i set status = '${status}', before_onboarding = ${before}, revision = revision + 1,
         changed_at = clock_timestamp()
       where ${concerned} and ${where}
       returning i.subject_id as "subjectId"`,
        [tenant, subjectId, from],
      )
    ).map((row) => row.subjectId);
  const settled = await change('filed', true, `i.status = 'not-started' and ${elsewhere}`);
  const restored = await change(
    'not-started',
    false,
    `i.status = 'filed' and i.before_onboarding and i.filed_on is null and not ${elsewhere}`,
  );
  return {
    settled: settled.length,
    restored: restored.length,
    subjectIds: [...new Set([...settled, ...restored])],
  };
};
