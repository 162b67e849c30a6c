import { localDate, type LocalDate } from '../domain/index.ts';
import type { OnRecord } from './on-record.ts';
import type { Draft, DraftRow, RegistrationRef } from './plan-types.ts';
import type { RegistrationBook } from './registration-book.ts';
import { ownFacts, type GivenFact, type GivenRegistration } from './given-registration.ts';
import type { RowReader } from './row-reader.ts';

/** Adds a registration to the draft, or what the row changes about the one on record. */
export const placeRegistration = (
  reader: RowReader,
  given: GivenRegistration,
  record: OnRecord,
  book: RegistrationBook,
  draft: Draft,
): void => {
  const { entity, type, parsed, stateCode, from } = given;
  const found = book.find(parsed.number);
  if ('known' in entity) draft.knownEntities.add(entity.known);
  if (found === undefined) {
    const ref = { added: draft.addedRegistrations.length };
    book.add(parsed.number, { type: type.type, entity, ref, stateCode, from });
    draft.addedRegistrations.push({
      entity,
      type: type.type,
      number: parsed.number,
      stateCode,
      from,
      to: given.to,
    });
    const by = accept(reader, given, 'create', draft);
    state(reader, given, ref, by, ownFacts(given), from, draft);
    state(reader, given, ref, by, given.facts, given.factsFrom ?? from, draft);
    return;
  }
  const known = record.registrations.find((one) => 'known' in found.ref && one.id === found.ref.known);
  if (known === undefined || !('known' in entity) || known.entityId !== entity.known)
    return reader.fault('number', 'The number is on record for another entity.', 'the number of this entity');
  const to = given.to ?? (known.to === null ? null : localDate(known.to));
  const moved = known.from !== from || known.to !== to;
  if (moved) draft.changedRegistrations.push({ id: known.id, from, to });
  book.add(parsed.number, { ...found, from });
  const by = accept(reader, given, moved ? 'update' : 'skip', draft);
  state(reader, given, { known: known.id }, by, ...sinceWhen(given, known.id, record), draft);
};

/** What differs today is a change from today on, unless the file says since when. */
const sinceWhen = (
  { facts: given, factsFrom, to }: GivenRegistration,
  id: string,
  record: OnRecord,
): [readonly GivenFact[], LocalDate] => {
  const isOnRecord = (field: string): boolean =>
    record.facts.some((fact) => fact.subject_id === id && fact.field === field);
  // What it was until its last day is on record already, with the changes on the way.
  const facts = given.filter(
    ({ field, days }) => days === null || to === null || days.to !== to || !isOnRecord(field),
  );
  if (factsFrom !== null) return [facts, factsFrom];
  const day = localDate(record.today);
  const holds = ({ field, value, days }: GivenFact): boolean =>
    days === null &&
    record.facts.some(
      (fact) =>
        fact.subject_id === id &&
        fact.field === field &&
        fact.valid_from <= day &&
        (fact.valid_to === null || fact.valid_to >= day) &&
        JSON.stringify(fact.value) === JSON.stringify(value),
    );
  return [facts.filter((fact) => !holds(fact)), day];
};

const accept = (
  { sheet, row }: RowReader,
  { entity, type, parsed, stateCode, from, to, facts }: GivenRegistration,
  action: DraftRow['action'],
  draft: Draft,
): DraftRow => {
  const by: DraftRow = {
    sheet,
    row,
    action,
    record: {
      entity: entity.name,
      type: type.type,
      number: parsed.number,
      stateCode,
      from,
      to,
      ...Object.fromEntries(facts.map(({ column, value }) => [column, value])),
    },
  };
  draft.rows.push(by);
  return by;
};

const state = (
  reader: RowReader,
  { entity }: GivenRegistration,
  ref: RegistrationRef,
  by: DraftRow,
  facts: readonly GivenFact[],
  from: LocalDate,
  draft: Draft,
): void => {
  for (const { field, value, column, days } of facts)
    draft.stated.push({
      entity,
      subject: { type: 'registration', ref },
      field,
      value,
      ...(days ?? { from, to: null }),
      source: null,
      by,
      column: reader.header(column),
    });
};
