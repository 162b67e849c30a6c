import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { planImport, summaryOf } from '../src/import/plan.ts';
import { readFile as readSheets } from '../src/import/read-file.ts';
import { nothing, shown } from './import-record.ts';

const folder = path.join(import.meta.dirname, '../../../samples');
const planOfSample = async (name: string) =>
  planImport(await readSheets(await readFile(path.join(folder, name))), await nothing());

it.each([
  ['services-company.csv', 5],
  ['manufacturer.csv', 17],
  ['composition-dealer.csv', 5],
  ['llp.csv', 6],
])('%s has no errors', async (name, create) => {
  const plan = await planOfSample(name);
  expect(shown(plan)).toEqual([]);
  expect(summaryOf(plan)).toEqual({ create, update: 0, skip: 0, errors: 0 });
});

it('the workbook says what the CSV file says', async () => {
  const { rows: _a, ...csv } = await planOfSample('manufacturer.csv');
  const { rows: _b, ...workbook } = await planOfSample('manufacturer.xlsx');
  expect(workbook).toEqual(csv);
});

it('every mistake is reported at once, with its place', async () => {
  expect(shown(await planOfSample('with-errors.csv'))).toMatchInlineSnapshot(`
    [
      "Entities 1 Kind: This column is missing. (Kind or Type or Constitution / )",
      "Entities 3 PAN: This entity is in the file twice: row 2. (each entity once / AADCN6310F)",
      "Entities 4 PAN: This is not a PAN. (a PAN, such as AAPFU0939F / 12345)",
      "Entities 4 State: This state is not known. (a state by name or code, such as Gujarat or 24 / Atlantis)",
      "Registrations 6 Number: 27AADCN6310F1Z9: gstin[15] is wrong. (check character "R" / 9)",
      "Registrations 7 Number: 45AADCN6310F1ZT: gstin[1-2] is wrong. (a GST state code: 01 to 38, 97 (other territory) or 99 (centre jurisdiction) / 45)",
      "Registrations 8 Number: 29AAECS9087H1ZP: gstin[3-12] is wrong. (the PAN of the entity, "AADCN6310F" / AAECS9087H)",
      "Registrations 9 Entity: This entity is neither in the file nor on record. (its name or PAN / Nobody Private Limited)",
      "Registrations 10 Number: This number is in the file twice: row 5. (each number once / 24AADCN6310F1ZX)",
      "Registrations 11 Registered on: This is not a date. (a day that exists / 31-02-2018)",
      "Registrations 12 Ended on: It ends before it begins. (a day from 2018-04-01 / 2018-03-31)",
      "Registrations 13 GST type: This value is not known. (one of regular, casual, sez-unit, sez-developer, composition, isd, nrtp, oidar, tds-deductor, ecom-tcs, uin / ordinary)",
      "Registrations 13 QRMP: This value is not known. (yes or no / perhaps)",
      "Registrations 14 Law: This kind of registration is not known. (GSTIN / VAT)",
      "Facts 16 From: The effective dates overlap with row 15 (gstin.aato). (a day after 2027-03-31 / 2026-04-01)",
      "Facts 17 Value: This value does not fit. (an amount in rupees: 45000000, 4,50,00,000 or 4.5 crore / a lot)",
      "csv 18 record: This kind of row is not known. (entity, registration, fact or event / branch)",
    ]
  `);
});
