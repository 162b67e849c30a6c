import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readAllManifests, readManifests, type ReadPlugins } from '../src/host.ts';
import { definePlugin } from '../src/index.ts';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import notes from './notes/plugin.ts';

const dependant = definePlugin({
  id: 'dependant',
  name: 'Dependant',
  version: '1.0.0',
  hostApi: '^1.0.0',
  requires: { throws: '^2.0.0' },
});
const sources = [
  {
    id: 'throws',
    package: { name: 'What throws', version: '2.1.0' },
    load: () => import('./troubled/manifests/throws.ts'),
  },
  { id: 'never-settles', load: () => import('./troubled/manifests/never-settles.ts') },
  { id: 'misnamed', load: async () => ({ default: notes }) },
  { id: 'notes', load: () => import('./notes/plugin.ts') },
  { id: 'dependant', load: async () => ({ default: dependant }) },
];

describe('a host whose list names plugins that cannot be imported', () => {
  let read: ReadPlugins;
  let t: TestHost<'a' | 'b'>;
  let readWithin: number;
  beforeAll(async () => {
    const begun = performance.now();
    read = await readManifests(sources, 300);
    readWithin = performance.now() - begun;
    t = await startTestHost({
      plugins: read.manifests,
      unread: read.unread,
      postgresUrl: inject('postgresUrl'),
    });
    await t.setPlugin('a', 'throws', true);
  });
  afterAll(() => t?.stop());

  it('serves the others', async () => {
    expect(readWithin).toBeLessThan(5_000);
    expect((await t.as('a').get('/v1/notes/notes')).status).toBe(200);
    expect((await fetch(`${t.url}/readyz`)).status).toBe(200);
  });

  it('tells the operator which are missing, and why', async () => {
    const { body } = await t
      .asOperator()
      .get<{ items: { id: string; health: { state: string; reason?: string } }[] }>('/v1/operator/plugins');
    const reasons = Object.fromEntries(
      body.items.map(({ id, health }) => [id, health.reason ?? health.state]),
    );
    expect(reasons).toEqual({
      throws: 'import: the manifest threw',
      'never-settles': 'import: the import of its manifest did not settle within 300 ms',
      misnamed: 'import: id of its manifest: expected "misnamed", received "notes"',
      notes: 'ready',
      dependant: 'it requires "throws", which failed at import: the manifest threw',
    });
  });

  it('names them as their packages do', async () => {
    const { body } = await t
      .asOperator()
      .get<{ items: { id: string; name: string; version: string }[] }>('/v1/operator/plugins');
    expect(body.items.find(({ id }) => id === 'throws')).toMatchObject({
      name: 'What throws',
      version: '2.1.0',
    });
  });

  it('answers for their addresses', async () => {
    expect(await t.as('a').get('/v1/throws/anything')).toMatchObject({
      status: 503,
      body: { code: 'PLUGIN_QUARANTINED' },
    });
    expect((await t.as('a').get('/v1/nobody/anything')).status).toBe(404);
  });

  it('is refused where every manifest is needed', async () => {
    await expect(readAllManifests(sources.slice(0, 1))).rejects.toThrow(
      'plugin "throws": the manifest threw',
    );
  });
});
