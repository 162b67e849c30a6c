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

  /** @param what which one; never with a password */
  constructor(cause: unknown, what = 'the database') {
    super(`${what} cannot be reached: ${reasonOf(cause)}`, { cause });
  }
}

/** A name with several addresses fails with one error for each, and a message of its own that is empty. */
const reasonOf = (cause: unknown): string => {
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join(', ');
  return cause instanceof Error ? cause.message : String(cause);
};
