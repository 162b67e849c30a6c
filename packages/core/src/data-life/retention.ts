import { retainUntil } from '../evidence/retain-until.ts';

/** Years of account that the records of a plugin are kept where its manifest names none. */
export const USUAL_RETENTION_YEARS = 8;

/** Why and how long the records of a plugin are kept. */
export interface Retention {
  /** full years of account after the one in which a record was last written */
  readonly years: number;
  /** IST date on which a record was last written; null where there is none */
  readonly lastWritten: string | null;
  /** last day that they have to be kept; null where there are none */
  readonly until: string | null;
}

/**
 * Records are kept through the year of account in which the newest of them was last written, and as many full ones after
 * it. When a record was last written stands in the audit log; derived rows, which jobs write anew, are no records.
 */
export const retentionOf = (years: number | undefined, lastWritten: string | null): Retention => {
  const kept = years ?? USUAL_RETENTION_YEARS;
  return {
    years: kept,
    lastWritten,
    until: lastWritten === null ? null : retainUntil(lastWritten, kept),
  };
};

/** The retention in words, as a tombstone keeps it. */
export const retentionStatement = ({ years, lastWritten, until }: Retention, today: string): string =>
  lastWritten === null
    ? `No records were there to be kept on ${today}.`
    : `Records last written on ${lastWritten} had to be kept for ${years} years of account after that one, until ${until}; purged on ${today}.`;
