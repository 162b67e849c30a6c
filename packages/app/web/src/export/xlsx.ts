import type { Cell, Column } from './cell.ts';

const cellOf = (cell: Cell) => {
  if (cell === null) return null;
  // Typed as text, a cell is never read as a formula.
  return typeof cell === 'number' ? { value: cell, type: Number } : { value: cell, type: String };
};

/** The writer is fetched when somebody exports, not before. */
export async function saveXlsx<Row>(
  name: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<void> {
  const { default: writeXlsxFile } = await import('write-excel-file/browser');
  const header = columns.map((it) => ({ value: it.label, type: String, fontWeight: 'bold' as const }));
  const body = rows.map((row) => columns.map((it) => cellOf(it.value(row))));
  await writeXlsxFile([header, ...body]).toFile(`${name}.xlsx`);
}
