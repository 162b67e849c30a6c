import type { Queries } from '@compliance-os/core';
import type { EventOccurrence, FilingEvent, LocalDate } from '../domain/index.ts';
import { EventOccurrenceSchema, filingEvents } from '../domain/index.ts';
import { STANDING_FILED_ON } from './instance-columns.ts';

interface OccurrenceRow {
  readonly subject_id: string;
  readonly id: string;
  readonly name: string;
  readonly date: string;
  readonly period: string | null;
  readonly facts: unknown;
}

interface FilingRow {
  readonly subject_id: string;
  readonly master: string;
  readonly period: string;
  readonly filedOn: LocalDate;
}

/** The events of each subject: those that were recorded, and those that its filings are. */
export const eventsOfSubjects = async (
  q: Queries,
  tenant: string,
  subjectIds: readonly string[],
  filings: readonly FilingEvent[],
): Promise<(id: string) => readonly EventOccurrence[]> => {
  const recorded = await q.rows<OccurrenceRow>(
    `select subject_id, id, name, happened_on as date, period, facts from compliance.occurrence
     where tenant_id = $1 and subject_id = any($2::uuid[])`,
    [tenant, subjectIds],
  );
  const filed =
    filings.length === 0
      ? []
      : await q.rows<FilingRow>(
          `select i.subject_id, i.master_code as master, i.period, i.filed_on as "filedOn" from compliance.instance i
           left join compliance.instance_state s on s.tenant_id = i.tenant_id and s.id = i.id
           where i.tenant_id = $1 and i.subject_id = any($2::uuid[]) and i.master_code = any($3::text[])
             and ${STANDING_FILED_ON} is not null`,
          [tenant, subjectIds, filings.flatMap(({ masters }) => masters)],
        );
  const recordedOf = Map.groupBy(recorded, ({ subject_id }) => subject_id);
  const filedOf = Map.groupBy(filed, ({ subject_id }) => subject_id);
  return (id) => [
    ...(recordedOf.get(id) ?? []).map(toOccurrence),
    ...filingEvents(filings, filedOf.get(id) ?? []),
  ];
};

const toOccurrence = ({ id, name, date, period, facts }: OccurrenceRow): EventOccurrence =>
  EventOccurrenceSchema.parse({ id, name, date, facts, ...(period === null ? {} : { period }) });
