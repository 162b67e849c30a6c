/** A statement that a plugin may not run: it says which and why. */
export class StatementRefused extends Error {
  readonly code = 'STATEMENT_REFUSED';

  constructor(plugin: string, reason: string) {
    super(`plugin "${plugin}": statement refused: ${reason}`);
  }
}

/** The database cannot be reached; the caller may try again. */
export class DatabaseUnavailable extends Error {
  readonly code = 'DATABASE_UNAVAILABLE';

  constructor(cause: unknown) {
    super(`the database cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
