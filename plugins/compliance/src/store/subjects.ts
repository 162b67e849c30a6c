/** Subjects with everything that is known about them, read in a fixed number of statements for any number of them. */
import type { Queries } from '@compliance-os/core';
import type { SubjectType } from '../api/values.ts';
import type { Fact, FactValue, FilingEvent, LocalDate, Subject } from '../domain/index.ts';
import { localDate } from '../domain/index.ts';
import { eventsOfSubjects } from './events-of-subjects.ts';

export interface SubjectRow {
  readonly type: SubjectType;
  readonly id: string;
  readonly entityId: string;
  readonly entityName: string;
  /** as on masters: `entity`, `registration:gstin` */
  readonly kind: string;
  readonly label: string;
  /** of a registration or place, where it has one */
  readonly stateCode: string | null;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

export interface KnownSubject extends SubjectRow {
  readonly subject: Subject;
}

const BEGINNING = localDate('1900-01-01');

/** Limits a read of subjects; without either, all of the tenant's. */
export interface SubjectFilter {
  readonly entityIds?: readonly string[] | undefined;
  readonly subjectIds?: readonly string[] | undefined;
}

/** Every subject of the tenant, ordered by entity, without what is known about it. */
export const listSubjects = async (
  q: Queries,
  tenant: string,
  { entityIds, subjectIds }: SubjectFilter = {},
): Promise<readonly SubjectRow[]> =>
  q.rows<SubjectRow>(
    `select s.type, s.id, s.entity_id as "entityId", e.name as "entityName", s.kind, s.label, s.state_code as "stateCode",
            s.valid_from as "from", s.valid_to as "to"
     from (
       select 'entity' as type, id, id as entity_id, 'entity' as kind, name as label, null as state_code, '1900-01-01'::date as valid_from, null::date as valid_to
       from core.entity where tenant_id = $1
       union all
       select 'registration', id, entity_id, 'registration:' || type, number, state_code, valid_from, valid_to
       from compliance.registration where tenant_id = $1
       union all
       select 'place', id, entity_id, 'place', name, state_code, valid_from, valid_to from compliance.place where tenant_id = $1
       union all
       select 'person', id, entity_id, 'person', name, null, valid_from, valid_to from compliance.person where tenant_id = $1
     ) s
     join core.entity e on e.tenant_id = $1 and e.id = s.entity_id
     where ($2::uuid[] is null or s.entity_id = any($2)) and ($3::uuid[] is null or s.id = any($3))
     order by s.entity_id, s.type, s.id`,
    [tenant, entityIds ?? null, subjectIds ?? null],
  );

interface FactRow {
  readonly subject_id: string;
  readonly field: string;
  readonly value: FactValue | null;
  readonly valid_from: LocalDate;
  readonly valid_to: LocalDate | null;
  readonly source: string;
}

/**
 * The subjects with their facts, those of their entities, events and the day they were taken on.
 * @param filings the events that filings are; without them, only those that were recorded
 */
export const withKnowledge = async (
  q: Queries,
  tenant: string,
  rows: readonly SubjectRow[],
  filings: readonly FilingEvent[] = [],
): Promise<readonly KnownSubject[]> => {
  const ids = [...new Set(rows.flatMap((row) => [row.id, row.entityId]))];
  const values = [tenant, ids];
  const facts = await q.rows<FactRow>(
    `select subject_id, field, value, valid_from, valid_to, source from compliance.fact
     where tenant_id = $1 and subject_id = any($2::uuid[]) order by valid_from, field`,
    values,
  );
  const eventsOf = await eventsOfSubjects(q, tenant, ids, filings);
  const onboardings = await q.rows<{ subject_id: string; onboarded_on: LocalDate }>(
    `select subject_id, onboarded_on from compliance.onboarding where tenant_id = $1 and subject_id = any($2::uuid[])`,
    values,
  );
  const entities = await q.rows<{ id: string; kind: string; state: string | null }>(
    `select id, kind, state from core.entity where tenant_id = $1 and id = any($2::uuid[])`,
    values,
  );
  const factsOf = Map.groupBy(facts, ({ subject_id }) => subject_id);
  const onboardedOn = new Map(onboardings.map((row) => [row.subject_id, row.onboarded_on]));
  const ownFacts = new Map(entities.map((entity) => [entity.id, factsOfEntity(entity)]));
  const read = (id: string): Fact[] => (factsOf.get(id) ?? []).map(toFact);

  return rows.map((row) => ({
    ...row,
    subject: {
      id: row.id,
      kind: row.kind,
      life: { from: row.from, to: row.to },
      facts: [
        ...(ownFacts.get(row.entityId) ?? []),
        ...read(row.id),
        ...(row.id === row.entityId ? [] : read(row.entityId)),
      ],
      events: eventsOf(row.id),
      onboardedOn: onboardedOn.get(row.id) ?? onboardedOn.get(row.entityId) ?? null,
    },
  }));
};

const toFact = (row: FactRow): Fact => ({
  field: row.field,
  value: row.value,
  from: row.valid_from,
  to: row.valid_to,
  source: row.source,
});

/** What the entity's own record says, without a date: it is taken to hold for good. */
const factsOfEntity = ({ kind, state }: { kind: string; state: string | null }): readonly Fact[] => [
  { field: 'org.entityType', value: kind, from: BEGINNING, to: null, source: 'record of the entity' },
  ...(state === null
    ? []
    : [{ field: 'org.stateCode', value: state, from: BEGINNING, to: null, source: 'record of the entity' }]),
];
