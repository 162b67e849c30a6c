import type { ImportError } from '../api/imports.ts';
import type { LocalDate } from '../domain/index.ts';
import { isBlank, readDate } from './cells.ts';
import { errorAt } from './error-at.ts';
import type { ReadableSheet } from './headers.ts';
import type { SheetRow } from './sheet.ts';

/** One row of a sheet: its cells by key, and the errors that were found in it. */
export class RowReader {
  readonly sheet: string;
  readonly row: number;
  readonly errors: ImportError[] = [];
  readonly #columns: ReadableSheet['columns'];
  readonly #cells: readonly string[];

  constructor({ name, columns }: ReadableSheet, { row, cells }: SheetRow) {
    this.sheet = name;
    this.row = row;
    this.#columns = columns;
    this.#cells = cells;
  }

  has(key: string): boolean {
    return this.#columns.has(key);
  }

  /** Empty for a cell that is blank, and for a column that the sheet does not have. */
  cell(key: string): string {
    const text = this.#cells[this.#columns.get(key)?.index ?? -1] ?? '';
    return isBlank(text) ? '' : text;
  }

  /** The columns about a fact: one, or one for each year. */
  columnsOf(field: string): readonly string[] {
    return [...this.#columns.keys()].filter((key) => key === field || key.startsWith(`${field} FY`));
  }

  header(key: string): string {
    return this.#columns.get(key)?.header ?? key;
  }

  fault(key: string, message: string, expected: string, received: string = this.cell(key)): void {
    this.errors.push(errorAt(this.sheet, this.row, this.header(key), message, { expected, received }));
  }

  /** The cell, or a fault where it is empty. A column that is not there at all is the header's fault. */
  needed(key: string, message: string, expected: string): string {
    const text = this.cell(key);
    if (text === '' && this.has(key)) this.fault(key, message, expected);
    return text;
  }

  /** Null for an empty cell, and for one that is no date, which is a fault. */
  day(key: string): LocalDate | null {
    const text = this.cell(key);
    if (text === '') return null;
    const date = readDate(text);
    if (!date.ok) this.fault(key, 'This is not a date.', date.expected);
    return date.ok ? date.value : null;
  }

  /** A fault where the second day lies before the first. */
  ordered(from: LocalDate | null, to: LocalDate | null): void {
    if (from !== null && to !== null && to < from)
      this.fault('to', 'It ends before it begins.', `a day from ${from}`, to);
  }
}
