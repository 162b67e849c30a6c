import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { sectionsOf } from './sections.ts';
import { MOST_COLUMNS, MOST_ROWS, sheetOf, UnreadableFile, type Sheet } from './sheet.ts';

const ZIP = 0x04034b50;
const isZip = (bytes: Buffer): boolean => bytes.length > 4 && bytes.readUInt32LE(0) === ZIP;

/**
 * The sheets of a file with something in them. What it is, is told by its bytes and not by its name.
 * @throws UnreadableFile
 */
export const readFile = async (bytes: Buffer): Promise<readonly Sheet[]> => {
  const sheets = isZip(bytes) ? await readXlsx(bytes) : [sheetOf('csv', readCsv(bytes))];
  const filled = sheets.filter(({ rows }) => rows.length > 0);
  if (filled.length === 0) throw new UnreadableFile('The file is empty.', 'a header and rows', 'nothing');
  const rows = filled.reduce((sum, sheet) => sum + sheet.rows.length - 1, 0);
  if (rows > MOST_ROWS)
    throw new UnreadableFile('The file has too many rows.', `at most ${MOST_ROWS}`, String(rows));
  const widest = Math.max(...filled.map((sheet) => sheet.rows[0]?.cells.length ?? 0));
  if (widest > MOST_COLUMNS)
    throw new UnreadableFile('The file has too many columns.', `at most ${MOST_COLUMNS}`, String(widest));
  return filled.flatMap(sectionsOf);
};
