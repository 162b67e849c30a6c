import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { readDate, readFact, readRupees } from '../src/import/cells.ts';
import { readFile } from '../src/import/read-file.ts';
import { MOST_ROWS } from '../src/import/sheet.ts';
import { stateCodeOf } from '../src/import/states.ts';
import { assertUnpackable } from '../src/import/zip-bound.ts';

const rowsOf = async (bytes: Buffer) =>
  (await readFile(bytes)).map(({ name, rows }) => [name, ...rows.map(({ cells }) => cells)]);

describe('a workbook', () => {
  it('gives dates, numbers and answers as people see them', async () => {
    const bytes = await writeXlsxFile([
      {
        sheet: 'Entities',
        data: [
          ['Name', 'When', 'How much', 'Whether'],
          [
            'A',
            { value: new Date('2026-04-01T00:00:00Z'), type: Date, format: 'dd-mm-yyyy' },
            45_000_000.5,
            true,
          ],
        ],
      },
      { sheet: 'Empty', data: [] },
    ]).toBuffer();
    expect(await rowsOf(bytes)).toEqual([
      ['Entities', ['Name', 'When', 'How much', 'Whether'], ['A', '2026-04-01', '45000000.5', 'yes']],
    ]);
  });

  it('keeps the numbers of rows after empty ones', async () => {
    const data = [
      ['Name', 'Kind'],
      [null, null],
      ['A', 'company'],
    ];
    const [sheet] = await readFile(await writeXlsxFile(data).toBuffer());
    expect(sheet!.rows.map(({ row }) => row)).toEqual([1, 3]);
  });

  it('gives a formula as text or as the value saved with it, and works nothing out', async () => {
    const data = [['Name'], [{ value: '=1+1', type: 'Formula' as const }]];
    const [sheet] = await readFile(await writeXlsxFile(data).toBuffer());
    expect(sheet!.rows.flatMap(({ cells }) => cells)).not.toContain('2');
  });

  it('that unpacks to more than it may is not unpacked', () => {
    const packed = deflateRawSync(Buffer.alloc(200_000));
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(8, 8);
    const member = Buffer.concat([header, packed]);
    expect(() => assertUnpackable(member, 200_000)).not.toThrow();
    expect(() => assertUnpackable(member, 199_999)).toThrow('The workbook is too large');
    expect(() => assertUnpackable(Buffer.concat([member, member]), 399_999)).toThrow(
      'The workbook is too large',
    );
  });
});

it.each<[string, Buffer, string]>([
  ['an empty file', Buffer.from('\n\n'), 'The file is empty.'],
  ['other bytes', Buffer.from([0xff, 0xfe, 0x41, 0x00]), 'The file is not text.'],
  ['an open quote', Buffer.from('Name,Kind\n"A,company'), 'The file is not a CSV file.'],
  ['too many rows', Buffer.from(`Name\n${'A\n'.repeat(MOST_ROWS + 1)}`), 'The file has too many rows.'],
  ['too many columns', Buffer.from(`${'a,'.repeat(201)}b`), 'The file has too many columns.'],
  [
    'a damaged workbook',
    Buffer.from('PK\x03\x04 and nothing behind it that would unpack'),
    'The workbook cannot be read.',
  ],
])('%s is refused', async (_name, bytes, message) => {
  await expect(readFile(bytes)).rejects.toThrow(message);
});

it.each([
  ['2026-04-01', '2026-04-01'],
  ['01-04-2026', '2026-04-01'],
  ['1/4/2026', '2026-04-01'],
  ['01.04.2026', '2026-04-01'],
  ['1 Apr 2026', '2026-04-01'],
  ['1-April-2026', '2026-04-01'],
  ['2026-04-01T00:00:00.000Z', '2026-04-01'],
  ['29-02-2028', '2028-02-29'],
  ['29-02-2026', null],
  ['04-13-2026', null],
  ['1/4-2026', null],
  ['01-04-26', null],
  ['46113', null],
  ['1 Abc 2026', null],
])('%s is the day %s', (text, day) => {
  const read = readDate(text);
  expect(read.ok ? read.value : null).toBe(day);
});

it.each([
  ['45000000', 4_500_000_000],
  ['₹4,50,00,000.50', 4_500_000_050],
  ['Rs. 12', 1_200],
  ['4.5 crore', 4_500_000_000],
  ['45 lakh', 450_000_000],
  ['0.29', 29],
  ['1.115 crore', 1_115_000_000],
  ['0', 0],
  ['0.125', null],
  ['-5', null],
  ['1e7', null],
  ['a lot', null],
  ['99999999999999999', null],
])('%s is %s paise', (text, paise) => {
  const read = readRupees(text);
  expect(read.ok ? read.value : null).toBe(paise);
});

it.each([
  ['6', '06'],
  ['06', '06'],
  ['Jammu and Kashmir', '01'],
  ['tamil nadu', '33'],
  ['Orissa', '21'],
  ['39', undefined],
  ['Atlantis', undefined],
])('%s is the state %s', (text, code) => expect(stateCodeOf(text)).toBe(code));

it('choices are found by their names and values, however they are written', () => {
  const reads = { kind: 'one-of', values: { 'SEZ unit': 'sez-unit', regular: 'regular' } } as const;
  expect(readFact('sez_UNIT', reads)).toEqual({ ok: true, value: 'sez-unit' });
  expect(readFact('unknown', reads)).toEqual({ ok: true, value: null });
  expect(readFact('ordinary', reads)).toEqual({ ok: false, expected: 'one of sez-unit, regular' });
});
