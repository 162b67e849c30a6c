import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { createKeyPair, keyId, sha256, signManifest, type PackageFiles } from '@compliance-os/core/package';
import { rawArchive, type RawEntry, type TestClient } from '@compliance-os/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { author } from './installing/food-packages.ts';
import {
  addTenant,
  administratorOf,
  newPortal,
  OPERATOR,
  operatorOf,
  type Portal,
} from './installing/portal.ts';

type Running = Awaited<ReturnType<Portal['start']>>;

const acme = await author();
const first = await acme.release('1.0.0');
const second = await acme.release('2.0.0', { breaking: true });
const portal = await newPortal();
const scratch = await mkdtemp(path.join(tmpdir(), 'compliance-os-packages-'));
let running: Running;
afterAll(async () => {
  await running.stop();
  await Promise.all([acme.dispose(), portal.dispose(), rm(scratch, { recursive: true })]);
});

const cli = (...args: string[]) => portal.cli('plugin', ...args);
const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();
const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);

/** Every file of the plugins folder, by content. */
const snapshot = async (): Promise<Record<string, string>> => {
  const entries = await readdir(portal.pluginsFolder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, sha256(await readFile(file))] as const)),
  );
};

const archived = async (files: PackageFiles | readonly RawEntry[]): Promise<string> => {
  const entries = Array.isArray(files)
    ? (files as readonly RawEntry[])
    : [...(files as PackageFiles)].map(([name, body]) => ({ path: `package/${name}`, body }));
  const file = path.join(scratch, `${createHash('sha256').update(String(Math.random())).digest('hex')}.tgz`);
  await writeFile(file, rawArchive(entries));
  return file;
};

const mallory = createKeyPair();

/** The package with another `plugin.json`, signed as said. */
const forged = (change: (manifest: Record<string, unknown>) => object, privateKey?: string): PackageFiles => {
  const manifest = bytes(
    JSON.stringify(change(JSON.parse(text(first.files.get('plugin.json'))) as Record<string, unknown>)),
  );
  const files = new Map([...first.files, ['plugin.json', manifest]] as const);
  files.delete('plugin.sig');
  if (privateKey !== undefined)
    files.set('plugin.sig', bytes(JSON.stringify(signManifest(manifest, privateKey))));
  return files;
};

describe('a plugin that is installed into a portal', () => {
  let operator: TestClient;
  let a: TestClient;
  let b: TestClient;
  let tenantA: string;

  beforeAll(async () => {
    await portal.succeed('operator', '--email', OPERATOR, '--name', 'Operator');
    await portal.succeed('plugin', 'trust', acme.publicKey, '--name', 'Acme');
    running = await portal.start();
    operator = await operatorOf(running.url);
    tenantA = await addTenant(operator, running.url, 'alpha');
    await addTenant(operator, running.url, 'beta');
    await portal.succeed('plugin', 'add', first.archive, '--yes');
    await running.stop();
    running = await portal.start();
    operator = await operatorOf(running.url);
    a = await administratorOf(running.url, 'alpha');
    b = await administratorOf(running.url, 'beta');
    for (const id of ['compliance', 'food']) {
      await operator.put(`/v1/operator/tenants/${tenantA}/plugins/${id}`, { allowed: true });
      await a.post(`/v1/plugins/${id}/enable`, {});
    }
  }, 240_000);

  it('answers for the tenant that has it on, by the schemas and tokens of the portal, and for nobody else', async () => {
    expect(await a.get('/v1/food/licences')).toMatchObject({
      status: 200,
      body: { count: 0, point: 'compliance.masters' },
    });
    expect((await b.get('/v1/food/licences')).status).toBe(404);
  });

  it('sends its panels to that tenant, from an address of its own, and no server code', async () => {
    const { body } = await a.get<{ plugins: Record<string, { ui?: { entry?: string } }> }>('/v1/portal');
    const entry = body.plugins['food']!.ui!.entry!;
    expect(entry).toMatch(/^\/plugins\/food\/1\.0\.0\/ui\/ui-[\w-]+\.js$/);
    expect((await b.get<{ plugins: object }>('/v1/portal')).body.plugins).not.toHaveProperty('food');

    const file = await fetch(running.url + entry);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    const sent = new Uint8Array(await file.arrayBuffer());
    const page = await (await fetch(running.url)).text();
    const { integrity } = JSON.parse(/<script type="importmap"[^>]*>(.*?)<\/script>/.exec(page)![1]!) as {
      integrity: Record<string, string>;
    };
    expect(integrity[entry]).toBe(`sha384-${createHash('sha384').update(sent).digest('base64')}`);

    const others = [
      'server/plugin.js',
      'plugin.json',
      'plugin.sig',
      'ui/..%2fserver%2fplugin.js',
      'ui/%2e%2e/plugin.json',
      'ui/gone.js',
      '../../installed.json',
    ];
    const answers = others.map(
      async (other) => (await fetch(`${running.url}/plugins/food/1.0.0/${other}`)).status,
    );
    expect(await Promise.all(answers)).toEqual(others.map(() => 404));
  });

  it('stands in the system log and in the list of the operator', async () => {
    const { body } = await operator.get<{ items: { act: string; detail: object }[] }>('/v1/operator/log');
    expect(body.items.filter(({ act }) => act.startsWith('plugin.'))).toEqual([
      expect.objectContaining({
        act: 'plugin.installed',
        detail: { plugin: 'food', version: '1.0.0', key: keyId(acme.publicKey), reason: null },
      }),
    ]);
    expect((await cli('list')).said).toMatch(/food@1\.0\.0 +signed by Acme/);
    expect(await cli('doctor')).toMatchObject({ code: 0 });
  });

  it.each<[string, () => Promise<string>, RegExp]>([
    [
      'a package with a changed file',
      () => archived(new Map([...first.files, ['server/plugin.js', bytes('process.exit(1)')]])),
      /food@1\.0\.0": server\/plugin\.js: expected SHA-256/,
    ],
    [
      'a package with a manifest that was changed after it was signed',
      () =>
        archived(
          new Map([
            ...forged((m) => ({ ...m, name: 'Other' })),
            ['plugin.sig', first.files.get('plugin.sig')!],
          ]),
        ),
      /plugin\.sig: signature: expected the signature of "Acme"/,
    ],
    [
      'signed with an unknown key',
      () => archived(forged((m) => m, mallory.privateKey)),
      /plugin\.sig: key: expected a key that the operator trusts/,
    ],
    ['not signed', () => archived(forged((m) => m)), /plugin\.sig: expected a signature, received none/],
    [
      'an archive with a path that leaves the folder',
      () => archived([{ path: 'package/../../../trust.json', body: bytes('{}') }]),
      /no empty, "\." or "\.\." part/,
    ],
    [
      'an archive with a link',
      () => archived([{ path: 'package/ui', type: 'SymbolicLink', linkpath: '/etc' }]),
      /package\/ui: expected a file, received a SymbolicLink/,
    ],
    [
      'a folder with a link',
      async () => {
        const folder = path.join(scratch, 'linked');
        await cp(path.join(path.dirname(first.archive), 'plugin'), folder, { recursive: true });
        await symlink('/etc/hostname', path.join(folder, 'ui', 'name.js'));
        return folder;
      },
      /ui\/name\.js: expected a file, received a link/,
    ],
    [
      'an archive that unpacks to more than it may',
      async () => {
        const file = path.join(scratch, 'bomb.tgz');
        await writeFile(file, gzipSync(Buffer.alloc(120_000_000)));
        return file;
      },
      /size: expected at most \d+ bytes when unpacked, received more/,
    ],
  ])('is refused by name where it is %s, and nothing is changed', async (_what, make, problem) => {
    const before = await snapshot();
    const { code, said } = await cli('add', await make(), '--yes');
    expect(said).toMatch(problem);
    expect(code).toBe(1);
    expect(await snapshot()).toEqual(before);
    expect((await a.get('/v1/food/licences')).status).toBe(200);
  });

  it.each<[string, (manifest: Record<string, unknown>) => object, RegExp]>([
    ['host', (m) => ({ ...m, hostApi: '^9.0.0' }), /hostApi: expected a range that contains this host's/],
    ['back office', (m) => ({ ...m, uiApi: 9 }), /uiApi: expected this back office's 1, received 9/],
    [
      'plugin beside it',
      (m) => ({ ...m, requires: { compliance: '^9.0.0' } }),
      /requires\.compliance: expected a range that contains the installed 1\.\d+\.\d+/,
    ],
    [
      'plugin that is not there',
      (m) => ({ ...m, requires: { payrol: '^1.0.0' } }),
      /requires\.payrol: expected an installed plugin/,
    ],
    [
      'shared module',
      (m) => ({ ...m, shared: { zod: '^3.0.0' } }),
      /shared\.zod: expected a range that contains this host's 4/,
    ],
    [
      'id of the portal itself',
      (m) => ({ ...m, id: 'gst' }),
      /id: expected an id that no plugin of the portal itself has/,
    ],
  ])('is refused where it was made for another %s', async (_what, change, problem) => {
    const before = await snapshot();
    const theirs = createKeyPair();
    const there = await newPortal();
    try {
      await there.cli('plugin', 'trust', theirs.publicKey);
      const archive = await archived(forged((m) => ({ ...change(m), version: '1.5.0' }), theirs.privateKey));
      const { code, said } = await there.cli('plugin', 'add', archive, '--yes');
      expect(said).toMatch(problem);
      expect(code).toBe(1);
      await expect(readdir(path.join(there.pluginsFolder, 'food'))).rejects.toThrow('ENOENT');
    } finally {
      await there.dispose();
    }
    expect(await snapshot()).toEqual(before);
  });

  it('shows what would change, and changes nothing until it is told to', async () => {
    const before = await snapshot();
    const shown = await cli('add', second.archive, '--dry-run');
    expect(shown).toMatchObject({ code: 0 });
    expect(shown.said).toMatch(/replaces +food@1\.0\.0/);
    expect(shown.said).toMatch(/no way back +behind migration 0002_rename-number/);
    expect(shown.said).toMatch(/tables +licence/);
    expect((await cli('add', second.archive)).said).toMatch(/Nothing was changed: expected --yes/);
    expect(await snapshot()).toEqual(before);
  });

  it('is not revoked by a part of a version, nor is what the portal is built with', async () => {
    const before = await snapshot();
    for (const [given, said] of [
      ['food@1', /<id>@<version>, such as food@1\.0\.0, received "food@1"/],
      ['compliance@1.0.0', /received "compliance", which is part of the portal/],
    ] as const)
      expect(await cli('revoke', given)).toMatchObject({ code: 2, said: expect.stringMatching(said) });
    expect(await snapshot()).toEqual(before);
  });

  it('is put aside at the next start, by name, when its version is revoked; the rest of the portal serves', async () => {
    expect((await cli('revoke', 'food@1.0.0')).said).toMatch(
      /Will not run after the next start: food@1\.0\.0/,
    );
    expect((await a.get('/v1/food/licences')).status).toBe(200);
    await running.stop();
    running = await portal.start();
    a = await administratorOf(running.url, 'alpha');
    expect((await a.get('/v1/food/licences')).status).toBe(503);
    expect((await a.get('/v1/entities')).status).toBe(200);
    expect((await a.get('/v1/portal')).body).toMatchObject({
      plugins: {
        food: {
          state: 'quarantined',
          version: '1.0.0',
          reason: expect.stringMatching(/^verification: .*not revoked/),
        },
      },
    });
    expect(await cli('doctor')).toMatchObject({
      code: 1,
      said: expect.stringMatching(
        /REFUSED {2}food@1\.0\.0\n.*expected a version that is not revoked.*; install another version/,
      ),
    });
  });

  it('is followed by a newer version, and cannot go back across its breaking migration', async () => {
    expect(await cli('add', second.archive, '--yes')).toMatchObject({ code: 0 });
    const before = await snapshot();
    const third = await acme.release('1.9.0');
    const { code, said } = await cli('add', third.archive, '--yes');
    expect(said).toMatch(
      /expected a version that knows the breaking migration 0002_rename-number of food@2\.0\.0, received the older 1\.9\.0/,
    );
    expect(code).toBe(1);
    expect(await snapshot()).toEqual(before);
  });

  it('does not run where a file of it was changed on the disk, and runs again once it is installed again', async () => {
    const file = path.join(portal.pluginsFolder, 'food/2.0.0/server/plugin.js');
    await writeFile(file, `throw new Error('ran');\n`);
    await running.stop();
    running = await portal.start();
    a = await administratorOf(running.url, 'alpha');
    expect((await a.get('/v1/portal')).body).toMatchObject({
      plugins: {
        food: {
          state: 'quarantined',
          reason: expect.stringMatching(/^verification: .*server\/plugin\.js: expected SHA-256/),
        },
      },
    });
    expect(running.output()).not.toContain('Error: ran');

    expect(await cli('add', second.archive, '--yes')).toMatchObject({ code: 0 });
    await running.stop();
    running = await portal.start();
    a = await administratorOf(running.url, 'alpha');
    expect((await a.get('/v1/food/licences')).status).toBe(200);
  });

  it('is gone after it was removed, with its data and the record of it kept', async () => {
    expect(await cli('remove', 'food', '--yes')).toMatchObject({ code: 0 });
    const older = await acme.release('1.9.0');
    expect(await cli('add', older.archive, '--yes')).toMatchObject({
      code: 1,
      said: expect.stringContaining('the breaking migration 0002_rename-number of food@2.0.0'),
    });
    await running.stop();
    running = await portal.start();
    operator = await operatorOf(running.url);
    a = await administratorOf(running.url, 'alpha');
    expect((await a.get('/v1/food/licences')).status).toBe(404);
    const { body } = await operator.get<{ items: { act: string; detail: { version: string } }[] }>(
      '/v1/operator/log',
    );
    const acts = body.items.filter(({ act }) => act.startsWith('plugin.'));
    expect(acts.map(({ act, detail }) => `${act} ${detail.version}`).toReversed()).toEqual([
      'plugin.installed 1.0.0',
      'plugin.refused 1.0.0',
      'plugin.refused 2.0.0',
      'plugin.installed 2.0.0',
      'plugin.removed 2.0.0',
    ]);
  });
}, 240_000);
