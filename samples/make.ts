/**
 * Writes the samples of this folder: `node --conditions=@compliance-os/source samples/make.ts` in the repository root.
 *
 * The companies are made up. Their PANs have the structure of PANs and belong to nobody we know of; the check
 * characters of their GSTINs are computed by the code that checks them.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import writeXlsxFile from 'write-excel-file/node';
import { compositionDealer, llp, manufacturer, servicesCompany } from './companies.ts';
import { withErrors } from './mistakes.ts';
import { columnsOf, csvOf, type Row, type Sample } from './rows.ts';

const here = (name: string): string => path.join(import.meta.dirname, name);

const csvs: Readonly<Record<string, Sample>> = {
  'manufacturer.csv': manufacturer,
  'services-company.csv': servicesCompany,
  'composition-dealer.csv': compositionDealer,
  'llp.csv': llp,
  'with-errors.csv': withErrors,
};
for (const [name, sample] of Object.entries(csvs)) await writeFile(here(name), csvOf(sample));

/** Days are cells of the type date, as a spreadsheet would have them; everything else is text. */
const cell = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? { value: new Date(`${text}T00:00:00Z`), type: Date, format: 'dd-mm-yyyy' }
    : { value: text, type: String };

const sheet = (name: string, record: string) => {
  const rows = manufacturer.filter((row) => row['record'] === record);
  const columns = columnsOf(rows).filter((column) => column !== 'record');
  return {
    sheet: name,
    columns: columns.map(() => ({ width: 22 })),
    data: [
      columns.map((column) => ({ value: column, type: String, fontWeight: 'bold' as const })),
      ...rows.map((row: Row) => columns.map((column) => (row[column] ? cell(row[column]) : null))),
    ],
  };
};

await writeXlsxFile([
  sheet('Entities', 'entity'),
  sheet('Registrations', 'registration'),
  sheet('Facts', 'fact'),
]).toFile(here('manufacturer.xlsx'));
