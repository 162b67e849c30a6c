import type { z } from 'zod';
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
      return 'no such key';
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
      return undefined;
  }
};

/** What zod found, as path, expected and received. Secrets are not repeated. */
export const faultsOf = (error: z.ZodError, root: unknown): Fault[] =>
  error.issues.map((issue) => {
    const expected = expectation(issue);
    const path = issue.path.map(String).join('.');
    return {
      path,
      message: issue.message,
      ...(expected === undefined ? {} : { expected }),
      ...(/password|token|secret/i.test(path) ? {} : { received: shown(at(root, issue.path)) }),
    };
  });
