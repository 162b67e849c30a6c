/** A statement that a plugin may not run: it says which and why. */
export class StatementRefused extends Error {
  readonly code = 'STATEMENT_REFUSED';

  constructor(plugin: string, reason: string) {
    super(`plugin "${plugin}": statement refused: ${reason}`);
  }
}

/** The time of a context ran out, or its transaction has ended: what comes after would belong to nobody. */
export class TransactionAbandoned extends Error {
  readonly code = 'TRANSACTION_ABANDONED';

  constructor(reason: string) {
    super(`the transaction was given up: ${reason}`);
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
