/**
 * The collected facts against what is shipped: every dated example and every notified extension, asked of the masters
 * as `explain` asks them, and every master of the collection, by the code that it has here.
 */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Fact } from '@compliance-os/compliance';
import {
  eventDates,
  explainDueDate,
  FactValueSchema,
  localDate,
  LocalDateSchema,
  masterFor,
  parsePeriod,
  withDerived,
} from '@compliance-os/compliance';
import { GST_FIELDS, gstDerivations, gstEvents } from '../src/domain/index.ts';
import { gstExtensions, gstMasters } from '../src/masters/index.ts';
import dates from './facts/dates.json' with { type: 'json' };
import mapped from './facts/masters.json' with { type: 'json' };

const Dated = z.strictObject({
  /** of the fact that is reproduced */
  id: z.string(),
  master: z.string(),
  period: z.string(),
  facts: z.record(z.string(), FactValueSchema),
  due: LocalDateSchema,
  extended: LocalDateSchema.nullable().default(null),
  feeFreeUntil: LocalDateSchema.nullable().default(null),
  /** law or notification */
  source: z.string(),
});
const life = { from: localDate('2017-07-01'), to: null };

const explained = ({ master: code, period: key, facts: given }: z.output<typeof Dated>) => {
  const period = parsePeriod(key);
  const facts = Object.entries(given).map(([field, value]): Fact => ({
    field,
    value,
    from: GST_FIELDS[field]?.of === undefined ? life.from : period.from,
    to: null,
    source: 'the collected facts',
  }));
  const occurrences = gstEvents.flatMap(({ derive }) => derive(facts, life));
  return explainDueDate({
    master: masterFor(
      gstMasters.filter((one) => one.code === code),
      period,
    )!,
    period,
    facts: withDerived(facts, gstDerivations, life, period),
    events: eventDates(occurrences, period),
    masterDates: {},
    notifications: gstExtensions,
  });
};

describe('a dated fact', () => {
  it.each(
    Dated.array()
      .parse(dates)
      .map((one) => [one.id, one.period, one.due, one.extended, one] as const),
  )('%s: %s is due %s, extended to %s', (_id, _period, statutory, extended, one) => {
    const { applicability, due, dates: found } = explained(one);
    expect(applicability.verdict).toBe('applies');
    expect(due.kind).toBe('date');
    expect(found).toEqual({ statutory, extended, feeFreeUntil: one.feeFreeUntil });
  });
});

describe('the masters of the collection', () => {
  const shipped = new Set(gstMasters.map(({ code }) => code));

  it.each(Object.entries(mapped))('%s is shipped as %s', (_code, as) => {
    expect(as.filter((code) => !shipped.has(code))).toEqual([]);
  });

  it('are all that is shipped', () => {
    expect([...shipped].filter((code) => !Object.values(mapped).flat().includes(code))).toEqual([]);
  });
});
