/** One thing that is wrong with what was sent: where, what was expected, what came. */
export interface Fault {
  readonly path: string;
  readonly message: string;
  readonly expected?: string;
  readonly received?: string;
}

/**
 * A refusal with a name from the field. Its code stands in the registry of codes, which alone knows the HTTP
 * status; `detail` is written for the person who reads it.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly faults: readonly Fault[];

  constructor(code: string, detail: string, faults: readonly Fault[] = [], options?: ErrorOptions) {
    super(detail, options);
    this.code = code;
    this.faults = faults;
  }
}

export interface ProblemCode {
  readonly code: string;
  readonly status: number;
  readonly title: string;
}

export const notFound = (thing: string): Refusal => new Refusal('NOT_FOUND', `There is no such ${thing}.`);
export const invalid = (detail: string, faults: readonly Fault[]): Refusal =>
  new Refusal('INVALID', detail, faults);
