/** A database for the oracle: COMPLIANCE_TEST_PG where it is set, otherwise PGlite in memory. One session. */
import { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';

export interface OracleDatabase {
  readonly query: (sql: string, values?: unknown[]) => Promise<readonly Record<string, unknown>[]>;
  /** several statements, no values */
  readonly run: (sql: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openOracle(): Promise<OracleDatabase> {
  const url = process.env['COMPLIANCE_TEST_PG'];
  return url === undefined || url === '' ? openPGlite() : openPostgres(url);
}

async function openPGlite(): Promise<OracleDatabase> {
  const db = await PGlite.create();
  return {
    query: async (sql, values) => (await db.query<Record<string, unknown>>(sql, values)).rows,
    run: async (sql) => void (await db.exec(sql)),
    close: () => db.close(),
  };
}

async function openPostgres(url: string): Promise<OracleDatabase> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return {
    query: async (sql, values) => (await client.query<Record<string, unknown>>(sql, values)).rows,
    run: async (sql) => void (await client.query(sql)),
    close: () => client.end(),
  };
}
