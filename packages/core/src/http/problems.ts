import type { ProblemCode } from './problem.ts';

/** Codes of the host itself. Rooms of core and plugins add theirs; one table holds them all. */
export const HTTP_PROBLEMS: readonly ProblemCode[] = [
  { code: 'INVALID', status: 422, title: 'What was sent does not fit' },
  { code: 'MALFORMED', status: 400, title: 'The request cannot be read' },
  { code: 'TOO_LARGE', status: 413, title: 'The request is too large' },
  { code: 'UNAUTHENTICATED', status: 401, title: 'Sign in first' },
  { code: 'FORBIDDEN', status: 403, title: 'Your role does not allow this' },
  { code: 'NOT_FOUND', status: 404, title: 'Not found' },
  { code: 'CONFLICT', status: 409, title: 'This has changed in the meantime' },
  { code: 'IDEMPOTENCY_MISMATCH', status: 422, title: 'This idempotency key was used for another request' },
  { code: 'REQUEST_STALLED', status: 408, title: 'The request broke off' },
  { code: 'RATE_LIMITED', status: 429, title: 'Too many requests' },
  { code: 'PLUGIN_QUARANTINED', status: 503, title: 'This part of the portal could not be started' },
  { code: 'PLUGIN_TIMEOUT', status: 503, title: 'This part of the portal did not answer in time' },
  { code: 'PLUGIN_BUSY', status: 503, title: 'This part of the portal has too much to do' },
  { code: 'OUTSIDE_UNAVAILABLE', status: 503, title: 'A system outside the portal does not answer' },
  { code: 'PLUGIN_RESTARTING', status: 503, title: 'This part of the portal is being started again' },
  { code: 'DATABASE_UNAVAILABLE', status: 503, title: 'The database cannot be reached' },
  { code: 'INTERNAL', status: 500, title: 'Something went wrong on our side' },
];

/** The registry: each code once. */
export class ProblemRegistry {
  readonly #codes = new Map<string, ProblemCode>();

  /** @throws where two rooms claim one code; then none of these is added */
  add(codes: readonly ProblemCode[]): this {
    for (const code of codes) {
      const known = this.#codes.get(code.code);
      if (known && (known.status !== code.status || known.title !== code.title)) {
        throw new Error(
          `problem code ${code.code}: expected one meaning, received "${known.title}" and "${code.title}"`,
        );
      }
    }
    for (const code of codes) this.#codes.set(code.code, code);
    return this;
  }

  has(code: string): boolean {
    return this.#codes.has(code);
  }

  get(code: string): ProblemCode {
    return this.#codes.get(code) ?? { code, status: 422, title: 'Refused' };
  }

  all(): readonly ProblemCode[] {
    return [...this.#codes.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1));
  }
}
