import { Refusal, type ProblemCode } from '../http/problem.ts';

export const ACCESS_PROBLEMS: readonly ProblemCode[] = [
  { code: 'BEYOND_OWN_ACCESS', status: 403, title: 'Nobody gives or takes what they do not have' },
  { code: 'NAME_TAKEN', status: 409, title: 'This name is taken' },
  { code: 'LAST_ADMINISTRATOR', status: 409, title: 'The tenant would have no administrator' },
];

/** @param missing permissions that the one who gives or takes lacks, or has to a smaller extent */
export const beyondOwnAccess = (missing: readonly string[]): Refusal =>
  new Refusal(
    'BEYOND_OWN_ACCESS',
    'This gives or takes more than you may do yourself.',
    missing.slice(0, 10).map((permission) => ({
      path: 'permissions',
      message: 'You do not have this to the same extent.',
      received: permission,
    })),
  );

export const nameTaken = (name: string): Refusal =>
  new Refusal('NAME_TAKEN', `There is one named "${name}" already.`);
