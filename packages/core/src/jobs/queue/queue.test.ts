import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openEmbedded } from '../../db/embedded/index.ts';
import { requireServer, startPostgres, startRedis } from '../../testing/servers/index.ts';
import { postgresQueue, redisQueue } from './index.ts';
import { queueContract, type QueueStore } from './queue-contract.ts';

const module = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);

/** The tables of BullMQ, all but the record of its migrations. */
const truncateQueue = async (pool: pg.Pool): Promise<void> => {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename <> 'migration'`,
  );
  await pool.query(`TRUNCATE ${rows.map(({ name }) => `bullmq.${pg.escapeIdentifier(name)}`).join(', ')}`);
};

const redisStore = async (): Promise<QueueStore> => {
  const server = await startRedis();
  return {
    open: async (options) => redisQueue({ ...options, url: server.url, prefix: 'test' }),
    wipe: () => server.flush(),
    lend: (work) => work(),
    source: (name, lockMs) => `
      const { redisQueue } = await import(${module('./redis-queue.ts')});
      const queue = redisQueue({ url: '${server.url}', prefix: 'test', name: '${name}', lockMs: ${lockMs} });`,
    close: () => server.stop(),
  };
};

const postgresStore = async (): Promise<QueueStore> => {
  const server = await startPostgres({ fsync: false });
  const admin = new pg.Pool({ connectionString: server.adminUrl, max: 1 });
  return {
    open: (options) => postgresQueue({ ...options, url: server.adminUrl }),
    wipe: () => truncateQueue(admin),
    lend: (work) => work(),
    source: (name, lockMs) => `
      const { postgresQueue } = await import(${module('./postgres-queue.ts')});
      const queue = await postgresQueue({ url: '${server.adminUrl}', name: '${name}', lockMs: ${lockMs} });`,
    close: async () => {
      await admin.end();
      await server.stop();
    },
  };
};

const embeddedStore = async (): Promise<QueueStore> => {
  const root = mkdtempSync(path.join(tmpdir(), 'queue-'));
  const folder = path.join(root, 'data');
  const openFolder = async () => {
    const database = await openEmbedded({ folder, extensions: [] });
    return { database, admin: new pg.Pool({ stream: database.hub.stream(), max: 1 }) };
  };
  let held = await openFolder();
  const release = async (): Promise<void> => {
    await held.admin.end();
    await held.database.close();
  };
  return {
    open: (options) => postgresQueue({ ...options, hub: held.database.hub }),
    wipe: () => truncateQueue(held.admin),
    lend: async (work) => {
      await release();
      await work();
      held = await openFolder();
    },
    source: (name, lockMs) => `
      const { openEmbedded } = await import(${module('../../db/embedded/index.ts')});
      const { postgresQueue } = await import(${module('./postgres-queue.ts')});
      const { hub } = await openEmbedded({ folder: ${JSON.stringify(folder)}, extensions: [] });
      const queue = await postgresQueue({ hub, name: '${name}', lockMs: ${lockMs} });`,
    close: async () => {
      await release();
      rmSync(root, { recursive: true, force: true });
    },
  };
};

if (requireServer('redis') !== undefined) queueContract('Redis', redisStore);
if (requireServer('postgres') !== undefined) queueContract('PostgreSQL', postgresStore);
queueContract('the embedded database', embeddedStore);
