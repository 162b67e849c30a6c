import { describe, expect, it } from 'vitest';
import { localDate } from './calendar.ts';
import type { Fact, FactValue } from './facts.ts';
import { factAsOf, factOver, FactSchema, overlappingFacts, withDerived } from './facts.ts';
import { parsePeriod } from './period.ts';

const d = localDate;
const fact = (field: string, value: FactValue | null, from: string, to: string | null = null): Fact =>
  FactSchema.parse({ field, value, from, to, source: 'test' });

describe('a fact as of a day', () => {
  const facts = [
    fact('gstin.type', 'composition', '2025-04-01', '2026-08-14'),
    fact('gstin.type', 'regular', '2026-08-15'),
    fact('gstin.aato', null, '2026-04-01'),
  ];
  it.each([
    ['gstin.type', '2026-08-14', 'composition'],
    ['gstin.type', '2026-08-15', 'regular'],
  ])('%s on %s is %s', (field, day, value) =>
    expect(factAsOf(facts, field, d(day))).toMatchObject({ known: true, value }),
  );

  it.each([
    ['gstin.type', '2025-03-31', 'not-recorded-for-this-day'],
    ['gstin.qrmp', '2026-08-15', 'never-recorded'],
    ['gstin.aato', '2026-08-15', 'recorded-as-unknown'],
  ])('%s on %s is unknown: %s', (field, day, why) =>
    expect(factAsOf(facts, field, d(day))).toMatchObject({ known: false, why, needs: [field] }),
  );

  it('shows each value of a period with its days', () => {
    expect(factOver(facts, 'gstin.type', parsePeriod('2026-08'))).toMatchObject([
      { from: '2026-08-01', to: '2026-08-14', lookup: { value: 'composition' } },
      { from: '2026-08-15', to: '2026-08-31', lookup: { value: 'regular' } },
    ]);
  });
});

describe('contradicting facts', () => {
  it('are found with the place of the later one', () => {
    const facts = [
      fact('gstin.type', 'regular', '2026-04-01'),
      fact('gstin.aato', 5, '2025-04-01', '2026-03-31'),
      fact('gstin.type', 'composition', '2026-07-01'),
      fact('gstin.aato', 6, '2026-04-01'),
    ];
    expect(overlappingFacts(facts)).toEqual([
      {
        path: 'facts[2].from',
        expected: 'a day after the open end of facts[0] (gstin.type)',
        received: '2026-07-01',
      },
    ]);
  });

  it('are found behind a longer one', () => {
    const facts = [
      fact('org.listed', true, '2020-01-01', '2026-12-31'),
      fact('org.listed', true, '2021-01-01', '2021-12-31'),
      fact('org.listed', false, '2026-06-01'),
    ];
    expect(overlappingFacts(facts).map((p) => p.path)).toEqual(['facts[1].from', 'facts[2].from']);
  });

  it('cannot end before they start', () => {
    expect(() => fact('a.b', 1, '2026-04-02', '2026-04-01')).toThrow('expected a day on or after');
  });
});

it('derives facts from recorded ones, one derivation from the other, and drops what is on record of a derived field', () => {
  const life = { from: d('2020-01-01'), to: null };
  const twice = (of: string, into: string) => ({
    produces: [into],
    needs: [of],
    derive: (facts: readonly Fact[]) =>
      facts.flatMap((f) => (f.field === of ? [fact(into, Number(f.value) * 2, f.from, f.to)] : [])),
  });
  const facts = [fact('x.one', 2, '2026-01-01'), fact('x.two', 99, '2026-01-01')];
  const derived = withDerived(
    facts,
    [twice('x.one', 'x.two'), twice('x.two', 'x.four')],
    life,
    parsePeriod('CY2026'),
  );
  expect(derived.map((f) => [f.field, f.value])).toEqual([
    ['x.one', 2],
    ['x.two', 4],
    ['x.four', 8],
  ]);
});
