/** The grammar against every family: 182 rules and their dated examples, recomputed. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Fact } from '../../src/domain/index.ts';
import {
  evaluateRule,
  FactValueSchema,
  FREQUENCIES,
  LocalDateSchema,
  parsePeriod,
  ruleInWords,
  ruleProblems,
  RuleSchema,
} from '../../src/domain/index.ts';

const Fixture = z.object({
  rules: z.record(
    z.string(),
    z.object({ frequency: z.enum(FREQUENCIES), basis: z.enum(['FY', 'CY']), rule: RuleSchema }),
  ),
  examples: z.array(
    z.object({
      code: z.string(),
      period: z.string(),
      due: LocalDateSchema,
      day: LocalDateSchema.optional(),
      events: z.record(z.string(), LocalDateSchema).default({}),
      facts: z.record(z.string(), FactValueSchema).default({}),
    }),
  ),
});
const { rules, examples } = Fixture.parse(
  JSON.parse(readFileSync(new URL('./examples.json', import.meta.url), 'utf8')),
);

it('carries every rule of five families', () => expect(Object.keys(rules)).toHaveLength(182));

describe('dated examples', () => {
  it.each(examples.map((e) => [e.code, e.period, e.due, e] as const))(
    '%s %s is due %s',
    (code, key, due, example) => {
      const facts = Object.entries(example.facts).map(([field, value]): Fact => {
        return { field, value, from: '2000-01-01' as typeof due, to: null, source: 'example' };
      });
      const period = parsePeriod(key, example.day);
      const result = evaluateRule(rules[code]!.rule, {
        period,
        facts,
        events: example.events,
        masterDates: {},
      });
      expect(result).toMatchObject({ kind: 'date', date: due });
    },
  );
});

it('finds no fault in any rule', () => {
  const faulty = Object.entries(rules).filter(
    ([, r]) => ruleProblems(r.rule, r.frequency, r.basis).length > 0,
  );
  expect(faulty.map(([code]) => code)).toEqual([]);
});

it('says every rule in words', () => {
  for (const { rule } of Object.values(rules)) expect(ruleInWords(rule)).toMatch(/^[\w≥]/);
});
