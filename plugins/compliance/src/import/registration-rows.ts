import type { FactColumn, ParsedNumber, RegistrationType } from '../api/points.ts';
import {
  addDays,
  daysOfStatement,
  financialYear,
  later,
  localDate,
  parsePeriod,
  periodContaining,
  statementProblem,
  type FactValue,
  type LocalDate,
} from '../domain/index.ts';
import { plain, readFact, type Read } from './cells.ts';
import type { EntityBook } from './entity-book.ts';
import { readState } from './entity-cells.ts';
import type { ReadableSheet } from './headers.ts';
import type { OnRecord } from './on-record.ts';
import type { GivenFact, GivenRegistration } from './given-registration.ts';
import type { Draft, EntityRef } from './plan-types.ts';
import type { RegistrationBook } from './registration-book.ts';
import { placeRegistration } from './place-registration.ts';
import { RowReader } from './row-reader.ts';

export const readRegistrations = (
  sheet: ReadableSheet,
  record: OnRecord,
  entities: EntityBook,
  book: RegistrationBook,
  draft: Draft,
): void => {
  const seen = new Map<string, number>();
  for (const sheetRow of sheet.rows) {
    const reader = new RowReader(sheet, sheetRow);
    const given = readOne(reader, record, entities, seen);
    if (given !== undefined && reader.errors.length === 0)
      placeRegistration(reader, given, record, book, draft);
    draft.errors.push(...reader.errors);
  }
};

const readOne = (
  reader: RowReader,
  record: OnRecord,
  entities: EntityBook,
  seen: Map<string, number>,
): GivenRegistration | undefined => {
  const type = readType(reader, record.types);
  const entity = readEntity(reader, type, record, entities);
  reader.needed('from', 'The date of registration is missing.', 'a date');
  const from = reader.day('from');
  const to = reader.day('to');
  reader.ordered(from, to);
  const factsFrom = reader.day('factsFrom');
  const stateCode = readState(reader, 'stateCode');
  const number = reader.needed('number', 'The number is missing.', 'a registration number');
  const parsed = type && number !== '' ? type.parse(number, { pan: entity?.pan ?? null }) : undefined;
  if (parsed?.ok === false)
    for (const { path, expected, received } of parsed.problems)
      reader.fault('number', `${number}: ${path} is wrong.`, expected, received);
  const facts =
    type === undefined
      ? []
      : readFacts(reader, type, record, {
          from,
          to,
          factsFrom,
          stateCode: parsed?.ok ? parsed.stateCode : stateCode,
        });
  if (parsed?.ok) {
    contradictions(reader, parsed, stateCode, facts);
    const earlier = seen.get(parsed.number);
    if (earlier !== undefined)
      reader.fault('number', `This number is in the file twice: row ${earlier}.`, 'each number once');
    seen.set(parsed.number, earlier ?? reader.row);
  }
  return type && entity && parsed?.ok && from !== null
    ? { entity, type, parsed, stateCode: parsed.stateCode ?? stateCode, from, to, factsFrom, facts }
    : undefined;
};

/** By its column, or by the header over the number (`GSTIN`). The one kind there is may be left out. */
const readType = (reader: RowReader, types: readonly RegistrationType[]): RegistrationType | undefined => {
  const named = (text: string): RegistrationType | undefined =>
    types.find(({ type, label }) => plain(type) === plain(text) || plain(label) === plain(text));
  const text = reader.cell('type');
  const type =
    text === ''
      ? (named(reader.header('number')) ?? (types.length === 1 ? types[0] : undefined))
      : named(text);
  if (type === undefined)
    reader.fault(
      'type',
      'This kind of registration is not known.',
      types.map(({ label }) => label).join(' or ') || 'a plugin that brings one',
    );
  return type;
};

const readEntity = (
  reader: RowReader,
  type: RegistrationType | undefined,
  record: OnRecord,
  entities: EntityBook,
): EntityRef | undefined => {
  const text = reader.needed('entity', 'The entity is missing.', 'its name or PAN');
  if (text === '') return undefined;
  const [entity, ...others] = entities.named(text);
  if (entity === undefined)
    reader.fault('entity', 'This entity is neither in the file nor on record.', 'its name or PAN');
  else if (others.length > 0) reader.fault('entity', 'More than one entity has this name.', 'its PAN');
  else if (type !== undefined && 'known' in entity && !record.covers(entity.known, type.family))
    reader.fault('entity', 'This entity is outside your scope.', 'an entity that you work for');
  return others.length === 0 ? entity : undefined;
};

/** The row as far as facts depend on it. */
interface RowDays {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly factsFrom: LocalDate | null;
  readonly stateCode: string | null;
}

const readFacts = (
  reader: RowReader,
  { columns, readValue }: RegistrationType,
  record: OnRecord,
  days: RowDays,
): GivenFact[] =>
  columns.flatMap((column) =>
    reader.columnsOf(column.field).flatMap((key): GivenFact[] => {
      const text = reader.cell(key);
      if (text === '') return [];
      const cell = readFact(text, column.reads);
      const value: Read<FactValue | null> =
        cell.ok && cell.value !== null
          ? readValue(column.field, cell.value, { stateCode: days.stateCode })
          : cell;
      if (!value.ok) {
        reader.fault(key, value.message ?? 'This value is not known.', value.expected);
        return [];
      }
      const said = { field: column.field, value: value.value, column: key };
      if (column.ended !== undefined && value.value === column.ended.value)
        return untilItsEnd(reader, said, column.ended, days);
      return [{ ...said, days: daysOf(reader, column, key, record, days) }];
    }),
  );

/** What holds of a registration that is over: what it was until its last day, and what it is since. */
const untilItsEnd = (
  reader: RowReader,
  said: Omit<GivenFact, 'days'>,
  { value, until }: NonNullable<FactColumn['ended']>,
  { from, to }: RowDays,
): GivenFact[] => {
  if (to === null) {
    reader.fault(
      said.column,
      `A registration that is ${value} has a last day.`,
      `a last day in "Ended on" (without one: ${until}, or what it is now)`,
    );
    return [];
  }
  return [
    { ...said, value: until, days: { from: from ?? to, to } },
    { ...said, days: { from: addDays(to, 1), to: null } },
  ];
};

/** The financial year that a figure is about: the one behind the header, or else the one of today. */
const daysOf = (
  reader: RowReader,
  { field, header, year }: FactColumn,
  key: string,
  { fields, today }: OnRecord,
  { from, factsFrom }: RowDays,
): GivenFact['days'] => {
  const scope = fields[field]?.of;
  if (scope === undefined) return null;
  const day = localDate(today);
  const start = key === field ? (factsFrom ?? later(day, from ?? day)) : yearBehind(key, year);
  if (statementProblem(scope, { from: start, to: null }, day) !== null) {
    const over = periodContaining('annual', 'FY', addDays(financialYear(day).from, -1)).key;
    reader.fault(
      key,
      'This figure is final only when its year is over: of which year is it?',
      `the year behind the header, such as "${header} ${over}"`,
      reader.header(key),
    );
  }
  return daysOfStatement(scope, start, null);
};

const yearBehind = (key: string, about: FactColumn['year']): LocalDate => {
  const { from, to } = parsePeriod(key.slice(key.lastIndexOf(' ') + 1));
  return about === 'the-year-after' ? addDays(to, 1) : from;
};

/** Cells that say something else than the number itself. */
const contradictions = (
  reader: RowReader,
  parsed: Extract<ParsedNumber, { ok: true }>,
  stateCode: string | null,
  facts: readonly GivenFact[],
): void => {
  if (stateCode !== null && parsed.stateCode !== null && stateCode !== parsed.stateCode)
    reader.fault('stateCode', 'The number belongs to another state.', parsed.stateCode);
  for (const own of parsed.facts) {
    const said = facts.find(({ field }) => field === own.field);
    if (said !== undefined && said.value !== null && said.value !== own.value)
      reader.fault(own.field, 'The number itself says something else.', String(own.value));
  }
};
