import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freshPostgres } from '@compliance-os/core/testing';
import { describe, expect, inject, it } from 'vitest';

const postgresUrl = inject('postgresUrl');
const redisUrl = inject('redisUrl');
const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));

describe.skipIf(postgresUrl === undefined || redisUrl === undefined)(
  'web, on a database without schemas',
  () => {
    it('ends with what to do, and holds no connection back', async () => {
      const { urls, drop } = await freshPostgres(postgresUrl!);
      try {
        const child = spawn(process.execPath, ['--conditions=@compliance-os/source', CLI, 'web'], {
          env: {
            PATH: process.env['PATH'],
            COMPLIANCE_OS_MODE: 'production',
            DATABASE_URL: urls!.url,
            REDIS_URL: redisUrl,
            PUBLIC_URL: 'http://localhost:7007',
            MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
          },
          stdio: ['ignore', 'ignore', 'pipe'],
        });
        let said = '';
        child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
        expect(await once(child, 'exit')).toEqual([1, null]);
        expect(said.trim()).toMatch(
          /^the schema of "core" lacks 0001_foundation, .*: run "compliance-os migrate"$/,
        );
      } finally {
        await drop();
      }
    });
  },
);
