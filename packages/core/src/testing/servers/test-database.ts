import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  readonly name: string;
  /** as superuser, or as another role of the server */
  url(user?: string): string;
  /** Drops it, and cuts off who is still connected. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** database to copy; nobody may be connected to it meanwhile */
  readonly template?: string;
}

const administer = async (adminUrl: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

/**
 * Makes a fresh database, so that a suite has one to itself on a server that others share.
 * Roles belong to the server: suites share those.
 * @param server the server, or the URL of its superuser
 */
export const createDatabase = async (
  server: string | { readonly adminUrl: string },
  { template }: TestDatabaseOptions = {},
): Promise<TestDatabase> => {
  const adminUrl = typeof server === 'string' ? server : server.adminUrl;
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
  const from = template === undefined ? '' : ` TEMPLATE ${pg.escapeIdentifier(template)}`;
  await administer(adminUrl, `CREATE DATABASE ${name}${from}`);
  return {
    name,
    url: (user) => {
      const url = new URL(adminUrl);
      url.pathname = `/${name}`;
      if (user !== undefined) url.username = encodeURIComponent(user);
      return url.href;
    },
    drop: () => administer(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
};
