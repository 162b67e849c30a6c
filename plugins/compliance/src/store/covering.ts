/** What stands of the members of coverage groups. */
import type { Queries } from '@compliance-os/core';
import { CLOSED_STATUSES, type Covering, type InstanceStatus, type LocalDate } from '../domain/index.ts';

export interface CoveringRow extends Covering {
  readonly subject: string;
}

/** Instances of the masters that have not been withdrawn. */
export const coveringOf = async (
  q: Queries,
  tenant: string,
  subjectIds: readonly string[],
  masters: readonly string[],
): Promise<readonly CoveringRow[]> =>
  (
    await q.rows<{
      subject: string;
      master: string;
      period: string;
      span_from: LocalDate;
      span_to: LocalDate;
      status: InstanceStatus;
    }>(
      `select subject_id as subject, master_code as master, period, coalesce(part_from, period_from) as span_from,
              coalesce(part_to, period_to) as span_to, status
       from compliance.instance
       where tenant_id = $1 and subject_id = any($2::uuid[]) and master_code = any($3::text[]) and status <> 'withdrawn'
       order by period_from, master_code`,
      [tenant, subjectIds, masters],
    )
  ).map(({ span_from, span_to, status, ...row }) => ({
    ...row,
    span: { from: span_from, to: span_to },
    isOpen: !(CLOSED_STATUSES as readonly InstanceStatus[]).includes(status),
    isReleased: status === 'waived' || status === 'not-used',
  }));

/** Subjects that have been generated for the day at all. */
export const generatedFor = async (
  q: Queries,
  tenant: string,
  subjectIds: readonly string[],
  day: string,
): Promise<ReadonlySet<string>> => {
  const rows = await q.rows<{ id: string }>(
    `select distinct subject_id as id from compliance.instance
     where tenant_id = $1 and subject_id = any($2::uuid[]) and period_to >= $3::date`,
    [tenant, subjectIds, day],
  );
  return new Set(rows.map(({ id }) => id));
};
