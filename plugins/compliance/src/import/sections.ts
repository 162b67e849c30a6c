/**
 * One sheet for everything, as a CSV file has to be: rows are told apart by a column `record`, or each row is a
 * registration with its entity beside it. Either becomes sheets of one kind, whose rows keep their numbers.
 */
import { plain } from './cells.ts';
import type { Sheet, SheetRow } from './sheet.ts';

const SECTIONS: Readonly<Record<string, string>> = {
  entity: 'Entities',
  entities: 'Entities',
  registration: 'Registrations',
  registrations: 'Registrations',
  fact: 'Facts',
  facts: 'Facts',
  event: 'Events',
  events: 'Events',
};

/** Headers of the column that tells rows apart. */
export const RECORD: ReadonlySet<string> = new Set(['record', 'recordtype', 'rowtype']);
/** Of an entity and of nothing else, where a row has both. */
const ENTITY_ONLY = new Set([
  'legalname',
  'kind',
  'constitution',
  'entitytype',
  'pan',
  'cin',
  'llpin',
  'state',
]);
const ENTITY = new Set(['entity', 'entityname', 'company', 'name']);
const NUMBER = new Set(['number', 'registrationnumber', 'registrationno', 'regno']);

export const sectionsOf = (sheet: Sheet): readonly Sheet[] => {
  const [header, ...rows] = sheet.rows;
  if (header === undefined) return [];
  const names = header.cells.map(plain);
  const record = names.findIndex((name) => RECORD.has(name));
  if (record >= 0) return byRecord(sheet, header, rows, record);
  const isCombined =
    names.some((name) => NUMBER.has(name)) &&
    names.some((name) => ENTITY.has(name)) &&
    names.some((name) => ENTITY_ONLY.has(name) && name !== 'pan' && name !== 'state');
  return isCombined ? combined(header, rows, names) : [sheet];
};

/** A row of a kind that is not known stays in a sheet of its own, which nobody recognises. */
const byRecord = (
  sheet: Sheet,
  header: SheetRow,
  rows: readonly SheetRow[],
  record: number,
): readonly Sheet[] => {
  const sectionOf = ({ cells }: SheetRow): string => SECTIONS[plain(cells[record] ?? '')] ?? sheet.name;
  return [...Map.groupBy(rows, sectionOf)].map(([name, own]) =>
    // Rows of an unknown kind keep the column, by which the reader of headers refuses them.
    name === sheet.name
      ? { name, rows: [header, ...own] }
      : usedColumns({ name, rows: [header, ...own] }, record),
  );
};

/** Columns in which the section says something: the others belong to rows of another kind. */
const usedColumns = ({ name, rows }: Sheet, without: number): Sheet => {
  const [header, ...own] = rows;
  const used = (header?.cells ?? []).flatMap((_, at) =>
    at !== without && own.some(({ cells }) => (cells[at] ?? '') !== '') ? [at] : [],
  );
  return { name, rows: rows.map((row) => pick(row, used)) };
};

const pick = ({ row, cells }: SheetRow, at: readonly number[]): SheetRow => ({
  row,
  cells: at.map((one) => cells[one] ?? ''),
});

/** The entity is said on each of its lines: once is enough, where the lines agree. */
const combined = (
  header: SheetRow,
  rows: readonly SheetRow[],
  names: readonly string[],
): readonly Sheet[] => {
  const all = names.map((_, at) => at);
  const ofEntity = all.filter((at) => ENTITY.has(names[at]!) || ENTITY_ONLY.has(names[at]!));
  const ofRegistration = all.filter((at) => !ENTITY_ONLY.has(names[at]!));
  const seen = new Set<string>();
  const entities = rows
    .map((row) => pick(row, ofEntity))
    .filter(({ cells }) => {
      const key = JSON.stringify(cells);
      return !seen.has(key) && seen.add(key);
    });
  return [
    { name: 'Entities', rows: [pick(header, ofEntity), ...entities] },
    { name: 'Registrations', rows: [header, ...rows].map((row) => pick(row, ofRegistration)) },
  ];
};
