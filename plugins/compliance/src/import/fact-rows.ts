import type { CellReading } from '../api/points.ts';
import { plain, readFact, readYesNo, type Read } from './cells.ts';
import type { EntityBook } from './entity-book.ts';
import type { ReadableSheet } from './headers.ts';
import type { OnRecord } from './on-record.ts';
import type { Draft, DraftRow } from './plan-types.ts';
import type { RegistrationBook } from './registration-book.ts';
import { RowReader } from './row-reader.ts';
import { daysOfStatement, localDate, statementProblem, type FactValue } from '../domain/index.ts';
import { readSubject, type CellSubject } from './subject-cell.ts';

/** Rows of dated facts, each about one field of one subject. */
export const readFactSheet = (
  sheet: ReadableSheet,
  record: OnRecord,
  entities: EntityBook,
  registrations: RegistrationBook,
  draft: Draft,
): void => {
  for (const sheetRow of sheet.rows) {
    const reader = new RowReader(sheet, sheetRow);
    const about = readSubject(reader, record, entities, registrations);
    const name = reader.needed('field', 'The fact is missing.', 'the name of a fact');
    const field = fieldOf(name, record);
    if (name !== '' && !field)
      reader.fault('field', 'This fact is not known.', 'a column of registrations, or a field');
    reader.needed('from', 'The first day is missing.', 'a date');
    const from = reader.day('from');
    const to = reader.day('to');
    reader.ordered(from, to);
    const scope = field && record.fields[field.field]?.of;
    const outside =
      scope && from !== null ? statementProblem(scope, { from, to }, localDate(record.today)) : null;
    if (outside)
      reader.fault(outside.path, 'It is about one financial year.', outside.expected, outside.received);
    const text = reader.needed('value', 'The value is missing.', 'a value, or unknown');
    const value = field && text !== '' ? readAbout(field, text, about, record) : undefined;
    if (value && !value.ok)
      reader.fault('value', value.message ?? 'This value does not fit.', value.expected);
    draft.errors.push(...reader.errors);
    if (reader.errors.length > 0 || !about || !field || from === null || !value?.ok) continue;
    const by: DraftRow = {
      sheet: reader.sheet,
      row: reader.row,
      action: 'fact',
      record: { subject: reader.cell('subject'), field: field.field, value: value.value, from, to },
    };
    draft.rows.push(by);
    if ('known' in about.entity) draft.knownEntities.add(about.entity.known);
    draft.stated.push({
      entity: about.entity,
      subject: about.subject,
      field: field.field,
      value: value.value,
      ...(scope === undefined ? { from, to } : daysOfStatement(scope, from, to)),
      source: reader.cell('source').slice(0, 300) || null,
      by,
      column: reader.header('from'),
    });
  }
};

/** The cell as a value, and the value as the law of the registration reads it. */
const readAbout = (
  { field, read }: Field,
  text: string,
  about: CellSubject | undefined,
  { types }: OnRecord,
): Read<FactValue | null> => {
  const cell = read(text);
  const type = types.find((one) => about?.kind === `registration:${one.type}`);
  return cell.ok && cell.value !== null && type ? type.readValue(field, cell.value, about!) : cell;
};

interface Field {
  readonly field: string;
  readonly read: (text: string) => Read<FactValue | null>;
}

/** By field or by its name for people; how its values are read is known from the columns of registrations. */
const fieldOf = (text: string, { fields, types }: OnRecord): Field | undefined => {
  const key = plain(text);
  const column = types
    .flatMap(({ columns }) => columns)
    .find((one) => [one.field, one.header, ...one.synonyms].map(plain).includes(key));
  if (column) return { field: column.field, read: (cell) => readFact(cell, column.reads) };
  const found = Object.entries(fields).find(
    ([field, { label }]) => plain(field) === key || plain(label) === key,
  );
  if (found === undefined) return undefined;
  const reads: CellReading = found[1].money === true ? { kind: 'rupees' } : { kind: 'text' };
  return { field: found[0], read: (cell) => readFree(cell, reads) };
};

/** Of a field without a column only its name is known: "yes" and "no" are answers, whatever else is text. */
const readFree = (text: string, reads: CellReading): Read<FactValue | null> => {
  const answer = reads.kind === 'text' && !/^[01]$/.test(text) ? readYesNo(text) : undefined;
  return answer?.ok ? answer : readFact(text, reads);
};
