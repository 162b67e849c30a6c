import { parse } from 'csv-parse/sync';
import { UnreadableFile } from './sheet.ts';

const DELIMITERS = [',', ';', '\t'] as const;

/** The one that stands most often in the first line with text: spreadsheets of some countries write semicolons. */
const delimiterOf = (text: string): string => {
  const line = text.split(/\r?\n/).find((candidate) => candidate.trim() !== '') ?? '';
  const count = (delimiter: string): number => line.split(delimiter).length;
  return DELIMITERS.toSorted((a, b) => count(b) - count(a))[0] ?? ',';
};

/**
 * Lines of cells. A line without text stays, so that places in the list are row numbers.
 * @throws UnreadableFile
 */
export const readCsv = (bytes: Uint8Array): string[][] => {
  const text = decode(bytes);
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      bom: true,
    });
  } catch (error) {
    throw new UnreadableFile('The file is not a CSV file.', 'quotes that close', reasonOf(error), {
      cause: error,
    });
  }
};

const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UnreadableFile('The file is not text.', 'UTF-8', 'other bytes', { cause: error });
  }
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
