import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sha256, type PackageManifestInput } from '@compliance-os/core/package';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPortal, OPERATOR, operatorOf } from './installing/portal.ts';

const scratch = await mkdtemp(path.join(tmpdir(), 'compliance-os-unsigned-'));
const portal = await newPortal({ PLUGINS_ALLOW_UNSIGNED: 'true' });
let running: Awaited<ReturnType<typeof portal.start>>;
afterAll(async () => {
  await running.stop();
  await Promise.all([portal.dispose(), rm(scratch, { recursive: true })]);
});

/** A package written by hand: what its code says need not be what its manifest says. */
const packageOf = async (
  id: string,
  code: string,
  part: Partial<PackageManifestInput> = {},
): Promise<string> => {
  const folder = path.join(scratch, id);
  await mkdir(path.join(folder, 'server'), { recursive: true });
  await writeFile(path.join(folder, 'server/plugin.js'), code);
  const manifest: PackageManifestInput = {
    format: 1,
    id,
    name: id,
    version: '1.0.0',
    hostApi: '^1.0.0',
    server: 'server/plugin.js',
    shared: { '@compliance-os/core': '*' },
    files: { 'server/plugin.js': sha256(new TextEncoder().encode(code)) },
    ...part,
  };
  await writeFile(path.join(folder, 'plugin.json'), JSON.stringify(manifest));
  return folder;
};

const plain = (id: string, more = '', before = ''): string =>
  `${before}import { definePlugin } from '@compliance-os/core';
export default definePlugin({ id: '${id}', name: '${id}', version: '1.0.0', hostApi: '^1.0.0', ${more} });
`;

interface Listed {
  readonly items: readonly {
    readonly id: string;
    readonly health: { readonly state: string; readonly reason?: string };
  }[];
}

describe('packages that nobody has signed, on a portal that is set to run them', () => {
  const states = new Map<string, string>();
  const printed: string[] = [];

  beforeAll(async () => {
    const folders = [
      await packageOf('honest', plain('honest')),
      await packageOf('greedy', plain('greedy', '', `import 'pg';\n`)),
      await packageOf('undeclared', plain('undeclared', '', `import 'zod';\n`)),
      await packageOf('deep', plain('deep', '', `import '@compliance-os/core/host';\n`)),
      await packageOf('nosy', plain('nosy', '', `import '../../../honest/1.0.0/server/plugin.js';\n`)),
      await packageOf('liar', plain('liar', `capabilities: { http: ['https://elsewhere.example'] }`)),
      // The host has a PATH; a process of the plugin's own has no environment at all.
      await packageOf(
        'walled',
        plain('walled', 'isolated: true', `if (process.env.PATH) throw new Error('in the host');\n`),
        {
          isolated: true,
        },
      ),
      await packageOf('unwalled', plain('unwalled', 'isolated: true')),
      await packageOf('needy', plain('needy', `requires: { greedy: '^1.0.0' }`), {
        requires: { greedy: '^1.0.0' },
      }),
    ];
    for (const folder of folders) printed.push(await portal.succeed('plugin', 'add', folder, '--yes'));
    await portal.succeed('operator', '--email', OPERATOR, '--name', 'Operator');
    running = await portal.start();
    const operator = await operatorOf(running.url);
    for (const { id, health } of (await operator.get<Listed>('/v1/operator/plugins')).body.items)
      states.set(id, health.reason ?? health.state);
  }, 240_000);

  it('run, and each installation and every start says so', () => {
    expect(printed).toEqual(
      printed.map(() => expect.stringContaining('WARNING: NOBODY HAS SIGNED') as string),
    );
    expect(states.get('honest')).toBe('ready');
    expect(states.get('walled')).toBe('ready');
    expect(running.output()).toMatch(/"plugins":\["honest@1\.0\.0",.*"msg":"PLUGINS_ALLOW_UNSIGNED is on/);
  });

  it.each([
    [
      'greedy',
      /^import: plugin "greedy@1\.0\.0": import "pg": expected a file of its own or a module that its plugin\.json shares \(@compliance-os\/core\); bundle it/,
    ],
    ['undeclared', /import "zod": expected a file of its own or a module that its plugin\.json shares/],
    ['deep', /import "@compliance-os\/core\/host": expected/],
    ['nosy', /import "\.\.\/\.\.\/\.\.\/honest\/1\.0\.0\/server\/plugin\.js": expected/],
    [
      'liar',
      /^import: plugin "liar@1\.0\.0": capabilities: expected what its plugin\.json says \(\{\}\), received \{"http":\["https:\/\/elsewhere\.example"\]\}/,
    ],
    ['unwalled', /isolated: expected what its plugin\.json says \(false\), received true/],
    ['needy', /it requires "greedy", which failed at import/],
  ])('reach no further than their manifest says: %s is put aside', (id, reason) => {
    expect(states.get(id)).toMatch(reason);
  });

  it('are refused again once the setting is taken back', async () => {
    const { code, said } = await portal.cli('plugin', 'doctor');
    expect({ code, said }).toMatchObject({
      code: 0,
      said: expect.stringContaining('PLUGINS_ALLOW_UNSIGNED is on'),
    });
    const strict = await newPortal({ PLUGINS_FOLDER: portal.pluginsFolder });
    try {
      const asked = await strict.cli('plugin', 'doctor');
      expect(asked.code).toBe(1);
      expect(asked.said).toMatch(
        /REFUSED {2}honest@1\.0\.0\n.*plugin\.sig: expected a signature, received none/,
      );
    } finally {
      await strict.dispose();
    }
  });
});
