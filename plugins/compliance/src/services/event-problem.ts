import { nearest } from '@compliance-os/core';
import type { DeclaredEvent } from '../domain/index.ts';

export interface EventProblem {
  readonly path: 'name';
  readonly message: string;
  readonly expected: string;
  readonly received: string;
}

/** Why an event of this name is not recorded for a subject of this kind, if so. */
export function eventProblem(
  name: string,
  kind: string,
  declared: readonly DeclaredEvent[],
  derived: readonly string[],
): EventProblem | undefined {
  const recordable = declared
    .filter((event) => event.subjects.includes(kind) && !derived.includes(event.name))
    .map((event) => event.name);
  if (recordable.includes(name)) return undefined;
  const expected = recordable.join(', ') || `an event that a master of ${kind} knows; there is none`;
  if (derived.includes(name)) {
    const message = `${name} follows from the record: change the days of the subject, or the fact, instead.`;
    return { path: 'name', message, expected, received: name };
  }
  const meant = nearest(name, recordable);
  const message = `No master of ${kind} knows this event${meant === undefined ? '.' : `; did you mean "${meant}"?`}`;
  return { path: 'name', message, expected, received: name };
}
