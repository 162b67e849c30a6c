import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Predicate } from './applicability-schema.ts';
import { PredicateSchema } from './applicability-schema.ts';
import { evaluateApplicability } from './applicability.ts';
import { predicateInWords, summary } from './applicability-words.ts';
import type { Fact, FactValue } from './facts.ts';
import { FactSchema } from './facts.ts';
import { crore } from './money.ts';
import { parsePeriod } from './period.ts';

const october = parsePeriod('2026-10');
const fact = (field: string, value: FactValue | null, from = '2020-04-01', to: string | null = null): Fact =>
  FactSchema.parse({ field, value, from, to, source: 'test' });
const names = { 'gstin.aato': { label: 'aggregate turnover', money: true } };

const rule: Predicate = {
  all: [
    { field: 'gstin.type', op: 'in', value: ['regular', 'casual'] },
    { field: 'gstin.status', op: 'eq', value: 'active' },
    { field: 'gstin.aato', op: 'lte', value: crore(5), at: 'at-start' },
  ],
};
const regular = fact('gstin.type', 'regular');
const active = fact('gstin.status', 'active');

describe('the three verdicts', () => {
  it('applies where every part holds', () => {
    const result = evaluateApplicability(rule, [regular, active, fact('gstin.aato', crore(3))], october);
    expect(result).toMatchObject({
      verdict: 'applies',
      missing: [],
      span: { from: '2026-10-01', to: '2026-10-31' },
    });
    expect(summary(result, names)).toBe(
      'Applies: gstin.type is regular, gstin.status is active and aggregate turnover is ₹3,00,00,000.',
    );
  });

  it('does not apply where one part fails, even with another unknown', () => {
    const result = evaluateApplicability(rule, [fact('gstin.type', 'isd'), active], october);
    expect(result).toMatchObject({ verdict: 'does-not-apply', missing: [], span: null });
    expect(summary(result)).toBe('Does not apply: gstin.type is isd, expected one of regular, casual.');
  });

  it('is undetermined where an unknown fact decides, and says which', () => {
    for (const aato of [[], [fact('gstin.aato', null)]]) {
      const result = evaluateApplicability(rule, [regular, active, ...aato], october);
      expect(result).toMatchObject({ verdict: 'undetermined', missing: ['gstin.aato'] });
      expect(summary(result, names)).toBe('Undetermined: aggregate turnover is not known.');
    }
  });

  it('asks for what a derived fact needs', () => {
    const derived: Fact = { ...fact('gstin.aato', null), needs: ['gstin.turnoverOfYear'] };
    expect(evaluateApplicability(rule, [regular, active, derived], october).missing).toEqual([
      'gstin.turnoverOfYear',
    ]);
  });

  it('never reads a fact of the wrong type as "no"', () => {
    const result = evaluateApplicability(rule, [regular, active, fact('gstin.aato', '3 crore')], october);
    expect(result).toMatchObject({ verdict: 'undetermined', missing: ['gstin.aato'] });
  });
});

describe('a change inside the period', () => {
  it('applies for the days on which it held', () => {
    const facts = [
      regular,
      fact('gstin.aato', 1),
      fact('gstin.status', 'active', '2020-04-01', '2026-10-14'),
      fact('gstin.status', 'cancelled', '2026-10-15'),
    ];
    expect(evaluateApplicability(rule, facts, october)).toMatchObject({
      verdict: 'applies',
      span: { from: '2026-10-01', to: '2026-10-14' },
    });
  });

  it('asks about the days that are open, also where it applies on others', () => {
    const facts = [
      fact('gstin.aato', 1),
      fact('gstin.type', 'regular', '2026-10-01', '2026-10-14'),
      fact('gstin.status', 'active'),
    ];
    const result = evaluateApplicability(rule, facts, october);
    expect(result).toMatchObject({
      verdict: 'applies',
      span: { from: '2026-10-01', to: '2026-10-14' },
      gaps: [],
      open: [{ from: '2026-10-15', to: '2026-10-31' }],
      missing: ['gstin.type'],
    });
    expect(summary(result, names)).toContain(
      'Undetermined from 15 Oct 2026 to 31 Oct 2026: gstin.type is not known.',
    );
  });

  it('covers no gap without a word', () => {
    const facts = [
      fact('gstin.aato', 1),
      fact('gstin.type', 'regular', '2026-10-01', '2026-10-09'),
      fact('gstin.type', 'isd', '2026-10-10', '2026-10-19'),
      fact('gstin.type', 'casual', '2026-10-20'),
      fact('gstin.status', 'active', '2026-10-01', '2026-10-24'),
      fact('gstin.status', null, '2026-10-25', '2026-10-27'),
      fact('gstin.status', 'active', '2026-10-28'),
    ];
    const result = evaluateApplicability(rule, facts, october);
    expect(result).toMatchObject({
      span: { from: '2026-10-01', to: '2026-10-31' },
      gaps: [
        { from: '2026-10-10', to: '2026-10-19' },
        { from: '2026-10-25', to: '2026-10-27' },
      ],
      open: [{ from: '2026-10-25', to: '2026-10-27' }],
      missing: ['gstin.status'],
    });
    expect(summary(result, names)).toMatch(
      /^Applies: .*\. Not from 10 Oct 2026 to 19 Oct 2026\. Undetermined from 25 Oct 2026 to 27 Oct 2026: gstin\.status is not known\.$/,
    );
  });

  it('needs all parts on the same day', () => {
    const facts = [
      fact('gstin.aato', 1),
      fact('gstin.type', 'regular', '2026-10-01', '2026-10-10'),
      fact('gstin.type', 'isd', '2026-10-11'),
      fact('gstin.status', 'suspended', '2026-10-01', '2026-10-20'),
      fact('gstin.status', 'active', '2026-10-21'),
    ];
    expect(evaluateApplicability(rule, facts, october).verdict).toBe('does-not-apply');
  });

  it.each([
    ['at-start', 'applies'],
    ['at-end', 'does-not-apply'],
    ['on-any-day', 'applies'],
  ] as const)('read %s: %s', (at, verdict) => {
    const crossing = [
      fact('gstin.aato', crore(4), '2026-04-01', '2026-10-14'),
      fact('gstin.aato', crore(6), '2026-10-15'),
    ];
    const leaf: Predicate = { field: 'gstin.aato', op: 'lte', value: crore(5), at };
    expect(evaluateApplicability(leaf, crossing, october).verdict).toBe(verdict);
  });
});

it('reads the edge of a part-period on the nearest day that has a record', () => {
  const leaf = (at: 'at-start' | 'at-end'): Predicate => ({
    field: 'gstin.aato',
    op: 'lte',
    value: crore(5),
    at,
  });
  const part = [fact('gstin.aato', crore(4), '2026-10-12', '2026-10-20')];
  expect(evaluateApplicability(leaf('at-start'), part, october)).toMatchObject({
    verdict: 'applies',
    explanation: { asOf: '2026-10-12' },
  });
  expect(evaluateApplicability(leaf('at-end'), part, october)).toMatchObject({
    verdict: 'applies',
    explanation: { asOf: '2026-10-20' },
  });
  expect(evaluateApplicability(leaf('at-end'), part, parsePeriod('2026-11')).verdict).toBe('undetermined');
});

describe('operators', () => {
  it.each<[Predicate, FactValue, string]>([
    [{ field: 'x', op: 'present', value: true }, 'MHBAN0012345', 'applies'],
    [{ field: 'x', op: 'present', value: true }, false, 'does-not-apply'],
    [{ field: 'x', op: 'present', value: false }, '', 'applies'],
    [{ field: 'x', op: 'notIn', value: ['a'] }, 'b', 'applies'],
    [{ field: 'x', op: 'in', value: ['27', '29'] }, ['06', '29'], 'applies'],
    [{ field: 'x', op: 'ne', value: 'a' }, 'a', 'does-not-apply'],
    [{ field: 'x', op: 'gte', value: '2018-11-02' }, '2018-11-02', 'applies'],
    [{ field: 'x', op: 'lt', value: 20 }, 20, 'does-not-apply'],
    [{ field: 'x', op: 'gt', value: 19 }, 20, 'applies'],
    [{ not: { field: 'x', op: 'eq', value: true } }, true, 'does-not-apply'],
    [
      {
        any: [
          { field: 'x', op: 'eq', value: 1 },
          { field: 'never', op: 'eq', value: true },
        ],
      },
      1,
      'applies',
    ],
  ])('%j on %j: %s', (predicate, value, verdict) => {
    expect(evaluateApplicability(predicate, [fact('x', value)], october).verdict).toBe(verdict);
  });

  it('knows the month within the quarter', () => {
    const leaf: Predicate = { field: 'period.monthInQuarter', op: 'in', value: [1, 2] };
    const verdicts = ['2026-09', '2026-10', '2026-11', '2026-12'].map(
      (k) => evaluateApplicability(leaf, [], parsePeriod(k)).verdict,
    );
    expect(verdicts).toEqual(['does-not-apply', 'applies', 'applies', 'does-not-apply']);
  });
});

describe('a predicate as data', () => {
  it.each([
    { all: [] },
    { field: 'x', op: 'like', value: 'a' },
    { field: 'X', op: 'eq', value: 'a' },
    { field: 'x', op: 'in', value: [] },
    { field: 'x', op: 'eq', value: 1, extra: true },
    {},
  ])('refuses %j', (bad) => expect(PredicateSchema.safeParse(bad).success).toBe(false));

  it('reads in words', () => {
    expect(PredicateSchema.parse(rule)).toEqual(rule);
    expect(predicateInWords(rule, names)).toBe(
      'gstin.type is one of regular, casual and gstin.status is active and aggregate turnover is at most ₹5,00,00,000 at the start of the period',
    );
  });
});

it('learning a fact never turns a determined answer around', () => {
  const leaf = fc.record({
    field: fc.constantFrom('a', 'b', 'c'),
    op: fc.constant('eq' as const),
    value: fc.boolean(),
  });
  const { tree } = fc.letrec<{ tree: Predicate }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({ all: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('tree') }),
    ),
  }));
  fc.assert(
    fc.property(
      tree,
      fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
      fc.subarray(['a', 'b', 'c']),
      (predicate, values, known) => {
        const all = ['a', 'b', 'c'].map((field, i) => fact(field, values[i]!));
        const partial = evaluateApplicability(
          predicate,
          all.filter((f) => known.includes(f.field)),
          october,
        ).verdict;
        const full = evaluateApplicability(predicate, all, october).verdict;
        expect(full).not.toBe('undetermined');
        expect(['undetermined', full]).toContain(partial);
      },
    ),
  );
});
