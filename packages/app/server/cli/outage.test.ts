import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freshPostgres } from '@compliance-os/core/testing';
import { describe, expect, inject, it } from 'vitest';

const postgresUrl = inject('postgresUrl');
const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));
const SERVE = fileURLToPath(new URL('../serve.ts', import.meta.url));

/** A port that nothing listens on. */
const closedPort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const production = (env: Readonly<Record<string, string>>): Record<string, string> => ({
  COMPLIANCE_OS_MODE: 'production',
  PUBLIC_URL: 'http://localhost:7007',
  MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  LOG_LEVEL: 'silent',
  ...env,
});

const run = async (args: readonly string[], env: Readonly<Record<string, string>>) => {
  const child = spawn(process.execPath, ['--conditions=@compliance-os/source', ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'exit')) as [number];
  return { code, said: said.trim() };
};

/** Each starts the whole program. */
const LIMIT = { timeout: 120_000 };

describe('a database that is down', LIMIT, () => {
  it.each([['web'], ['worker'], ['serve']])('is named by %s, without its password', async (command) => {
    const port = await closedPort();
    const entry = command === 'serve' ? [SERVE] : [CLI, command];
    const { code, said } = await run(
      entry,
      production({
        DATABASE_URL: `postgres://portal:hush@127.0.0.1:${port}/compliance`,
        REDIS_URL: `redis://127.0.0.1:${port}`,
      }),
    );
    expect(code).toBe(1);
    expect(said).toMatch(
      /^DATABASE_URL: PostgreSQL at 127\.0\.0\.1:\d+\/compliance cannot be reached: .*ECONNREFUSED/,
    );
    expect(said).not.toMatch(/hush|\n/);
  });

  it('is named by migrate, as the owner reaches it', async () => {
    const port = await closedPort();
    const { code, said } = await run(
      [CLI, 'migrate'],
      production({
        DATABASE_URL: `postgres://portal:hush@127.0.0.1:${port}/compliance`,
        DATABASE_OWNER_URL: `postgres://owner:hush@127.0.0.1:${port}/compliance`,
        REDIS_URL: `redis://127.0.0.1:${port}`,
      }),
    );
    expect(code).toBe(1);
    expect(said).toMatch(
      /^DATABASE_OWNER_URL: PostgreSQL at 127\.0\.0\.1:\d+\/compliance cannot be reached: .*ECONNREFUSED/,
    );
    expect(said).not.toMatch(/hush|\n/);
  });
});

describe.skipIf(postgresUrl === undefined)('Redis that is down', LIMIT, () => {
  it('is named, without its password', async () => {
    const { urls, drop } = await freshPostgres(postgresUrl!);
    try {
      const port = await closedPort();
      const { code, said } = await run(
        [CLI, 'worker'],
        production({ DATABASE_URL: urls!.url, REDIS_URL: `redis://:hush@127.0.0.1:${port}/0` }),
      );
      expect(code).toBe(1);
      expect(said).toMatch(/^REDIS_URL: Redis at 127\.0\.0\.1:\d+ cannot be reached: .*ECONNREFUSED/);
      expect(said).not.toMatch(/hush|\n/);
    } finally {
      await drop();
    }
  });
});

describe('a port in use', LIMIT, () => {
  it('is named, and the portal ends', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const folder = await mkdtemp(path.join(tmpdir(), 'compliance-os-port-'));
    try {
      const { code, said } = await run([SERVE], {
        PORT: String(port),
        DATABASE_FOLDER: path.join(folder, 'database'),
        EVIDENCE_FOLDER: path.join(folder, 'evidence'),
        COMPLIANCE_OS_DEMO: 'off',
        LOG_LEVEL: 'silent',
      });
      expect({ code, said }).toEqual({
        code: 1,
        said: `port ${port} is in use: stop the other process or set PORT to a free one`,
      });
    } finally {
      taken.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
