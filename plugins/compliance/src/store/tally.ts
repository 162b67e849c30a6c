/**
 * What is counted for the dashboard. The database's own triggers keep the numbers (`0010_tally`); what makes an
 * instance red or amber whatever its day, and what has accrued on it, is looked up for the few that it is true of.
 */
import type { Queries } from '@compliance-os/core';
import { settledSql } from '../domain/index.ts';

const SETTLED = settledSql({ status: 'i.status', criticalBlockers: 'i.critical_blockers' });

/**
 * Instances to be added up, by the names of the instance's own columns: `n` of them share entity, family, status and
 * day: that on which an open one is due or a filed one was filed. Takes `limits`, a condition over `i.entity_id` and `i.family`; `$1` is the tenant.
 */
export const tallied = (limits: string): string => `
  flagged as materialized (
    select i.entity_id, i.family, i.status, compliance.tally_day(i.status, i.due_date, i.filed_on) as counted_day,
      i.due_date as day, i.pending_dependencies, i.critical_blockers, i.exposure_paise
    from compliance.instance_state i
    where i.tenant_id = $1 and not ${SETTLED} and ${limits}
      and (i.pending_dependencies > 0 or i.critical_blockers > 0 or i.exposure_paise > 0)
  ), tallied as (
    select entity_id, family, status, day, n, 0 as pending_dependencies, 0 as critical_blockers, 0::bigint as exposure_paise
    from compliance.instance_tally i where tenant_id = $1 and ${limits}
    union all
    select entity_id, family, status, counted_day, -1, 0, 0, 0 from flagged
    union all
    select entity_id, family, status, day, 1, pending_dependencies, critical_blockers, coalesce(exposure_paise, 0) from flagged
  )`;

/** Adds up rows that say the same, so that there are few to read. Two at once do not disturb each other. */
export const foldTally = async (q: Queries, tenant: string): Promise<void> => {
  await q.run(
    `with taken as (
       delete from compliance.instance_tally t using (
         select entity_id, family, status, day from compliance.instance_tally
         where tenant_id = $1 group by entity_id, family, status, day having count(*) > 1
       ) several
       where t.tenant_id = $1 and t.entity_id = several.entity_id and t.family = several.family
         and t.status = several.status and t.day is not distinct from several.day
       returning t.entity_id, t.family, t.status, t.day, t.n
     )
     insert into compliance.instance_tally (tenant_id, id, entity_id, family, status, day, n)
     select $1, gen_random_uuid(), entity_id, family, status, day, sum(n) from taken
     group by entity_id, family, status, day having sum(n) <> 0`,
    [tenant],
  );
};
