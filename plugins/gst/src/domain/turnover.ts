/**
 * Turnover, year by year. A figure is about one financial year; of the year after nothing is known until it is said.
 * The aggregate turnover of a year and the "turnover of the preceding year" of the next one are one number: whichever
 * is on record stands for both.
 */
import type { Derivation, Fact, LocalDate } from '@compliance-os/compliance';
import { addDays, daysOfStatement, financialYear } from '@compliance-os/compliance';
import { GST_FIELDS } from './fields.ts';

const OF_YEAR = 'gstin.aatoOfPeriod';
const OF_YEAR_BEFORE = 'gstin.aato';
const YEARLY = Object.keys(GST_FIELDS).filter((field) => GST_FIELDS[field]!.of !== undefined);

export const turnoverOfYears: Derivation = {
  produces: YEARLY,
  needs: YEARLY,
  derive: (facts) => {
    const stated = facts.flatMap((fact) => {
      const scope = GST_FIELDS[fact.field]?.of;
      return scope === undefined ? [] : [{ ...fact, ...daysOfStatement(scope, fact.from, fact.to) }];
    });
    return [
      ...stated,
      ...carried(stated, OF_YEAR, OF_YEAR_BEFORE),
      ...carried(stated, OF_YEAR_BEFORE, OF_YEAR),
    ];
  },
};

/** What one field says of a year that nothing is known about under the other name. */
function carried(stated: readonly Fact[], from: string, to: string): readonly Fact[] {
  const known = new Set(stated.flatMap((f) => (f.field === to && f.value !== null ? [f.from] : [])));
  return stated.flatMap((fact): Fact[] => {
    if (fact.field !== from || fact.value === null) return [];
    const year = financialYear(from === OF_YEAR ? yearAfter(fact.from) : yearBefore(fact.from));
    return known.has(year.from) ? [] : [{ ...fact, ...year, field: to }];
  });
}

const yearAfter = (start: LocalDate): LocalDate => addDays(start, 366);
const yearBefore = (start: LocalDate): LocalDate => addDays(start, -1);
