import { guarded, type Cell, type Column } from './cell.ts';

/** Without a byte order mark, Excel reads a UTF-8 file in the machine's code page and breaks every Indian script. */
const BYTE_ORDER_MARK = '\uFEFF';

const quoted = (cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = guarded(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** RFC 4180, safe to open in a spreadsheet. */
export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map((it) => quoted(it.label)),
    ...rows.map((row) => columns.map((it) => quoted(it.value(row)))),
  ];
  return BYTE_ORDER_MARK + lines.map((cells) => cells.join(',')).join('\r\n') + '\r\n';
}
