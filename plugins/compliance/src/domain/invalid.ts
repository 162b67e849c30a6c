/**
 * Refused input, in one shape for the whole domain: which field, what was expected, what was received.
 * Callers at the edge turn `code` into a status; nothing here knows about HTTP.
 */
export class InvalidValue extends Error {
  readonly code: string;
  readonly path: string;
  readonly expected: string;
  readonly received: string;

  constructor(code: string, path: string, expected: string, received: unknown) {
    const shown = typeof received === 'string' ? `"${received}"` : JSON.stringify(received);
    super(`${path}: expected ${expected}, received ${shown}`);
    this.name = 'InvalidValue';
    this.code = code;
    this.path = path;
    this.expected = expected;
    this.received = String(shown);
  }
}

/** One finding of a check that collects every failure before it fails. */
export interface Problem {
  readonly path: string;
  readonly expected: string;
  readonly received: string;
}

export function problemText(problem: Problem): string {
  return `${problem.path}: expected ${problem.expected}, received ${problem.received}`;
}
