import { Refusal, type ProblemCode } from '../http/problem.ts';

export const TENANCY_PROBLEMS: readonly ProblemCode[] = [
  { code: 'IDENTIFIER_TAKEN', status: 409, title: 'Another entity has this identifier' },
  { code: 'SLUG_TAKEN', status: 409, title: 'Another tenant has this short name' },
];

export const identifierTaken = (): Refusal =>
  new Refusal('IDENTIFIER_TAKEN', 'Another entity of this tenant has the same identifier.', [
    { path: 'pan', message: 'is the identifier of another entity' },
  ]);
