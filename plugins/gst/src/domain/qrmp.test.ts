import { describe, expect, it } from 'vitest';
import type { Fact, FactValue, Life } from '@compliance-os/compliance';
import {
  addDays,
  crore,
  factAsOf,
  FactSchema,
  localDate,
  parsePeriod,
  withDerived,
} from '@compliance-os/compliance';
import { gstDerivations } from './derivations.ts';

const fact = (field: string, value: FactValue | null, from = '2026-04-01', to: string | null = null): Fact =>
  FactSchema.parse({ field, value, from, to, source: 'test' });
const since = (from: string): Life => ({ from: localDate(from), to: null });
const derive = (facts: readonly Fact[], key: string, life = since('2020-04-01')) =>
  withDerived(facts, gstDerivations, life, parsePeriod(key)).filter(
    (f) => f.field === 'gstin.filesQuarterly',
  );
const dayBefore = (day: string) => addDays(localDate(day), -1);
const base = [fact('gstin.type', 'regular'), fact('gstin.qrmp', true)];

describe('files quarterly', () => {
  it.each<
    [
      string,
      FactValue | null | undefined,
      FactValue | null | undefined,
      FactValue | null | undefined,
      boolean | null,
      string[] | undefined,
    ]
  >([
    ['chosen, below', true, crore(3), undefined, true, undefined],
    ['chosen, exactly 5 crore', true, crore(5), undefined, true, undefined],
    ['chosen, a paisa above', true, crore(5) + 1, undefined, false, undefined],
    ['chosen, crossed this year', true, crore(3), crore(6), false, undefined],
    ['not chosen, turnover unknown', false, null, null, false, undefined],
    ['choice unknown, above', null, crore(9), undefined, false, undefined],
    ['choice unknown, below', null, crore(3), undefined, null, ['gstin.qrmp']],
    ['chosen, turnover unknown', true, null, undefined, null, ['gstin.aato']],
    ['chosen, running turnover unknown', true, crore(3), null, null, ['gstin.turnoverToDate']],
    ['nothing recorded', undefined, undefined, undefined, null, ['gstin.qrmp', 'gstin.aato']],
  ])('%s', (_name, choice, aato, toDate, value, needs) => {
    const given = { 'gstin.qrmp': choice, 'gstin.aato': aato, 'gstin.turnoverToDate': toDate };
    const facts = Object.entries(given).flatMap(([field, v]) => (v === undefined ? [] : [fact(field, v)]));
    const [derived] = derive([fact('gstin.type', 'regular'), ...facts], 'FY2026-27/Q2');
    expect(derived).toMatchObject({ value, from: '2026-07-01', to: '2026-09-30' });
    expect(derived!.needs).toEqual(needs);
  });

  it('gives one fact for each quarter and says why', () => {
    const facts = [
      ...base,
      fact('gstin.aato', crore(4)),
      fact('gstin.turnoverToDate', crore(5.2), '2026-08-15', '2027-03-31'),
    ];
    expect(derive(facts, 'FY2026-27').map((f) => [f.from, f.value])).toEqual([
      ['2026-04-01', true],
      ['2026-07-01', true],
      ['2026-10-01', false],
      ['2027-01-01', false],
    ]);
    expect(derive(facts, 'FY2026-27/Q3')[0]!.source).toBe(
      'derived, rule 61A: turnover above 5 crore by 2026-10-01, so monthly whatever is chosen',
    );
  });

  it('takes the day of entry for one registered in the quarter, and nothing outside its life', () => {
    const facts = [
      fact('gstin.type', 'regular', '2026-08-20'),
      fact('gstin.qrmp', true, '2026-08-20'),
      fact('gstin.aato', 0, '2026-08-20'),
    ];
    const derived = derive(facts, 'FY2026-27', since('2026-08-20'));
    expect(derived.map((f) => [f.from, f.value])).toEqual([
      ['2026-08-20', true],
      ['2026-10-01', true],
      ['2027-01-01', true],
    ]);
  });

  it('did not exist before January 2021', () => {
    const facts = [
      fact('gstin.type', 'regular', '2020-04-01'),
      fact('gstin.qrmp', true, '2020-04-01'),
      fact('gstin.aato', 0, '2020-04-01'),
    ];
    expect(derive(facts, 'FY2020-21').map((f) => f.value)).toEqual([false, false, false, true]);
  });

  it('counts a choice that is made while the window for the quarter is open, to its last day', () => {
    const chosen = (from: string) => [
      fact('gstin.type', 'regular'),
      fact('gstin.aato', crore(3)),
      fact('gstin.qrmp', false, '2026-04-01', dayBefore(from)),
      fact('gstin.qrmp', true, from),
    ];
    const third = (from: string) => derive(chosen(from), 'FY2026-27/Q3')[0]!.value;
    expect(['2026-09-01', '2026-10-20', '2026-10-31', '2026-11-01'].map(third)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('leaves a quarter that is left while its window is open', () => {
    const left = [
      ...base.slice(0, 1),
      fact('gstin.aato', crore(3)),
      fact('gstin.qrmp', true, '2026-04-01', '2026-10-19'),
      fact('gstin.qrmp', false, '2026-10-20'),
    ];
    expect(derive(left, 'FY2026-27').map((f) => f.value)).toEqual([true, true, false, false]);
  });

  it('answers for each stretch of a quarter in which the type changes', () => {
    const turned = [
      fact('gstin.type', 'casual', '2026-04-01', '2026-08-14'),
      fact('gstin.type', 'regular', '2026-08-15'),
      fact('gstin.qrmp', true, '2026-08-15'),
      fact('gstin.aato', crore(1)),
    ];
    expect(derive(turned, 'FY2026-27/Q2').map((f) => [f.from, f.to, f.value])).toEqual([
      ['2026-07-01', '2026-08-14', false],
      ['2026-08-15', '2026-09-30', true],
    ]);
  });
});

describe('the turnover of a year', () => {
  const ask = (facts: readonly Fact[], key: string) => {
    const [derived] = derive([...base, ...facts], key);
    return [derived!.value, derived!.needs];
  };

  it('is not known for the next one, however long the statement was left open', () => {
    const facts = [fact('gstin.aato', crore(3))];
    expect(ask(facts, 'FY2026-27/Q4')).toEqual([true, undefined]);
    expect(ask(facts, 'FY2027-28/Q1')).toEqual([null, ['gstin.aato']]);
  });

  it('that crossed 5 crore makes all of the next one monthly, until its figure says otherwise', () => {
    const crossing = [
      fact('gstin.aato', crore(4)),
      fact('gstin.turnoverToDate', crore(5.2), '2026-08-15', '2027-03-31'),
    ];
    expect(['Q1', 'Q2', 'Q4'].map((slot) => ask(crossing, `FY2027-28/${slot}`)[0])).toEqual([
      false,
      false,
      false,
    ]);
    expect(ask(crossing, 'FY2028-29/Q1')).toEqual([null, ['gstin.aato']]);
    expect(ask([...crossing, fact('gstin.aato', crore(4.9), '2027-04-01')], 'FY2027-28/Q1')[0]).toBe(true);
  });

  it('is the turnover of the year before of the next, and the other way round', () => {
    const of = (facts: readonly Fact[], field: string, day: string) => {
      const known = withDerived(facts, gstDerivations, since('2020-04-01'), parsePeriod('FY2026-27'));
      const lookup = factAsOf(known, field, localDate(day));
      return lookup.known ? lookup.value : null;
    };
    const year = [fact('gstin.aatoOfPeriod', crore(7), '2025-06-10')];
    expect(of(year, 'gstin.aatoOfPeriod', '2025-04-01')).toBe(crore(7));
    expect(of(year, 'gstin.aato', '2026-04-01')).toBe(crore(7));
    expect(of(year, 'gstin.aato', '2025-04-01')).toBeNull();
    const before = [fact('gstin.aato', crore(3), '2026-06-10')];
    expect(of(before, 'gstin.aatoOfPeriod', '2026-03-31')).toBe(crore(3));
    expect(of([...year, ...before], 'gstin.aato', '2026-04-01')).toBe(crore(3));
  });
});
