import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
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

const administer = async (adminUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
};

/**
 * Waits a moment for sessions to end: a pool that has ended is still saying goodbye, and a session cut off then is an
 * error that nobody listens for any more.
 */
const untilDeserted = async (client: pg.Client, database: string): Promise<void> => {
  for (let tries = 0; tries < 20; tries++) {
    const sessions = await client.query('SELECT 1 FROM pg_stat_activity WHERE datname = $1', [database]);
    if (sessions.rowCount === 0) return;
    await delay(25);
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
  await administer(adminUrl, (client) => client.query(`CREATE DATABASE ${name}${from}`));
  return {
    name,
    url: (user) => {
      const url = new URL(adminUrl);
      url.pathname = `/${name}`;
      if (user !== undefined) url.username = encodeURIComponent(user);
      return url.href;
    },
    drop: () =>
      administer(adminUrl, async (client) => {
        await untilDeserted(client, name);
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
};
