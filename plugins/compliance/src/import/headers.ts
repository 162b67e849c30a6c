/** Columns are found by name, as people write them; a column nobody knows is an error, since it would be lost. */
import type { ImportError } from '../api/imports.ts';
import type { RegistrationType } from '../api/points.ts';
import { plain } from './cells.ts';
import { columnsOf, isNote, kindOf, namesOf, NEEDED, ofYear, type Kind } from './columns.ts';
import { errorAt } from './error-at.ts';
import { RECORD } from './sections.ts';
import type { Sheet, SheetRow } from './sheet.ts';

/** A sheet whose columns are known. */
export interface ReadableSheet {
  readonly kind: Kind;
  readonly name: string;
  /** header as the file has it, by key; behind the key of a fact its year, where one stands behind the header */
  readonly columns: ReadonlyMap<string, { readonly index: number; readonly header: string }>;
  readonly rows: readonly SheetRow[];
}

export interface Headers {
  /** undefined where not even the kind of sheet is known */
  readonly sheet: ReadableSheet | undefined;
  readonly errors: readonly ImportError[];
}

export const readHeaders = (sheet: Sheet, types: readonly RegistrationType[]): Headers => {
  const [head, ...rows] = sheet.rows;
  if (head === undefined) return { sheet: undefined, errors: [] };
  const record = head.cells.findIndex((header) => RECORD.has(plain(header)));
  if (record >= 0) return { sheet: undefined, errors: unknownRecords(sheet, head, rows, record) };
  const kind = kindOf(sheet.name, head.cells, types);
  return kind === undefined
    ? { sheet: undefined, errors: isNote(sheet.name) ? [] : [unrecognised(sheet, head)] }
    : readColumns(sheet, kind, head, rows, types);
};

const readColumns = (
  { name }: Sheet,
  kind: Kind,
  head: SheetRow,
  rows: readonly SheetRow[],
  types: readonly RegistrationType[],
): Headers => {
  const known = columnsOf(kind, types);
  const columns = new Map<string, { index: number; header: string }>();
  const errors: ImportError[] = [];
  head.cells.forEach((header, index) => {
    if (header === '' || isNote(header)) return;
    const column = known.find((one) => namesOf(one).includes(plain(header))) ?? ofYear(known, header);
    if (column === undefined)
      errors.push(
        errorAt(name, head.row, header, 'This column is not known.', {
          expected: 'a known header, or # before it to leave the column out',
          received: header,
        }),
      );
    else if (columns.has(column.key))
      errors.push(
        errorAt(name, head.row, header, `"${column.header}" is there twice.`, {
          expected: 'once',
          received: header,
        }),
      );
    else columns.set(column.key, { index, header });
  });
  for (const key of NEEDED[kind]) {
    if (columns.has(key) || rows.length === 0) continue;
    const { header, synonyms } = known.find((column) => column.key === key)!;
    const expected = [header, ...synonyms.slice(0, 2)].join(' or ');
    errors.push(errorAt(name, head.row, header, 'This column is missing.', { expected }));
  }
  return { sheet: { kind, name, columns, rows }, errors };
};

const unrecognised = ({ name }: Sheet, head: SheetRow): ImportError =>
  errorAt(name, head.row, '', 'This sheet is not recognised.', {
    expected: 'a sheet named Entities, Registrations, Facts or Events, or their headers in the first row',
    received: head.cells.slice(0, 6).join(', '),
  });

const unknownRecords = (
  { name }: Sheet,
  head: SheetRow,
  rows: readonly SheetRow[],
  record: number,
): ImportError[] =>
  rows.map(({ row, cells }) =>
    errorAt(name, row, head.cells[record] ?? '', 'This kind of row is not known.', {
      expected: 'entity, registration, fact or event',
      received: cells[record] ?? '',
    }),
  );
