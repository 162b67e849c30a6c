/** Instances as they stand, for comparing them with what should be. */
import type { Queries } from '@compliance-os/core';
import {
  localDate,
  MasterSchema,
  parsePeriod,
  type InstanceStatus,
  type LocalDate,
  type Master,
  type Standing,
} from '../domain/index.ts';
import { masterHash } from './masters.ts';

/** An instance with what tells whether it has changed since it was read. */
export interface StandingRow extends Standing {
  readonly revision: number;
  readonly versionId: string;
}

interface Row {
  readonly id: string;
  readonly subject_id: string;
  readonly master_version_id: string;
  readonly period: string;
  readonly period_from: LocalDate;
  readonly period_to: LocalDate;
  readonly part_from: LocalDate | null;
  readonly part_to: LocalDate | null;
  readonly statutory_date: LocalDate | null;
  readonly extended_date: LocalDate | null;
  readonly fee_free_until: LocalDate | null;
  readonly provisional: boolean;
  readonly status: InstanceStatus;
  readonly before_onboarding: boolean;
  readonly revision: number;
  readonly worked_on: boolean;
}

/** Something of ours hangs on it. Evidence is core's, and is asked for there. */
const WORKED_ON = `
  exists (select 1 from compliance.step s where s.tenant_id = i.tenant_id and s.instance_id = i.id)
  or exists (select 1 from compliance.submission s where s.tenant_id = i.tenant_id and s.instance_id = i.id)
  or exists (select 1 from compliance.payment_allocation a where a.tenant_id = i.tenant_id and a.instance_id = i.id)`;

/** Every instance of the subjects. */
export const standingOf = async (
  q: Queries,
  tenant: string,
  subjectIds: readonly string[],
  masters: readonly Master[],
): Promise<readonly StandingRow[]> => {
  const rows = await q.rows<Row>(
    `select i.id, i.subject_id, i.master_version_id, i.period, i.period_from, i.period_to, i.part_from, i.part_to,
            i.statutory_date, i.extended_date, i.fee_free_until, i.provisional, i.status, i.before_onboarding, i.revision,
            case when i.status = 'not-started' or i.before_onboarding then ${WORKED_ON} else false end as worked_on
     from compliance.instance i where i.tenant_id = $1 and i.subject_id = any($2::uuid[])`,
    [tenant, subjectIds],
  );
  if (rows.length === 0) return [];
  const versions = await versionsOf(q, tenant, rows, masters);
  return rows.map((row) => ({
    id: row.id,
    subject: row.subject_id,
    made: versions.get(row.master_version_id)!,
    versionId: row.master_version_id,
    period: parsePeriod(row.period, localDate(row.period_from)),
    span: { from: row.part_from ?? row.period_from, to: row.part_to ?? row.period_to },
    dates:
      row.statutory_date === null
        ? null
        : { statutory: row.statutory_date, extended: row.extended_date, feeFreeUntil: row.fee_free_until },
    provisional: row.provisional,
    status: row.status,
    beforeOnboarding: row.before_onboarding,
    workedOn: row.worked_on,
    revision: row.revision,
  }));
};

/** The masters that the instances were made from: those of the catalogue where they still read the same. */
const versionsOf = async (
  q: Queries,
  tenant: string,
  rows: readonly Row[],
  masters: readonly Master[],
): Promise<ReadonlyMap<string, Master>> => {
  const current = new Map(masters.map((master) => [masterHash(master), master]));
  const found = await q.rows<{ id: string; hash: string; content: unknown }>(
    `select id, hash, case when hash = any($3::text[]) then null else content end as content
     from compliance.master_version where tenant_id = $1 and id = any($2::uuid[])`,
    [tenant, [...new Set(rows.map(({ master_version_id }) => master_version_id))], [...current.keys()]],
  );
  return new Map(
    found.map(({ id, hash, content }) => [id, current.get(hash) ?? MasterSchema.parse(content)]),
  );
};
