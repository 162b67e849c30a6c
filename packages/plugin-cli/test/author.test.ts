import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPackage, NO_TRUST, readArchive, withKey } from '@compliance-os/core/package';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
const MODULES = fileURLToPath(new URL('../../../node_modules', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'compliance-os-author-'));
  await symlink(MODULES, path.join(folder, 'node_modules'));
  await write('package.json', JSON.stringify({ name: '@acme/food', version: '1.0.0', type: 'module' }));
  await write('src/plugin.ts', manifest());
});
afterEach(() => rm(folder, { recursive: true }));

const write = async (file: string, text: string): Promise<void> => {
  const target = path.join(folder, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
};

const manifest = (part = '', before = ''): string => `import { definePlugin } from '@compliance-os/core';
${before}
export default definePlugin({ id: 'food', name: 'Food', version: '1.2.0', hostApi: '^1.0.0', ${part} });
`;

const MIGRATION = (
  options: string,
  body = `m.tenantTable('licence', { columns: 'n text', audit: {} })`,
): string =>
  `import { migration } from '@compliance-os/core';
export default migration(async (m) => ${body}, ${options});
`;

const cli = (...args: string[]): Promise<{ readonly code: number; readonly said: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--conditions=@compliance-os/source', CLI, ...args, '--project', folder],
      (error, out, told) => resolve({ code: Number(error?.code ?? 0), said: out + told }),
    );
  });

const built = async (): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(path.join(folder, 'dist/plugin/plugin.json'), 'utf8')) as Record<string, unknown>;

describe('compliance-os-plugin', () => {
  it('makes of sources an archive that a portal which trusts the key takes', async () => {
    await write(
      'src/plugin.ts',
      manifest(`data: { migrations: new URL('../migrations/', import.meta.url) }`),
    );
    await write('migrations/0001_first.ts', MIGRATION('{}'));
    await write('migrations/0002_split.ts', MIGRATION('{ breaking: true }', `m.sql('select 1')`));
    expect(await cli('build')).toMatchObject({ code: 0 });
    expect(await built()).toMatchObject({
      id: 'food',
      version: '1.2.0',
      breaking: ['0002_split'],
      declares: { tables: ['licence'] },
      shared: { '@compliance-os/core': expect.stringMatching(/^\^\d+\.\d+\.\d+$/) },
    });
    const key = path.join(folder, 'key.pem');
    const { said } = await cli('keygen', '--key', key);
    expect((await stat(key)).mode & 0o777).toBe(0o600);
    const publicKey = /plugin trust (\S+)/.exec(said)![1]!;
    expect(await cli('sign', '--key', key)).toMatchObject({ code: 0 });
    expect((await cli('pack')).said).not.toContain('not signed');
    const archive = path.join(folder, 'dist/food-1.2.0.tgz');
    const once = await readFile(archive);
    const trust = withKey(NO_TRUST, publicKey, 'Acme', new Date(0));
    const { findings, signer } = checkPackage('food', await readArchive(archive), {
      trust,
      allowUnsigned: false,
    });
    expect({ findings, signer }).toMatchObject({ findings: [], signer: { name: 'Acme' } });
    await cli('pack');
    expect((await readFile(archive)).equals(once)).toBe(true);
  });

  it('bundles what the portal does not give', async () => {
    await write('node-free/lib.js', 'export const answer = 42;\n');
    await write(
      'src/plugin.ts',
      manifest(
        '',
        `import { answer } from '../node-free/lib.js';\nconsole.assert(String(answer) === process.env['ANSWER']);`,
      ),
    );
    expect(await cli('build')).toMatchObject({ code: 0 });
    const code = await readFile(path.join(folder, 'dist/plugin/server/plugin.js'), 'utf8');
    expect(code).toContain('42');
    expect([...code.matchAll(/\b(?:import|from) ?["']([^"']+)["']/g)].map(([, name]) => name)).toEqual([
      '@compliance-os/core',
    ]);
    expect(Object.keys((await built())['shared'] as object)).toEqual(['@compliance-os/core']);
  });

  it.each([
    [
      'a part of what the portal gives',
      manifest('', `import '@compliance-os/core/host';`),
      /src\/plugin\.ts: import "@compliance-os\/core\/host": expected "@compliance-os\/core", which is all that the portal gives of it/,
    ],
    ['a module that is not there', manifest('', `import './gone.ts';`), /gone\.ts/],
    [
      'another thing than a manifest',
      'export default 42;\n',
      /expected a default export of definePlugin\(…\), received number/,
    ],
    [
      'migrations where there are none',
      manifest(`data: { migrations: new URL('../migrations/', import.meta.url) }`),
      /data\.migrations: expected a folder of NNNN_name\.ts files at .*\/migrations.*, found none/,
    ],
    [
      'a manifest that cannot be installed',
      manifest().replace('1.2.0', 'one'),
      /plugin "food": plugin\.json: version: expected a semantic version, received "one"/,
    ],
  ])('refuses to build %s, and leaves what was built before', async (_what, source, problem) => {
    expect(await cli('build')).toMatchObject({ code: 0 });
    const before = await built();
    await write('src/plugin.ts', source);
    const { code, said } = await cli('build');
    expect(said).toMatch(problem);
    expect(code).toBe(1);
    expect(await built()).toEqual(before);
    expect(await readdir(path.join(folder, 'dist'))).toEqual(['plugin']);
  });

  it('signs and packs nothing that was changed since it was built', async () => {
    await cli('build');
    const key = path.join(folder, 'key.pem');
    await cli('keygen', '--key', key);
    await write('dist/plugin/server/plugin.js', 'export default {};\n');
    for (const act of [['sign', '--key', key], ['pack']]) {
      const { code, said } = await cli(...act);
      expect(said).toMatch(/server\/plugin\.js: expected SHA-256 .*; build it again/);
      expect(code).toBe(1);
    }
    expect(await readdir(path.join(folder, 'dist'))).toEqual(['plugin']);
  });

  it('writes over no key', async () => {
    const key = path.join(folder, 'key.pem');
    await cli('keygen', '--key', key);
    const before = await readFile(key, 'utf8');
    expect(await cli('keygen', '--key', key)).toMatchObject({
      code: 1,
      said: expect.stringContaining('a key is never written over'),
    });
    expect(await readFile(key, 'utf8')).toBe(before);
  });

  it('signs with nothing that is not a private key, and says what it was given', async () => {
    await cli('build');
    for (const [file, received] of [
      [
        path.join(folder, 'package.json'),
        /expected an Ed25519 private key as "compliance-os-plugin keygen" makes it/,
      ],
      [path.join(folder, 'nowhere.pem'), /expected a file with the private key, received ENOENT/],
    ] as const) {
      const { code, said } = await cli('sign', '--key', file);
      expect(said).toMatch(received);
      expect(said).toContain(file);
      expect(code).toBe(1);
    }
    expect(await readdir(path.join(folder, 'dist/plugin'))).not.toContain('plugin.sig');
  });

  it('says that there is no plugin', async () => {
    await rm(path.join(folder, 'src'), { recursive: true });
    expect(await cli('build')).toMatchObject({
      code: 1,
      said: expect.stringContaining('expected its manifest in src/plugin.ts, found none'),
    });
    expect(await cli('sign')).toMatchObject({
      code: 1,
      said: expect.stringContaining('expected --key <file>'),
    });
    expect((await cli('pack')).said).toMatch(/folder: expected a folder that can be read, received ENOENT/);
  });
});
