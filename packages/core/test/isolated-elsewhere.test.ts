import { hash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { readManifests, type ReadPlugins } from '../src/host/read-manifests.ts';
import { startTestHost } from '../src/testing/index.ts';

let root: string | undefined;
afterEach(async () => {
  if (root !== undefined) await rm(root, { recursive: true, force: true });
});

const PERMITTED = `summary: 'x', permission: 'far.thing.read', about: 'tenant'`;

const hashesOf = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [name, hash('sha256', text, 'hex')]));

/** A plugin in a folder of its own, far from the workspace, as it is installed: JavaScript that brings no packages. */
const installed = async (
  manifest: string,
  files: Readonly<Record<string, string>> = {},
  /** what the checked package had, where it is checked */
  checked?: Readonly<Record<string, string>>,
): Promise<ReadPlugins> => {
  root = await mkdtemp(path.join(tmpdir(), 'installed-'));
  const all = {
    'package.json': '{"type":"module"}',
    'server/plugin.js': `
      import { contribute, createExtensionPoint, clock, crud, db, definePlugin, get, post, provide, hostToken, rawBody } from '@compliance-os/core';
      import { z } from 'zod';
      export default definePlugin({
        id: 'far', name: 'Far', version: '1.0.0', hostApi: '^1.0.0', isolated: true,
        permissions: crud('far.thing', 'things'), ${manifest}
      });`,
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
  const hashes = checked && hashesOf({ ...all, ...checked });
  return readManifests([
    {
      id: 'far',
      isolated: {
        entry: pathToFileURL(path.join(root, 'server/plugin.js')),
        root,
        ...(hashes ? { files: hashes } : {}),
      },
    },
  ]);
};

it('a plugin that is installed elsewhere shares the modules of the host, and serves', async () => {
  const { manifests, unread } = await installed(
    `data: { migrations: new URL('./migrations/', import.meta.url) },
     routes: [get('/things', { ${PERMITTED}, reply: z.array(z.object({ n: z.string() })), deps: { db }, load: () => import('./list.js') })]`,
    {
      'server/list.js': `export default ({ ctx, deps }) => deps.db.read(ctx).rows("select 'one' as n from (select 1) x where not exists (select 1 from far.thing)");`,
      'server/migrations/0001_thing.js': `import { migration } from '@compliance-os/core';
        export default migration((m) => m.tenantTable('thing', { columns: 'name text not null', audit: {} }));`,
    },
  );
  expect(unread).toEqual([]);
  const t = await startTestHost({ plugins: manifests });
  try {
    expect((await t.as('a').get('/v1/far/things')).body).toEqual([{ n: 'one' }]);
  } finally {
    await t.stop();
  }
});

it.each([
  ['as it was checked', {}, 200],
  ['changed since', { 'server/list.js': `export default () => [{ n: 'checked' }];` }, 500],
])('a file that is loaded at the first request is %s', async (_what, checked, status) => {
  const { manifests, unread } = await installed(
    `routes: [get('/things', { ${PERMITTED}, reply: z.array(z.object({ n: z.string() })), load: () => import('./list.js') })]`,
    { 'server/list.js': `export default () => [{ n: 'one' }];` },
    checked,
  );
  expect(unread).toEqual([]);
  const t = await startTestHost({ plugins: manifests });
  try {
    expect((await t.as('a').get('/v1/far/things')).status).toBe(status);
  } finally {
    await t.stop();
  }
});

it.each([
  [
    'SQL for the owner',
    `m.sql('grant all on core.person to public')`,
    'an isolated plugin writes no statements',
  ],
  [
    'a statement among the columns',
    `m.tenantTable('thing', { columns: "a text); drop table core.person; --", audit: {} })`,
    'm.tenantTable: columns: expected',
  ],
  [
    'a key to a table of core',
    `m.tenantTable('thing', { columns: 'person uuid', references: [{ column: 'person', table: 'core.person' }], audit: {} })`,
    'expected a table of "far" or core.entity, received "core.person"',
  ],
  [
    'a name that is none',
    `m.tenantTable('thing (a int); drop schema core; --', { columns: 'a text', audit: {} })`,
    'Invalid string',
  ],
])('a migration cannot bring %s: the plugin is put aside, the host starts', async (_what, up, reason) => {
  const { manifests } = await installed(`data: { migrations: new URL('./migrations/', import.meta.url) }`, {
    'server/migrations/0001_thing.js': `import { migration } from '@compliance-os/core'; export default migration((m) => ${up});`,
  });
  const t = await startTestHost({ plugins: manifests });
  try {
    expect(t.host.lifecycle.state('far')).toMatchObject({
      state: 'quarantined',
      reason: expect.stringContaining(reason),
    });
    expect(await t.sql('select 1 from core.person limit 1')).toEqual([]);
  } finally {
    await t.stop();
  }
});

it.each([
  [
    'services',
    `services: [provide(hostToken('far.x'), { load: async () => ({ default: () => ({}) }) })]`,
    'plugin "far": services[0]: expected no service, since other plugins would call into its process, received one; leave out isolated',
  ],
  [
    'an extension point',
    `extensionPoints: [createExtensionPoint('far.points')]`,
    'plugin "far": extensionPoints[0]: expected no extension point',
  ],
  [
    'a body that is a stream',
    `routes: [post('/up', { ${PERMITTED}, body: rawBody('text/csv', 'x'), load: async () => ({}) })]`,
    'plugin "far": routes[0].body: expected a body that is JSON',
  ],
  [
    'a service that is no promise',
    `routes: [get('/now', { ${PERMITTED}, deps: { clock }, load: async () => ({}) })]`,
    'plugin "far": routes[0].deps.clock: expected a service that works over a channel, received core.clock; use now and today of the context',
  ],
  [
    'a schema that contains itself',
    `routes: [get('/tree', { ${PERMITTED}, reply: (() => { const t = z.lazy(() => z.object({ t: t.optional() })); return t; })(), load: async () => ({}) })]`,
    'plugin "far": routes[0].reply: expected a schema that can be sent, received a schema that contains itself',
  ],
  [
    'migrations of another folder',
    `data: { migrations: new URL('../../elsewhere/', import.meta.url) }`,
    'plugin "far": data.migrations: expected a folder of',
  ],
])('%s in its manifest: refused with blame', async (_what, manifest, message) => {
  const { unread } = await installed(manifest);
  expect(unread[0]?.error.message).toContain(message);
});

it('a contribution that holds a function is refused with its place', async () => {
  const { manifests } = await installed(
    `contributes: [contribute(createExtensionPoint('far.own'), async () => ({ default: { rules: [{ check: () => true }] } }))]`,
  );
  await expect(manifests[0]!.contributes![0]!.load()).rejects.toThrow(
    'contributes[0]: rules[0].check: expected data, received a function',
  );
});

it('a manifest that throws, never comes or is another is told, and nothing of it was loaded here', async () => {
  const { unread } = await installed(
    `get version() { globalThis.LOADED_BY_THE_HOST = true; throw new Error('bad day'); }`,
  );
  expect(unread[0]?.error.message).toContain('bad day');
  expect((globalThis as { LOADED_BY_THE_HOST?: boolean }).LOADED_BY_THE_HOST).toBeUndefined();
});
