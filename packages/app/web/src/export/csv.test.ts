import { expect, test } from 'vitest';
import { guarded } from './cell.ts';
import { toCsv } from './csv.ts';

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '  =1', '\t=1', '\r=1', '\n=cmd'])(
  '%j is marked as text',
  (text) => {
    expect(guarded(text)).toBe(`'${text}`);
  },
);

test.each(['GSTR-3B', '27AAPFU0939F1ZV', 'a=b', 'इकाई', ''])('%j stays as it is', (text) => {
  expect(guarded(text)).toBe(text);
});

test('cells are quoted where they must be, numbers stay numbers', () => {
  const columns = [
    { label: 'Name', value: (row: { name: string }) => row.name },
    { label: 'Days', value: () => -3 },
    { label: 'Owner', value: () => null },
  ];
  expect(toCsv(columns, [{ name: 'A "B", C' }, { name: '=HYPERLINK("x")' }])).toBe(
    '\uFEFFName,Days,Owner\r\n"A ""B"", C",-3,\r\n"\'=HYPERLINK(""x"")",-3,\r\n',
  );
});
