import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const CLI = path.join(import.meta.dirname, '../cli.ts');
const COMMANDS =
  'explain import generate migrate worker web operator person plugin secret tenant openapi doctor'.split(' ');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const call = (...args: string[]) =>
  new Promise<{ code: number; out: string; told: string }>((resolve) => {
    execFile(
      process.execPath,
      ['--conditions=@compliance-os/source', CLI, ...args],
      { cwd: folder, timeout: 20_000 },
      (error, out, told) => resolve({ code: Number(error?.code ?? 0), out, told }),
    );
  });

describe('the command line', () => {
  it('lists its commands', async () => {
    const { out } = await call('help');
    expect([...out.matchAll(/^ {2}(\w+) {2,}/gm)].map(([, name]) => name)).toEqual(COMMANDS);
  });

  it.each(['migrate', 'operator', 'person', 'plugin', 'secret', 'tenant'])(
    'tells the arguments of %s, and does nothing',
    async (name) => {
      const { code, out } = await call(name, '--help');
      expect(code).toBe(0);
      expect(out).toMatch(new RegExp(`^compliance-os ${name}`));
      expect(existsSync(path.join(folder, '.data'))).toBe(false);
    },
  );

  it('refuses words that a command does not take, instead of passing them over', async () => {
    const { code, told } = await call('migrate', '--dry-run');
    expect(code).toBe(2);
    expect(told).toContain('expected no arguments, received --dry-run');
    expect(existsSync(path.join(folder, '.data'))).toBe(false);
  });
});
