/** A sheet as text. Cells that look like formulas are text like any other: nothing here is ever evaluated. */
export interface Sheet {
  /** as the workbook has it; `csv` for a CSV file */
  readonly name: string;
  /** without empty rows; `row` is the number that the spreadsheet shows */
  readonly rows: readonly SheetRow[];
}

export interface SheetRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** The file cannot be read at all; what is wrong inside it are errors of rows. */
export class UnreadableFile extends Error {
  readonly expected: string;
  readonly received: string;

  constructor(message: string, expected: string, received: string, options?: ErrorOptions) {
    super(message, options);
    this.expected = expected;
    this.received = received;
  }
}

export const MOST_ROWS = 10_000;
/** Beyond this a row is not about a registration; it bounds what a hostile file makes us hold. */
export const MOST_COLUMNS = 200;

/** Lines as a sheet: cells without spaces around them, rows with anything in them. */
export const sheetOf = (name: string, lines: readonly (readonly string[])[]): Sheet => ({
  name,
  rows: lines
    .map((cells, at) => ({ row: at + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== '')),
});
