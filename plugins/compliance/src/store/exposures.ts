import type { Queries } from '@compliance-os/core';
import type { LocalDate } from '../domain/index.ts';

/** What pricing looks at: nothing of it is filed, or what is does not stand. `filed` holds the filing days of the subject's other masters for the same period. */
export interface PriceableRow {
  readonly id: string;
  readonly subject_id: string;
  readonly master_code: string;
  readonly master_version_id: string;
  readonly content: unknown;
  readonly period: string;
  readonly period_from: string;
  readonly statutory_date: LocalDate | null;
  readonly extended_date: LocalDate | null;
  readonly fee_free_until: LocalDate | null;
  readonly filed: Readonly<Record<string, string>> | null;
}

/** Overdue instances of the subjects. */
export const listPriceable = async (
  q: Queries,
  tenant: string,
  subjectIds: readonly string[],
): Promise<readonly PriceableRow[]> =>
  q.rows<PriceableRow>(
    `select i.id, i.subject_id, i.master_code, i.master_version_id, v.content, i.period, i.period_from, i.statutory_date,
            i.extended_date, i.fee_free_until,
            (select jsonb_object_agg(o.master_code, o.filed_on) from compliance.instance o
             left join compliance.instance_state os on os.tenant_id = o.tenant_id and os.id = o.id
             where o.tenant_id = i.tenant_id and o.subject_id = i.subject_id and o.period = i.period
               and o.filed_on is not null and coalesce(os.critical_blockers, 0) = 0) as filed
     from compliance.instance i
     join compliance.instance_state s on s.tenant_id = i.tenant_id and s.id = i.id
     join compliance.master_version v on v.tenant_id = i.tenant_id and v.id = i.master_version_id
     where i.tenant_id = $1 and i.subject_id = any($2::uuid[]) and s.overdue_days > 0`,
    [tenant, subjectIds],
  );
