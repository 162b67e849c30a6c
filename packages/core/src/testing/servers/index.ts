/** Real servers for tests: found on this machine, started in temporary folders, gone with the process. */
export { findServer, requireServer, type FoundServer, type ServerKind } from './find-server.ts';
export { startPostgres, type PostgresOptions, type PostgresServer } from './postgres-server.ts';
export { startRedis, type RedisOptions, type RedisServer } from './redis-server.ts';
export { createDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database.ts';
