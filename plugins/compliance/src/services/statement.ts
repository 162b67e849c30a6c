import { invalid, type Context } from '@compliance-os/core';
import {
  daysOfStatement,
  localDate,
  statementProblem,
  type FieldNames,
  type LocalDate,
} from '../domain/index.ts';

export interface Statement {
  readonly field: string;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

/**
 * The days that a statement is about: those that were said, or the financial year of a field that is about one.
 * @throws Refusal `INVALID` where it would be about more than one, or final before its year is over
 */
export const statedDays = (
  ctx: Context,
  fields: FieldNames,
  { field, from, to }: Statement,
  path = '',
): Pick<Statement, 'from' | 'to'> => {
  const known = fields[field];
  if (known?.of === undefined) return { from, to };
  const problem = statementProblem(known.of, { from, to }, localDate(ctx.today));
  if (problem !== null)
    throw invalid(`This is not a time that the ${known.label} can be about.`, [
      { ...problem, path: `${path}${problem.path}`, message: 'outside one financial year' },
    ]);
  return daysOfStatement(known.of, from, to);
};
