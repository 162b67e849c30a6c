import { expect, test } from 'vitest';
import { fieldErrorsOf, httpErrorOf, type FieldProblem } from './problem.ts';

const said = async (problem: FieldProblem) => {
  const body = { title: 'Invalid', status: 422, errors: [problem] };
  return fieldErrorsOf(await httpErrorOf(Response.json(body, { status: 422 })));
};

test.each([
  ['Too big: expected number to be <=30', 'at most 30', 'At most 30'],
  ['Too small: expected string to have >=3 characters', 'at least 3', 'At least 3 characters'],
  ['Too small: expected array to have >=2 items', 'at least 2', 'At least 2 items'],
  ['There is no such state', 'a state', 'There is no such state'],
])('%s (%s) stands under its field as: %s', async (message, expected, shown) => {
  expect(await said({ path: 'body.reminder.days', message, expected })).toEqual({ 'reminder.days': shown });
});
