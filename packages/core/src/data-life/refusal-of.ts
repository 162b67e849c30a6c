import { Refusal, type Fault } from '../http/problem.ts';
import type { TransitionRefusal } from './transition.ts';

/** All that stands against a transition as one refusal, under the code of the first. */
export const refusalOf = (
  refusals: readonly (TransitionRefusal & { readonly faults?: readonly Fault[] })[],
): Refusal =>
  new Refusal(
    refusals[0]!.code,
    refusals.map(({ detail }) => detail).join(' '),
    refusals.flatMap(({ faults = [] }) => faults),
  );
