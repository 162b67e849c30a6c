import type { z } from 'zod';
import { nearest } from '../plugin/nearest.ts';
import type { Fault } from './problem.ts';

const LONGEST = 60;

const shown = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};

const at = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key],
    root,
  );

const expectation = (issue: z.core.$ZodIssue): string | undefined => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value)).join(' or ');
    case 'too_small':
      return `at least ${String(issue.minimum)}`;
    case 'too_big':
      return `at most ${String(issue.maximum)}`;
    case 'invalid_format':
      return issue.format;
    case 'unrecognized_keys':
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
      return undefined;
  }
};

/**
 * What zod found, as path, expected and received. Secrets are not repeated.
 * @param known the fields there are: told where one is sent that is not among them
 */
export const faultsOf = (error: z.ZodError, root: unknown, known: readonly string[] = []): Fault[] =>
  error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => unknownField([...issue.path, key], issue.path.length === 0 ? known : []))
      : [faultOf(issue, root)],
  );

const faultOf = (issue: z.core.$ZodIssue, root: unknown): Fault => {
  const expected = expectation(issue);
  const path = issue.path.map(String).join('.');
  return {
    path,
    message: issue.message,
    ...(expected === undefined ? {} : { expected }),
    ...(/password|token|secret/i.test(path) ? {} : { received: shown(at(root, issue.path)) }),
  };
};

const unknownField = (path: readonly PropertyKey[], known: readonly string[]): Fault => {
  const meant = nearest(String(path.at(-1)), known);
  return {
    path: path.map(String).join('.'),
    message: `There is no such field.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    ...(known.length === 0 ? {} : { expected: known.join(', ') }),
  };
};
