import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createKeyPair, readFolder, signManifest } from '@compliance-os/core/package';
import { rawArchive, type TestClient } from '@compliance-os/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addTenant,
  administratorOf,
  newPortal,
  OPERATOR,
  operatorOf,
  type Portal,
} from './installing/portal.ts';

const BUILT = path.join(import.meta.dirname, 'older-plugin/notes-1.0.0');

/** The package as its author would send it today: signed, otherwise untouched. */
const archiveOf = async (folder: string, to: string): Promise<{ file: string; publicKey: string }> => {
  const { privateKey, publicKey } = createKeyPair();
  const files = new Map(await readFolder(folder));
  const signature = JSON.stringify(signManifest(files.get('plugin.json')!, privateKey));
  files.set('plugin.sig', new TextEncoder().encode(signature));
  const file = path.join(to, 'notes-1.0.0.tgz');
  await writeFile(file, rawArchive([...files].map(([name, body]) => ({ path: `package/${name}`, body }))));
  return { file, publicKey };
};

describe('a plugin that was built against an earlier surface', () => {
  let scratch: string;
  let running: { readonly url: string; stop(): Promise<void> } | undefined;
  let a: TestClient;
  let b: TestClient;
  let portal: Portal;

  beforeAll(async () => {
    portal = await newPortal();
    scratch = await mkdtemp(path.join(tmpdir(), 'compliance-os-older-'));
    const { file, publicKey } = await archiveOf(BUILT, scratch);
    await portal.succeed('operator', '--email', OPERATOR, '--name', 'Operator');
    await portal.succeed('plugin', 'trust', publicKey, '--name', 'An author of then');
    await portal.succeed('plugin', 'add', file, '--yes');
    running = await portal.start();
    const { url } = running;
    const operator = await operatorOf(url);
    const tenant = await addTenant(operator, url, 'alpha');
    await addTenant(operator, url, 'beta');
    a = await administratorOf(url, 'alpha');
    b = await administratorOf(url, 'beta');
    await operator.put(`/v1/operator/tenants/${tenant}/plugins/notes`, { allowed: true });
    await a.post('/v1/plugins/notes/enable', {});
  }, 240_000);
  afterAll(async () => {
    await running?.stop();
    await portal.dispose();
    await rm(scratch, { recursive: true, force: true });
  });

  it('serves its routes, writes its table and runs its job, for the tenant that has it on', async () => {
    const { status, body } = await a.post<{ id: string }>('/v1/notes/notes', { text: 'still here' });
    expect(status).toBe(201);
    await expect
      .poll(async () => (await a.get(`/v1/notes/notes/${body.id}`)).body, { timeout: 20_000 })
      .toEqual({ id: body.id, text: 'STILL HERE' });
    expect((await b.get('/v1/notes/notes')).status).toBe(404);
  });

  it('has its acts told under its own version', async () => {
    const { body } = await a.get<{ items: { act: { plugin: string; name: string } }[] }>('/v1/audit');
    expect(body.items.map(({ act }) => `${act.name} ${act.plugin}`)).toContain(
      'notes.note.create notes@1.0.0',
    );
  });
});
