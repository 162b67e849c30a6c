import { describe, expect, it } from 'vitest';
import type { Fact, FactValue, Life } from '@compliance-os/compliance';
import {
  checkCoverage,
  crore,
  everyState,
  FactSchema,
  localDate,
  parsePeriod,
  withDerived,
} from '@compliance-os/compliance';
import { GSTIN_STATUSES, GSTIN_TYPES } from '../domain/fields.ts';
import { gstDerivations, gstEvents } from '../domain/derivations.ts';
import { gstCoverage, gstMasters } from './index.ts';

const life: Life = { from: localDate('2020-04-01'), to: null };
const group = (code: string) => gstCoverage.find((g) => g.code === code)!;
const fact = (field: string, value: FactValue | null, from = '2020-04-01', to: string | null = null): Fact =>
  FactSchema.parse({ field, value, from, to, source: 'test' });
const check = (facts: readonly Fact[], key: string, code = 'gst.return', span = life) =>
  checkCoverage(
    group(code),
    gstMasters,
    withDerived(facts, gstDerivations, span, parsePeriod('FY2026-27')),
    span,
    parsePeriod(key),
    gstEvents.flatMap(({ derive }) => derive(facts, span)),
  );
/** States of the year that is looked at. */
const statesOf2026 = function* (states: Parameters<typeof everyState>[0]) {
  for (const facts of everyState(states)) yield facts.map((f) => ({ ...f, from: localDate('2026-04-01') }));
};

const regular = [fact('gstin.type', 'regular'), fact('gstin.status', 'active')];
const qrmp = [...regular, fact('gstin.qrmp', true)];

describe('no state of facts falls between two masters', () => {
  const states = {
    'gstin.type': [...GSTIN_TYPES, null],
    'gstin.status': [...GSTIN_STATUSES, null],
    'gstin.qrmp': [true, false, null],
    'gstin.aato': [0, crore(5), crore(5) + 1, crore(500), null],
    'gstin.turnoverToDate': [0, crore(6), null],
    'gstin.jobWork': [true, false, null],
  };

  it('and none is claimed by two', () => {
    const all = [...statesOf2026(states)];
    expect(all).toHaveLength(12 * 4 * 3 * 5 * 3 * 3);
    const found = all.flatMap((facts) =>
      gstCoverage.map(({ code }) => ({ code, facts, ...check(facts, '2026-10', code) })),
    );
    const faulty = found.filter((f) => f.verdict === 'none' || f.verdict === 'many');
    expect(faulty.map((f) => [f.code, f.verdict, f.facts.map((x) => [x.field, x.value])])).toEqual([]);
    expect(new Set(found.map((f) => f.verdict))).toEqual(new Set(['exactly-one', 'outside', 'undetermined']));
  });

  it('and an answer is open only where a fact is unknown', () => {
    const known = Object.fromEntries(
      Object.entries(states).map(([field, values]) => [field, values.filter((v) => v !== null)]),
    );
    for (const facts of statesOf2026(known)) {
      for (const { code } of gstCoverage)
        expect(check(facts, '2026-10', code).verdict).toMatch(/exactly-one|outside/);
    }
  });
});

describe('QRMP and 5 crore', () => {
  it('chosen above 5 crore files monthly', () => {
    const facts = [...qrmp, fact('gstin.aato', crore(7), '2026-04-01')];
    expect(check(facts, '2026-10')).toMatchObject({
      verdict: 'exactly-one',
      pieces: [{ masters: ['GST-GSTR3B-M'] }],
    });
    expect(check(facts, '2026-10', 'gst.outward-supplies')).toMatchObject({
      pieces: [{ masters: ['GST-GSTR1-M'] }],
    });
  });

  it('crossed in mid-quarter keeps the quarter and turns monthly with the next', () => {
    const facts = [
      ...qrmp,
      fact('gstin.aato', crore(4), '2026-04-01'),
      fact('gstin.turnoverToDate', crore(5.2), '2026-08-15', '2027-03-31'),
    ];
    const masters = (key: string) => check(facts, key).pieces.flatMap((p) => p.masters);
    expect(['2026-07', '2026-08', '2026-09', '2026-10', '2027-03'].map(masters)).toEqual([
      ['GST-GSTR3B-Q'],
      ['GST-GSTR3B-Q'],
      ['GST-GSTR3B-Q'],
      ['GST-GSTR3B-M'],
      ['GST-GSTR3B-M'],
    ]);
  });

  it('with unknown turnover is undetermined and asks for it', () => {
    for (const aato of [[], [fact('gstin.aato', null, '2026-04-01')]]) {
      expect(check([...qrmp, ...aato], '2026-10')).toMatchObject({
        verdict: 'undetermined',
        pieces: [{ masters: [], missing: ['gstin.aato'] }],
      });
    }
  });

  it('not chosen files monthly whatever the turnover', () => {
    expect(check([...regular, fact('gstin.qrmp', false)], '2026-10')).toMatchObject({
      pieces: [{ masters: ['GST-GSTR3B-M'] }],
    });
  });

  it('is not open to a casual taxable person', () => {
    const facts = [
      fact('gstin.type', 'casual'),
      fact('gstin.status', 'active'),
      fact('gstin.qrmp', true),
      fact('gstin.aato', 1, '2026-04-01'),
    ];
    expect(check(facts, '2026-10')).toMatchObject({ pieces: [{ masters: ['GST-GSTR3B-M'] }] });
  });
});

describe('changes inside a month', () => {
  it('cancelled on the 15th is covered up to the 14th and owes nothing after', () => {
    const ended: Life = { from: life.from, to: localDate('2026-10-14') };
    const facts = [...qrmp, fact('gstin.aato', crore(7), '2026-04-01')];
    expect(check(facts, '2026-10', 'gst.return', ended)).toEqual({
      verdict: 'exactly-one',
      pieces: [
        {
          from: '2026-10-01',
          to: '2026-10-14',
          verdict: 'exactly-one',
          masters: ['GST-GSTR3B-M'],
          missing: [],
          outside: null,
        },
      ],
    });
    expect(check(facts, '2026-11', 'gst.return', ended).verdict).toBe('outside');
    expect(check(facts, '2026-11', 'gst.final-return', ended).pieces).toMatchObject([
      { masters: ['GST-GSTR10'] },
    ]);
  });

  it('leaving composition is covered by CMP-08 before and GSTR-3B after, never by both', () => {
    const facts = [
      fact('gstin.type', 'composition', '2020-04-01', '2026-08-14'),
      fact('gstin.type', 'regular', '2026-08-15'),
      fact('gstin.status', 'active'),
      fact('gstin.qrmp', true, '2026-08-15'),
      fact('gstin.aato', crore(1), '2026-04-01'),
    ];
    expect(check(facts, '2026-08').pieces).toMatchObject([
      { to: '2026-08-14', masters: ['GST-CMP08'] },
      { from: '2026-08-15', masters: ['GST-GSTR3B-Q'] },
    ]);
  });
});
