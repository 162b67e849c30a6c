import { describe, expect, it } from 'vitest';
import type { Fact, FactValue, LocalDate, Master } from '@compliance-os/compliance';
import {
  catalogueProblems,
  evaluateApplicability,
  evaluateRule,
  foldNotifications,
  localDate,
  masterFor,
  parsePeriod,
  plannedDate,
  predicateInWords,
} from '@compliance-os/compliance';
import { GST_FIELDS } from '../domain/fields.ts';
import { gstExtensions, gstMasters } from './index.ts';

const always = (field: string, value: FactValue): Fact => ({
  field,
  value,
  from: localDate('2000-01-01'),
  to: null,
  source: 'example',
});

function dueOf(
  master: Master,
  key: string,
  events: Record<string, LocalDate> = {},
  facts: readonly Fact[] = [],
) {
  const day = Object.values(events)[0];
  const trigger = day === undefined ? {} : { trigger: day };
  return evaluateRule(master.rule, {
    period: parsePeriod(key, day),
    facts,
    events: { ...events, ...trigger },
    masterDates: {},
  });
}

describe('the GST masters', () => {
  it('are these, and stand together without fault', () => {
    const codes = [...new Set(gstMasters.map((m) => m.code.replace('GST-', '')))];
    expect(codes.join(' ')).toBe(
      'GSTR1-M IMS-2B GSTR3B-M IFF PMT06 GSTR1-Q IMS-2B-Q GSTR3B-Q QRMP-OPT CMP02 ITC03 CMP08 GSTR4 ' +
        'GSTR5 GSTR5A GSTR6 GSTR7 GSTR8 GSTR11 GSTR9 GSTR9C ITC04-H ITC04-Y LUT ITC-CUTOFF R37A R37-180D R42-43 ' +
        'BANK-10A REG-AMEND EINV-30D RCM-SELFINV GSTR10 RODTEP',
    );
    expect(catalogueProblems(gstMasters)).toEqual([]);
  });

  it.each(gstMasters.flatMap((m) => m.examples.map((e) => [m.code, e.period, e.due, m, e] as const)))(
    '%s %s is due %s',
    (_code, key, due, master, example) => {
      const facts = Object.entries(example.facts ?? {}).map(([field, value]) => always(field, value));
      expect(dueOf(master, key, example.events, facts)).toMatchObject({ kind: 'date', date: due });
    },
  );

  it('name only facts of GST or of the period', () => {
    const named = gstMasters.map((m) => predicateInWords(m.applicability)).join(' ');
    const fields = new Set(named.match(/[a-z]+\.[A-Za-z0-9]+/g));
    const known = new Set([...Object.keys(GST_FIELDS), 'period.monthInQuarter']);
    expect([...fields].filter((f) => !known.has(f))).toEqual([]);
  });

  it('say their law, and a source where one was read', () => {
    const lawless = gstMasters.filter((m) => !/s\.\d|rules? \d|RoDTEP/.test(m.law));
    const sourceless = gstMasters.filter((m) => m.source.basis === 'seen' && m.source.urls.length === 0);
    expect([...lawless, ...sourceless].map((m) => m.code)).toEqual([]);
  });

  it('take 30 April for GSTR-4 up to FY 2023-24 and 30 June from FY 2024-25', () => {
    const due = (key: string) =>
      plannedDate(
        dueOf(
          masterFor(
            gstMasters.filter((m) => m.code === 'GST-GSTR4'),
            parsePeriod(key),
          )!,
          key,
        ),
      );
    expect([due('FY2023-24'), due('FY2024-25')]).toEqual(['2024-04-30', '2025-06-30']);
  });
});

describe('the notified extensions', () => {
  const find = (code: string, key: string, state?: string, district?: string) => {
    const facts = [
      ...(state ? [always('gstin.stateCode', state)] : []),
      ...(district ? [always('gstin.district', district)] : []),
    ];
    const master = gstMasters.find((m) => m.code === code)!;
    const period = parsePeriod(key);
    const hits = gstExtensions.filter(
      (n) =>
        n.scope.masters.includes(code) &&
        'keys' in n.scope.periods &&
        n.scope.periods.keys.includes(key) &&
        (n.scope.where === undefined ||
          evaluateApplicability(n.scope.where, facts, period).verdict === 'applies'),
    );
    return foldNotifications(plannedDate(dueOf(master, key, {}, facts))!, hits);
  };

  it.each([
    ['GST-GSTR1-M', '2024-03', undefined, '2024-04-11', '2024-04-12'],
    ['GST-GSTR1-M', '2024-12', undefined, '2025-01-11', '2025-01-13'],
    ['GST-GSTR1-Q', 'FY2024-25/Q3', undefined, '2025-01-13', '2025-01-15'],
    ['GST-GSTR3B-M', '2024-10', '27', '2024-11-20', '2024-11-21'],
    ['GST-GSTR3B-M', '2024-10', '29', '2024-11-20', null],
    ['GST-GSTR3B-M', '2024-12', undefined, '2025-01-20', '2025-01-22'],
    ['GST-GSTR3B-Q', 'FY2024-25/Q3', '27', '2025-01-22', '2025-01-24'],
    ['GST-GSTR3B-Q', 'FY2024-25/Q3', '07', '2025-01-24', '2025-01-26'],
    ['GST-GSTR3B-Q', 'FY2025-26/Q2', '07', '2025-10-24', '2025-10-25'],
    ['GST-GSTR5', '2024-12', undefined, '2025-01-13', '2025-01-15'],
    ['GST-GSTR6', '2024-12', undefined, '2025-01-13', '2025-01-15'],
    ['GST-GSTR7', '2024-12', undefined, '2025-01-10', '2025-01-12'],
    ['GST-GSTR8', '2024-12', undefined, '2025-01-10', '2025-01-12'],
    ['GST-GSTR3B-M', '2025-09', undefined, '2025-10-20', '2025-10-25'],
    ['GST-GSTR3B-M', '2026-03', undefined, '2026-04-20', '2026-04-21'],
    ['GST-GSTR3B-M', '2026-04', undefined, '2026-05-20', null],
  ])('%s %s (state %s): %s, extended to %s', (code, key, state, statutory, extended) => {
    expect(find(code, key, state)).toEqual({ statutory, extended, feeFreeUntil: null });
  });

  it.each([
    ['GST-GSTR3B-M', '2023-11', 'Tenkasi', '2024-01-10'],
    ['GST-GSTR3B-M', '2023-11', 'Chennai', null],
    ['GST-GSTR9', 'FY2022-23', 'Tirunelveli', '2024-01-10'],
    ['GST-GSTR3B-M', '2025-07', 'Thane', '2025-08-27'],
    ['GST-GSTR3B-M', '2025-07', 'Pune', null],
  ])('%s %s in %s: %s', (code, key, district, extended) =>
    expect(find(code, key, undefined, district)).toMatchObject({ extended }),
  );

  it('waive a fee without moving the date', () => {
    expect(find('GST-GSTR9C', 'FY2022-23')).toEqual({
      statutory: '2023-12-31',
      extended: null,
      feeFreeUntil: '2025-03-31',
    });
  });
});
