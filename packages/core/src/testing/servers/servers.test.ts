import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  createDatabase,
  findServer,
  requireServer,
  startPostgres,
  startRedis,
  type PostgresServer,
} from './index.ts';

const query = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<object>(sql)).rows;
  } finally {
    await client.end();
  }
};

describe('findServer', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('gives a program or the places it looked in', () => {
    vi.stubEnv('PATH', '/nowhere');
    expect(findServer('redis')).toEqual({ reason: 'redis: none of redis-server, valkey-server in /nowhere' });
  });

  it('lets a suite skip loudly on a desk, and not in a build', () => {
    vi.stubEnv('PATH', '/nowhere');
    vi.stubEnv('CI', '');
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    expect(requireServer('chromium')).toBeUndefined();
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('SKIPPED'));
    vi.stubEnv('CI', 'true');
    expect(() => requireServer('chromium')).toThrow('a real server is required');
  });
});

describe.skipIf(requireServer('postgres') === undefined)('startPostgres', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server?.stop();
  });

  it('serves TCP and the socket, for any user, with fsync on', async () => {
    const settings = `SELECT current_setting('fsync') AS fsync, current_user::text AS who`;
    expect(await query(server.adminUrl, settings)).toEqual([{ fsync: 'on', who: 'postgres' }]);
    await query(server.adminUrl, 'CREATE ROLE somebody LOGIN');
    expect(await query(server.socketUrl('postgres', 'somebody'), settings)).toEqual([
      { fsync: 'on', who: 'somebody' },
    ]);
  });

  it('makes databases, from a template too, and drops them under a client', async () => {
    const first = await createDatabase(server);
    await query(first.url(), `CREATE TABLE t AS SELECT 1 AS a`);
    const second = await createDatabase(server.adminUrl, { template: first.name });
    expect(await query(second.url('postgres'), 'SELECT * FROM t')).toEqual([{ a: 1 }]);
    const client = new pg.Client({ connectionString: second.url() });
    client.on('error', () => undefined);
    await client.connect();
    await Promise.all([first.drop(), second.drop()]);
    await client.end().catch(() => undefined);
    expect(await query(server.adminUrl, `SELECT 1 FROM pg_database WHERE datname LIKE 'test%'`)).toEqual([]);
  });

  it.each(['SIGQUIT', 'SIGKILL'] as const)('comes back after %s with what was committed', async (signal) => {
    await query(server.adminUrl, `CREATE TABLE ${signal} AS SELECT 1 AS a`);
    await server.kill(signal);
    await expect(query(server.adminUrl, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
    await server.restart();
    expect(await query(server.adminUrl, `SELECT * FROM ${signal}`)).toEqual([{ a: 1 }]);
  });

  it('leaves no folder behind when it is stopped', async () => {
    const other = await startPostgres({ fsync: false });
    expect(existsSync(other.dataDir)).toBe(true);
    await other.stop();
    expect(existsSync(other.dataDir)).toBe(false);
  });

  it('says why it did not start, with the log', async () => {
    await expect(startPostgres({ settings: { shared_buffers: 'nonsense' } })).rejects.toThrow(
      /PostgreSQL did not start: it ended with code 1[\s\S]*invalid value for parameter "shared_buffers"/,
    );
  });
});

describe.skipIf(requireServer('redis') === undefined)('startRedis', () => {
  it('keeps its data through a restart, loses it by flush, and is gone after stop', async () => {
    const { Redis } = await import('ioredis');
    const server = await startRedis();
    const read = async (): Promise<unknown> => {
      const client = new Redis(server.url, { maxRetriesPerRequest: 0 });
      client.on('error', () => undefined);
      try {
        return [await client.incr('n'), (await client.config('GET', 'maxmemory-policy')) as unknown];
      } finally {
        client.disconnect();
      }
    };
    const policy = ['maxmemory-policy', 'noeviction'];
    expect(await read()).toEqual([1, policy]);
    await server.restart();
    expect(await read()).toEqual([2, policy]);
    await server.flush();
    expect(await read()).toEqual([1, policy]);
    await server.stop();
    await expect(read()).rejects.toThrow('max retries');
  });

  it('does not outlive its process, even a killed one', async () => {
    const source = `
      const { startRedis } = await import(${JSON.stringify(new URL('./redis-server.ts', import.meta.url).href)});
      console.log((await startRedis()).port);
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const port of createInterface({ input: child.stdout })) {
      const listening = (): boolean =>
        execFileSync('sh', ['-c', 'cat /proc/net/tcp']).includes(
          Number(port).toString(16).toUpperCase().padStart(4, '0') + ' 00000000:0000 0A',
        );
      expect(listening()).toBe(true);
      child.kill('SIGKILL');
      for (let tries = 0; tries < 100 && listening(); tries++) await delay(20);
      expect(listening()).toBe(false);
      break;
    }
  });
});
