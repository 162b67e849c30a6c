/** The columns that are known, by kind of sheet. Those of facts come with the kinds of registration. */
import type { FactColumn, RegistrationType } from '../api/points.ts';
import { plain } from './cells.ts';

export const KINDS = ['entities', 'registrations', 'facts', 'events'] as const;
export type Kind = (typeof KINDS)[number];

export interface Column {
  /** what the readers of rows ask for; of a fact column, its field */
  readonly key: string;
  readonly header: string;
  readonly synonyms: readonly string[];
  /** a financial year may stand behind the header */
  readonly year?: FactColumn['year'];
}

const column = (key: string, header: string, ...synonyms: string[]): Column => ({ key, header, synonyms });

const ENTITIES: readonly Column[] = [
  column('name', 'Name', 'Entity', 'Entity name', 'Company', 'Company name', 'Short name'),
  column('legalName', 'Legal name', 'Registered name', 'Full name', 'Name as on PAN'),
  column('kind', 'Kind', 'Type', 'Constitution', 'Entity type', 'Kind of entity'),
  column('pan', 'PAN', 'PAN number', 'Permanent account number'),
  column('cin', 'CIN', 'Corporate identity number'),
  column('llpin', 'LLPIN', 'LLP identification number'),
  column('state', 'State', 'State code', 'Registered office state', 'State of registered office'),
];

const REGISTRATIONS: readonly Column[] = [
  column('entity', 'Entity', 'Entity name', 'Company', 'Company name', 'Name', 'PAN', 'Entity PAN'),
  column('type', 'Law', 'Type', 'Under', 'Kind of registration', 'Registration type'),
  column('number', 'Number', 'Registration number', 'Registration no', 'Reg no'),
  column('stateCode', 'State code', 'State', 'State of registration'),
  column(
    'from',
    'Registered on',
    'From',
    'Effective date',
    'Effective from',
    'Date of registration',
    'Registration date',
    'Valid from',
  ),
  column(
    'to',
    'Ended on',
    'To',
    'Cancelled on',
    'Date of cancellation',
    'Effective to',
    'Valid to',
    'Last day',
  ),
  column('factsFrom', 'Facts from', 'As of', 'Facts as of'),
];

const FACTS: readonly Column[] = [
  column('subject', 'Subject', 'Number', 'Registration', 'Registration number', 'Entity'),
  column('field', 'Fact', 'Field'),
  column('value', 'Value'),
  column('from', 'From', 'Valid from', 'Since'),
  column('to', 'To', 'Valid to', 'Until'),
  column('source', 'Source', 'Reference'),
];

const EVENTS: readonly Column[] = [
  column('subject', 'Subject', 'Number', 'Registration', 'Registration number', 'Entity'),
  column('event', 'Event', 'Event name'),
  column('date', 'Date', 'Happened on', 'On', 'Day'),
  column('period', 'Period'),
  column('reference', 'Reference', 'Document', 'Document number'),
  column('source', 'Source'),
];

/** Without these columns the sheet cannot be read. */
export const NEEDED: Readonly<Record<Kind, readonly string[]>> = {
  entities: ['name', 'kind'],
  registrations: ['entity', 'number', 'from'],
  facts: ['subject', 'field', 'value', 'from'],
  events: ['subject', 'event', 'date'],
};

/** Kept by people for people; not read. */
const NOTES = new Set(['note', 'notes', 'remark', 'remarks', 'comment', 'comments']);
export const isNote = (header: string): boolean => header.startsWith('#') || NOTES.has(plain(header));

export const columnsOf = (kind: Kind, types: readonly RegistrationType[]): readonly Column[] => {
  if (kind === 'entities') return ENTITIES;
  if (kind === 'facts') return FACTS;
  if (kind === 'events') return EVENTS;
  const numbers = types.flatMap(({ type, label }) => [type, label]);
  return [
    ...REGISTRATIONS.map((one) =>
      one.key === 'number' ? { ...one, synonyms: [...one.synonyms, ...numbers] } : one,
    ),
    ...types.flatMap(({ columns }) =>
      columns.map(({ field, header, synonyms, year }) => ({
        key: field,
        header,
        synonyms,
        ...(year && { year }),
      })),
    ),
  ];
};

/** Of a column with the year behind its header: `AATO FY2025-26`. The year stands behind its key too. */
export const ofYear = (known: readonly Column[], header: string): Column | undefined => {
  const [, name, year, next] = /^(.*\S)\s*\bFY\s*(\d{4})\s*[-–/]\s*(?:\d{2})?(\d{2})$/i.exec(header) ?? [];
  if (name === undefined || (Number(year) + 1) % 100 !== Number(next)) return undefined;
  const column = known.find((one) => one.year !== undefined && namesOf(one).includes(plain(name)));
  return column && { ...column, key: `${column.key} FY${year}-${next}`, header };
};

export const namesOf = ({ header, synonyms }: Column): readonly string[] => [header, ...synonyms].map(plain);

const SHEET_NAMES: Readonly<Record<Kind, readonly string[]>> = {
  entities: ['entities', 'entity', 'companies'],
  registrations: ['registrations', 'registration', 'gstins', 'gstin'],
  facts: ['facts', 'fact'],
  events: ['events', 'event'],
};

/** One of these says which kind of sheet it is, where its name does not. */
const TELLING: Readonly<Record<Kind, readonly string[]>> = {
  events: ['event'],
  facts: ['field'],
  registrations: ['number'],
  entities: ['kind', 'legalName', 'name'],
};

/** By the name of the sheet, or by headers. */
export const kindOf = (
  name: string,
  headers: readonly string[],
  types: readonly RegistrationType[],
): Kind | undefined => {
  const named = KINDS.find((kind) => SHEET_NAMES[kind].includes(plain(name)));
  if (named) return named;
  const given = new Set(headers.map(plain));
  return (['events', 'facts', 'registrations', 'entities'] as const).find((kind) =>
    columnsOf(kind, types)
      .filter(({ key }) => TELLING[kind].includes(key))
      .some((one) => namesOf(one).some((known) => given.has(known))),
  );
};
