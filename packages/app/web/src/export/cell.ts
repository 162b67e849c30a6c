export type Cell = string | number | null;

export interface Column<Row> {
  readonly label: string;
  readonly value: (row: Row) => Cell;
}

const STARTS_FORMULA = /^[\s]*[=+\-@]|^[\t\r]/;

/**
 * A text that a spreadsheet would run as a formula is marked as text by an apostrophe (CWE-1236). Leading blanks
 * do not protect: spreadsheets skip them.
 */
export const guarded = (text: string): string => (STARTS_FORMULA.test(text) ? `'${text}` : text);
