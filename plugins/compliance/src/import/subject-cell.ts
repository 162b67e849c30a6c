import type { LocalDate } from '../domain/index.ts';
import type { EntityBook } from './entity-book.ts';
import type { OnRecord } from './on-record.ts';
import type { EntityRef, SubjectRef } from './plan-types.ts';
import type { RegistrationBook } from './registration-book.ts';
import type { RowReader } from './row-reader.ts';

export interface CellSubject {
  readonly entity: EntityRef;
  readonly subject: SubjectRef;
  /** as on masters: `entity`, `registration:gstin` */
  readonly kind: string;
  readonly stateCode: string | null;
  /** its first day; null where nobody knows one */
  readonly from: LocalDate | null;
}

const EXPECTED = 'a registration number, or the name or PAN of an entity';

/** What a row of facts or events is about: a registration by its number, or an entity by name or PAN. */
export const readSubject = (
  reader: RowReader,
  record: OnRecord,
  entities: EntityBook,
  registrations: RegistrationBook,
): CellSubject | undefined => {
  const text = reader.needed('subject', 'The subject is missing.', EXPECTED);
  if (text === '') return undefined;
  const registration = registrations.find(text);
  const entity = registration?.entity ?? entities.find(text);
  if (entity === undefined) {
    reader.fault(
      'subject',
      'Nothing, or more than one thing, has this name in the file or on record.',
      EXPECTED,
    );
    return undefined;
  }
  const family = record.types.find(({ type }) => type === registration?.type)?.family;
  if ('known' in entity && !record.covers(entity.known, family))
    reader.fault('subject', 'This is outside your scope.', 'an entity that you work for');
  return registration
    ? {
        entity,
        subject: { type: 'registration', ref: registration.ref },
        kind: `registration:${registration.type}`,
        stateCode: registration.stateCode,
        from: registration.from,
      }
    : { entity, subject: { type: 'entity', ref: entity }, kind: 'entity', stateCode: null, from: null };
};

/** One text for each subject, on record or of the file. */
export const subjectKey = ({ type, ref }: SubjectRef): string =>
  'known' in ref ? ref.known : `${type}:${ref.added}`;
