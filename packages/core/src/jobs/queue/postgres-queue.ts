import { createPostgresBackend, runMigrations, withBackend, type PostgresConnectionOptions } from 'bullmq';
import pg from 'pg';
import type { EmbeddedHub } from '../../db/embedded/index.ts';
import { workerOptions, type BullBackend, type QueueOptions, type RingData } from './bull-backend.ts';
import { BullJobQueue } from './bull-job-queue.ts';
import type { JobQueue } from './job-queue.ts';
import { onceReached, ready } from './once-reached.ts';
import { outageLog } from './outage.ts';

/** BullMQ's tables live here; with a pool of ours the name is fixed. */
const SCHEMA = 'bullmq';
/** The worker keeps one connection for LISTEN; the rest is shared by as many statements as there are runs. */
const POOL_SIZE = 12;

/** Where the tables are: the embedded database, a server, or a pool that is somebody else's to end. */
export type PostgresQueuePlace =
  { readonly hub: EmbeddedHub } | { readonly url: string } | { readonly pool: pg.Pool };

export type PostgresQueueOptions = QueueOptions & PostgresQueuePlace;

const { Queue, Worker } = withBackend(createPostgresBackend);

/** BullMQ's own type of a pool: pg's, but for the typing of its events. */
type BullPool = Extract<PostgresConnectionOptions, { end(): Promise<void> }>;

const openPool = (place: PostgresQueuePlace): pg.Pool => {
  if ('pool' in place) return place.pool;
  if ('hub' in place)
    return new pg.Pool({ stream: place.hub.stream({ searchPath: SCHEMA }), max: POOL_SIZE });
  return new pg.Pool({ connectionString: place.url, options: `-c search_path=${SCHEMA}`, max: POOL_SIZE });
};

/** BullMQ names its tables without a schema and would find those of others, or none. */
const prepare = async (pool: pg.Pool): Promise<void> => {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ search_path: string }>('SHOW search_path');
    const path = rows[0]?.search_path ?? '';
    if (path.replaceAll('"', '') !== SCHEMA) {
      throw new Error(
        `job queue: pool: search_path: expected ${SCHEMA}, found ${path}; set options: '-c search_path=${SCHEMA}'`,
      );
    }
    await runMigrations(client, SCHEMA);
  } finally {
    client.release();
  }
};

/**
 * The job queue in PostgreSQL: for the embedded database, and for a small installation without Redis.
 * Makes and upgrades its tables, in schema `bullmq`.
 */
export const postgresQueue = async (options: PostgresQueueOptions): Promise<JobQueue> => {
  const { logger, name = 'jobs' } = options;
  const outage = outageLog('PostgreSQL', logger);
  const pool = openPool(options);
  pool.setMaxListeners(50); // each of BullMQ's classes listens
  pool.on('error', outage.failed);
  pool.on('connect', (client) => client.on('error', outage.failed)); // lent out, a broken connection would end the process
  const end = async (): Promise<void> => {
    if (!('pool' in options)) await pool.end();
  };
  try {
    await prepare(pool);
  } catch (error) {
    await end();
    throw error;
  }

  const connection = pool as unknown as BullPool;
  const queue = onceReached(async () => {
    const made = new Queue<RingData, void, string>(name, { connection });
    made.on('error', outage.failed);
    return ready(made);
  });

  const backend: BullBackend = {
    store: 'PostgreSQL',
    queue,
    worker: (process, settings) => {
      const worker = new Worker<RingData, void, string>(name, process, {
        connection,
        ...workerOptions(settings),
      });
      worker.on('error', outage.failed);
      return worker;
    },
    disconnect: end,
  };
  return new BullJobQueue(backend, options);
};
