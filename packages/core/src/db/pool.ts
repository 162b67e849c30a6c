import pg from 'pg';
import type { Release } from './connection-shares.ts';
import { DatabaseUnavailable, TransactionAbandoned } from './errors.ts';
import { limitResults, ResultTooLarge } from './result-limit.ts';
import { SCOPE } from './scope.ts';

const DATE = 1082;
const text = (value: string): string => value;

/** `date` stays `YYYY-MM-DD`: pg would turn it into an instant at local midnight. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === DATE
      ? text
      : pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};

/**
 * A pool whose connections can run grouped statements. A new connection is handed out once the statement that sets the
 * scope is prepared on it; one where that failed is closed, since nothing could ever run on it.
 */
export const createPool = (config: pg.PoolConfig): pg.Pool => {
  const prepareScope = (client: pg.PoolClient, done: (error?: Error) => void): void => {
    client.query({ ...SCOPE, values: ['', '', '', 'none', 'off', '0'] }, (error: Error | null) =>
      done(error ?? undefined),
    );
  };
  const pool = new pg.Pool({ ...config, types, verify: prepareScope });
  // A connection that breaks says so by itself, idle or lent out; without a listener that would end the process. Whoever
  // uses it learns of it from the statement that fails.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
    limitResults(client);
  });
  return pool;
};

/**
 * Lends a connection to a piece of work, from the moment it first asks for one. A connection that broke, or that somebody
 * may still be using, is not given back to the pool.
 * @param place waits until one may be taken
 */
export const withConnection = async <T>(
  pool: pg.Pool,
  work: (connection: () => Promise<pg.PoolClient>) => Promise<T>,
  place?: () => Promise<Release>,
): Promise<T> => {
  let taken: Promise<Lent> | undefined;
  let unfit: Error | undefined;
  try {
    return await work(async () => (await (taken ??= lend(pool, place))).client);
  } catch (error) {
    if (error instanceof TransactionAbandoned || error instanceof ResultTooLarge) unfit = error;
    if (!(error instanceof Error && isConnectionError(error))) throw error;
    unfit = error;
    throw new DatabaseUnavailable(error);
  } finally {
    // One that is still on its way is given back when it comes.
    taken?.then(
      ({ client, release }) => {
        client.release(unfit);
        release();
      },
      () => {},
    );
  }
};

/** The same for work that needs it from the beginning. */
export const withClient = <T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  place?: () => Promise<Release>,
): Promise<T> => withConnection(pool, async (connection) => work(await connection()), place);

interface Lent {
  readonly client: pg.PoolClient;
  readonly release: Release;
}

const lend = async (pool: pg.Pool, place: (() => Promise<Release>) | undefined): Promise<Lent> => {
  const release = place ? await place() : () => {};
  try {
    return { client: await pool.connect(), release };
  } catch (error) {
    release();
    throw new DatabaseUnavailable(error);
  }
};

/** Errors of the server carry a five-character SQLSTATE; 57P0x and class 08 mean that the connection is gone. */
const isConnectionError = (error: Error & { code?: string }): boolean =>
  error.code === undefined
    ? /connection terminated|timeout exceeded when trying to connect|ECONN/i.test(error.message)
    : /^(57P0[1-3]|08...|ECONN.*|EPIPE|ENOENT)$/.test(error.code);
