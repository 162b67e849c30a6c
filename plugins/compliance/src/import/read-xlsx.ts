import readExcelFile from 'read-excel-file/node';
import { sheetOf, UnreadableFile, type Sheet } from './sheet.ts';
import { assertUnpackable } from './zip-bound.ts';

/**
 * Sheets of a workbook as text. A formula comes as the value that was saved with it; nothing is worked out here.
 * @throws UnreadableFile
 */
export const readXlsx = async (bytes: Buffer): Promise<readonly Sheet[]> => {
  assertUnpackable(bytes);
  const sheets = await readExcelFile(bytes, { trim: false }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableFile('The file is not a workbook.', 'XLSX', reason, { cause: error });
  });
  return sheets.map(({ sheet, data }) =>
    sheetOf(
      sheet,
      data.map((row) => row.map(textOf)),
    ),
  );
};

/** Dates of a workbook are midnight UTC of the day that the cell shows. */
const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
};
