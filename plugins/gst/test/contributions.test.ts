import { describe, expect, it } from 'vitest';
import { mastersPoint, registrationTypesPoint } from '@compliance-os/compliance';
import gstin from '../src/contributions/gstin.ts';
import gst from '../src/contributions/masters.ts';
import { GST_FIELDS } from '../src/domain/index.ts';
import { blockingOrder, filingHabit, qrmpMeaning } from '../src/domain/standing.ts';
import { gstMasters } from '../src/masters/index.ts';

describe('contributions', () => {
  it('are accepted by the points they go to', () => {
    expect(mastersPoint.validate?.(gst)).toEqual([]);
    expect(registrationTypesPoint.validate?.(gstin)).toEqual([]);
  });

  it('name the facts of every column', () => {
    expect(gstin.columns.filter(({ field }) => GST_FIELDS[field] === undefined)).toEqual([]);
    const headers = gstin.columns.flatMap(({ header, synonyms }) => [header, ...synonyms]);
    expect(new Set(headers).size).toBe(headers.length);
  });

  it('read a GSTIN with what it says by itself', () => {
    expect(gstin.parse('27 aapfu0939f 1zv', { pan: 'AAPFU0939F' })).toEqual({
      ok: true,
      number: '27AAPFU0939F1ZV',
      stateCode: '27',
      facts: [{ field: 'gstin.stateCode', value: '27' }],
    });
    expect(gstin.parse('24AABCA1234B1DW', { pan: null })).toMatchObject({
      facts: [
        { field: 'gstin.stateCode', value: '24' },
        { field: 'gstin.type', value: 'tds-deductor' },
      ],
    });
  });

  it('say which check character was expected, and whose PAN', () => {
    expect(gstin.parse('27AAPFU0939F1ZW', { pan: 'AABCA1234B' })).toEqual({
      ok: false,
      problems: [
        { path: 'gstin[15]', expected: 'check character "V"', received: 'W' },
        { path: 'gstin[3-12]', expected: 'the PAN of the entity, "AABCA1234B"', received: 'AAPFU0939F' },
      ],
    });
  });
});

describe('standing', () => {
  const owed = (masterCode: string, periodFrom: string, periodTo: string) => ({
    id: masterCode,
    masterCode,
    period: '',
    periodLabel: 'a period',
    periodFrom,
    periodTo,
    settled: false,
  });

  it.each([
    ['27', 'A', 22],
    ['07', 'B', 24],
    ['97', null, null],
  ])('of state %s is group %s', (state, group, dueDay) =>
    expect(qrmpMeaning(state)).toMatchObject({ group, dueDay }),
  );

  it('reads the habit from what is owed on the day', () => {
    const instances = [
      owed('GST-GSTR3B-Q', '2026-07-01', '2026-09-30'),
      owed('GST-GSTR3B-M', '2026-10-01', '2026-10-31'),
    ];
    expect(filingHabit(instances, '2026-08-15').value).toBe(true);
    expect(filingHabit(instances, '2026-10-31').value).toBe(false);
    expect(filingHabit(instances, '2026-11-01')).toMatchObject({ value: null });
    expect(filingHabit([], '2026-11-01').reasons.join(' ')).toContain('gstin.qrmp');
    const composition = filingHabit([owed('GST-CMP08', '2026-10-01', '2026-12-31')], '2026-11-01');
    expect(composition).toMatchObject({ value: null, reasons: [expect.stringContaining('CMP-08')] });
  });

  it('names the returns that hold each other back, among those owed', () => {
    const order = blockingOrder(gstMasters, new Set(['GST-GSTR1-M', 'GST-GSTR3B-M']));
    expect(order.map(({ before, after, period }) => `${before.form} ${period} ${after.form}`)).toEqual([
      'GSTR-3B previous GSTR-1',
      'GSTR-1 same GSTR-3B',
      'GSTR-3B previous GSTR-3B',
    ]);
  });
});
