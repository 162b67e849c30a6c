import { describe, expect, it } from 'vitest';
import type { Fact, FactValue, Life } from '@compliance-os/compliance';
import { crore, FactSchema, localDate, parsePeriod } from '@compliance-os/compliance';
import { filesQuarterly } from './qrmp.ts';

const fact = (field: string, value: FactValue | null, from = '2026-04-01', to: string | null = null): Fact =>
  FactSchema.parse({ field, value, from, to, source: 'test' });
const since = (from: string): Life => ({ from: localDate(from), to: null });
const derive = (facts: readonly Fact[], key: string, life = since('2020-04-01')) =>
  filesQuarterly.derive(facts, life, parsePeriod(key));
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
      'derived, rule 61A, as of 2026-10-01: turnover above 5 crore, so monthly whatever is chosen',
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
      ['2026-07-01', true],
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
});
