import pg from 'pg';
import type { Config } from '../config/config.ts';
import { openEmbedded, type EmbeddedDatabase } from './embedded/index.ts';
import { DatabaseUnavailable } from './errors.ts';
import { createPool, types } from './pool.ts';

/** The database of one process, whichever kind it is. */
export interface Database {
  readonly kind: 'postgres' | 'embedded';
  /** the role that serves */
  readonly pool: pg.Pool;
  /** the same, possibly on a replica */
  readonly reportPool: pg.Pool;
  /** name of the role that serves; none of its own on the embedded database */
  readonly login: string | undefined;
  /**
   * Whether it answers, asked over a connection of its own: that the others are busy is not that it is down.
   * @throws DatabaseUnavailable with the variable that names it
   */
  probe(): Promise<void>;
  /** for BullMQ, with its own search path; only the embedded database holds the queue */
  readonly queuePool: pg.Pool | undefined;
  /** Runs `work` as the owner of all schemas: migrations. */
  asOwner<T>(work: (owner: pg.ClientBase) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export class DatabaseNotConfigured extends Error {
  readonly code = 'DATABASE_NOT_CONFIGURED';
}

/** Opens what the configuration names. Connections are made when first needed. */
export const openDatabase = async (config: Config['database'], mode: Config['mode']): Promise<Database> => {
  if (config.url === undefined) {
    if (mode === 'production')
      throw new DatabaseNotConfigured('DATABASE_URL: expected the address of PostgreSQL, received nothing');
    return embeddedDatabase(
      await openEmbedded({ folder: config.folder, waitMs: EMBEDDED_WAIT_MS }),
      config.pool,
    );
  }
  return postgresDatabase({ ...config, url: config.url });
};

/** How long a statement waits for another's transaction: there is one connection beneath all, and a generation may be long. */
const EMBEDDED_WAIT_MS = 30_000;

export interface PostgresAddress {
  readonly url: string;
  readonly ownerUrl?: string | undefined;
  readonly reportUrl?: string | undefined;
  readonly pool: number;
}

/**
 * Plans for the average tenant. A plan for the very tenant rests on statistics that know nothing of it until a tenth of
 * the whole table has changed: of 8,600 fresh rows they say one, and joins over them turn quadratic. An address that
 * brings `options` of its own goes before this.
 */
const PLANS_FOR_ANY_TENANT = '-c plan_cache_mode=force_generic_plan';

/**
 * Statements here are short. Compiling one costs more than it saves, and an estimate that is too high starts it: 24 ms of
 * a dashboard's.
 */
const NO_COMPILING = '-c jit=off';

/** The server ends a statement whose connection was closed, and lets go its locks, within a second. */
const NOTICE_CLOSED = '-c client_connection_check_interval=1s';

export const postgresDatabase = ({ url, ownerUrl, reportUrl, pool: max }: PostgresAddress): Database => {
  const open = (connectionString: string): pg.Pool =>
    createPool({
      connectionString,
      max,
      connectionTimeoutMillis: 5_000,
      options: `${PLANS_FOR_ANY_TENANT} ${NO_COMPILING} ${NOTICE_CLOSED}`,
    });
  const ofItsOwn = probing(
    { connectionString: url, connectionTimeoutMillis: PROBE_MS },
    named('DATABASE_URL', url),
  );
  const pool = open(url);
  const reportPool = reportUrl ? open(reportUrl) : pool;
  return {
    kind: 'postgres',
    pool,
    reportPool,
    probe: ofItsOwn.probe,
    login: decodeURIComponent(new URL(url).username),
    queuePool: undefined,
    asOwner: async (work) => {
      if (ownerUrl === undefined)
        throw new DatabaseNotConfigured(
          'DATABASE_OWNER_URL: expected the address with the owner role, received nothing',
        );
      const client = new pg.Client({
        connectionString: ownerUrl,
        connectionTimeoutMillis: PROBE_MS,
        types,
      });
      // A connection that breaks says so by itself too; the statement under way fails anyhow.
      client.on('error', () => {});
      await client.connect().catch((error: unknown) => {
        throw new DatabaseUnavailable(error, named('DATABASE_OWNER_URL', ownerUrl));
      });
      try {
        return await work(client);
      } finally {
        await client.end();
      }
    },
    close: async () => {
      await Promise.all([pool.end(), ofItsOwn.end()]);
      if (reportPool !== pool) await reportPool.end();
    },
  };
};

const PROBE_MS = 5_000;

/** The variable and where it points to, without user and password. */
const named = (variable: string, address: string): string => {
  const { host, pathname } = new URL(address);
  return `${variable}: PostgreSQL at ${host || 'the usual socket'}${pathname}`;
};

/** One idle connection that does nothing else. */
const probing = (
  config: pg.PoolConfig,
  name: string,
): { readonly probe: () => Promise<void>; readonly end: () => Promise<void> } => {
  const pool = new pg.Pool({ ...config, max: 1, query_timeout: PROBE_MS });
  pool.on('error', () => {});
  return {
    probe: async () => {
      await pool.query('select 1').catch((error: unknown) => {
        throw new DatabaseUnavailable(error, name);
      });
    },
    end: () => pool.end(),
  };
};

/** One database in this process: every pool is a set of sessions of its hub. */
export const embeddedDatabase = (embedded: EmbeddedDatabase, max: number): Database => {
  const { hub } = embedded;
  const pool = createPool({ stream: hub.stream(), max });
  const owner = new pg.Pool({ stream: hub.stream(), max: 1, types });
  const queuePool = new pg.Pool({ stream: hub.stream({ searchPath: 'bullmq' }), max: 20 });
  queuePool.setMaxListeners(50);
  const ofItsOwn = probing({ stream: hub.stream() }, 'the embedded database');
  return {
    kind: 'embedded',
    pool,
    reportPool: pool,
    probe: ofItsOwn.probe,
    login: undefined,
    queuePool,
    asOwner: async (work) => {
      const client = await owner.connect();
      try {
        return await work(client);
      } finally {
        client.release();
      }
    },
    close: async () => {
      await Promise.all([pool.end(), owner.end(), queuePool.end(), ofItsOwn.end()]);
      await embedded.close();
    },
  };
};
