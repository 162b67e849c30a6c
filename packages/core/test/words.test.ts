import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const SOURCE = path.join(import.meta.dirname, '../src');

/** Words of a body of law, of its numbers and of its deadlines: they belong to plugins. */
const WORDS = `
  tax, taxes, taxable, taxpayer, cess, levy, challan, turnover,
  gst, gstin, gstr, gstn, qrmp, igst, cgst, sgst, itc, tds, tcs, tan, vat,
  roc, mca, din, udin, arn, srn, trrn, epf, epfo, esi, esic, payroll, salary,
  pan, cin, llpin, companies act, statute, statutory, financial year, assessment year,
  due date, late fee, penalty, filing, obligation, registration`
  .split(',')
  .map((word) => word.trim());

/**
 * An entity is a legal person, and these are the numbers by which the state knows one, as a name and an address are:
 * they say who a tenant's entity is, and no law is applied to them here.
 */
const IDENTITY = { pan: true, cin: true, llpin: true } as Readonly<Record<string, boolean>>;
const KNOWS_WHO_AN_ENTITY_IS = [
  /^tenancy\//,
  /^testing\/services\/entities\.ts$/,
  /^plugin\/services\.ts$/,
  /^migrations\/0001_foundation\.ts$/,
];

/** Words of names as well: `dueDate`, `due_date` and `DUE_DATE` say "due date". */
const wordsOf = (text: string): string =>
  text
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]/g, ' ')
    .toLowerCase();

const found = globSync('**/*.ts', { cwd: SOURCE })
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter((file) => !/\.test(-d)?\.ts$|\/test\//.test(file))
  .flatMap((file) =>
    readFileSync(path.join(SOURCE, file), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        WORDS.filter((word) => new RegExp(`\\b${word}s?\\b`).test(wordsOf(line))).map((word) => ({
          word,
          file,
          at: `${file}:${index + 1}: ${line.trim()}`,
        })),
      ),
  );

const isAllowed = ({ word, file }: { word: string; file: string }): boolean =>
  IDENTITY[word] === true && KNOWS_WHO_AN_ENTITY_IS.some((place) => place.test(file));

describe('the words of core', () => {
  it('are of no law: what a tax is, what is filed and by when is for plugins to say', () => {
    expect(found.filter((it) => !isAllowed(it)).map(({ word, at }) => `"${word}" in ${at}`)).toEqual([]);
  });

  it('name an entity’s numbers where entities are kept, and nowhere else', () => {
    const used = found.filter(isAllowed);
    expect(new Set(used.map(({ word }) => word))).toEqual(new Set(Object.keys(IDENTITY)));
    for (const place of KNOWS_WHO_AN_ENTITY_IS) expect(used.some(({ file }) => place.test(file))).toBe(true);
  });
});
