import type { TestProject } from 'vitest/node';
import { findServer } from './find-server.ts';
import { startPostgres, type PostgresServer } from './postgres-server.ts';
import { startRedis, type RedisServer } from './redis-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** superuser's URL of the run's PostgreSQL; undefined where none is installed */
    postgresUrl: string | undefined;
    /** URL of the run's Redis; undefined where none is installed */
    redisUrl: string | undefined;
  }
}

interface SharedServers {
  readonly postgres: PostgresServer | undefined;
  readonly redis: RedisServer | undefined;
}

let shared: Promise<SharedServers> | undefined;
let users = 0;

const start = async (): Promise<SharedServers> => {
  const has = (kind: 'postgres' | 'redis'): boolean => 'path' in findServer(kind);
  const [postgres, redis] = await Promise.all([
    has('postgres') ? startPostgres({ fsync: false, settings: { max_connections: '300' } }) : undefined,
    has('redis') ? startRedis() : undefined,
  ]);
  return { postgres, redis };
};

/**
 * vitest's global setup: one PostgreSQL and one Redis for the whole run, however many projects it has. Suites read
 * `inject('postgresUrl')` and `inject('redisUrl')` and make databases and prefixes of their own in them.
 * A suite that stops or kills servers starts its own.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  users++;
  shared ??= start();
  const { postgres, redis } = await shared;
  project.provide('postgresUrl', postgres?.adminUrl);
  project.provide('redisUrl', redis?.url);
  if (postgres !== undefined) process.env['COMPLIANCE_TEST_PG'] = postgres.adminUrl;
  return async () => {
    if (--users > 0) return;
    shared = undefined;
    await Promise.all([postgres?.stop(), redis?.stop()]);
  };
}
