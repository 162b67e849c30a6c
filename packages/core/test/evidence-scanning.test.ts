/** Uploads with a virus scanner that speaks clamd's protocol on loopback: what it finds, and what it does not answer. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { ClamdScanner } from '../src/evidence/intake/index.ts';
import {
  EICAR,
  startClamd,
  type ClamdBehaviour,
  type ClamdSimulator,
} from '../src/evidence/intake/testing/clamd-simulator.ts';
import { startTestHost, type TestClient, type TestHost } from '../src/testing/index.ts';
import { addEntity, fieldsFor, PDF, pdf, type Item } from './evidence/sample.ts';

const infected = { name: 'return.txt', type: 'text/plain', content: EICAR };

describe('evidence under a virus scanner', () => {
  let t: TestHost<'a' | 'b'>;
  let clamd: ClamdSimulator;
  let maker: TestClient;
  let checker: TestClient;
  let entity: string;

  beforeAll(async () => {
    clamd = await startClamd();
    t = await startTestHost({
      plugins: [],
      postgresUrl: inject('postgresUrl'),
      scanner: new ClamdScanner({ address: clamd.address, timeoutMs: 300 }),
    });
    entity = await addEntity(t);
    maker = t.as('a', { name: 'Maker' });
    checker = t.as('a', { name: 'Checker' });
  });
  beforeEach(() => {
    clamd.behaviour = 'obey';
  });
  afterAll(async () => {
    await t?.stop();
    await clamd?.close();
  });

  const upload = (file = pdf()) => maker.upload<Item>('/v1/evidence', fieldsFor(entity), file);
  const uploadWhile = async (behaviour: ClamdBehaviour, file = pdf()): Promise<Item> => {
    clamd.behaviour = behaviour;
    const { body } = await upload(file);
    return body;
  };
  const state = async (id: string) => (await maker.get<Item>(`/v1/evidence/${id}`)).body;
  const download = (id: string) => maker.post<Item>(`/v1/evidence/${id}/download`);
  const approve = (id: string) => checker.post<Item>(`/v1/evidence/${id}/approve`);
  /** What the queue would do when the wait is over. */
  const scanAgain = async (): Promise<void> => {
    await t.sql(`update core.job set run_at = clock_timestamp(), rung_at = null where state = 'pending'`);
    await t.drain();
  };

  it('stores what the scanner has read to its end and found clean', async () => {
    expect(await upload()).toMatchObject({ status: 201, body: { status: 'stored' } });
    expect(clamd.received.toString()).toBe(PDF);
  });

  it('refuses what is infected, names it, and keeps nothing: no row, no object, nothing on its way', async () => {
    const before = await maker.get<{ items: Item[] }>('/v1/evidence?versions=true');
    const objects = await readdir(path.join(t.folder, 'evidence'), { recursive: true });
    const reply = await upload(infected);
    expect(reply).toMatchObject({ status: 422, body: { code: 'EVIDENCE_INFECTED' } });
    expect(reply.body.detail).toContain('"return.txt" carries Win.Test.EICAR_HDB-1 and was not kept');
    expect((await maker.get<{ items: Item[] }>('/v1/evidence?versions=true')).body.items).toHaveLength(
      before.body.items.length,
    );
    expect(await readdir(path.join(t.folder, 'evidence'), { recursive: true })).toEqual(objects);
    expect(await readdir(path.join(t.folder, 'evidence', 'incoming'))).toEqual([]);
    const metrics = await (await fetch(`${t.url}/metrics`)).text();
    expect(metrics).toMatch(/evidence_uploads_total\{outcome="refused"\} 1/);
  });

  it('refuses an infected new version, and the old one stays', async () => {
    const first = await maker.upload<Item>('/v1/evidence', fieldsFor(entity), {
      ...infected,
      content: 'harmless',
    });
    const next = await maker.upload<Item>(`/v1/evidence/${first.body.id}/versions`, {}, infected);
    expect(next).toMatchObject({ status: 422, body: { code: 'EVIDENCE_INFECTED' } });
    expect(await state(first.body.id)).toMatchObject({ version: 1, status: 'stored' });
  });

  it.each<ClamdBehaviour>(['silent', 'truncate', 'hang-up', 'garbage'])(
    'keeps a file in quarantine when the scanner is %s: nobody downloads or approves it',
    async (behaviour) => {
      const { id, status } = await uploadWhile(behaviour);
      expect(status).toBe('quarantined');
      expect(await download(id)).toMatchObject({ status: 409, body: { code: 'EVIDENCE_QUARANTINED' } });
      expect(await approve(id)).toMatchObject({ status: 409, body: { code: 'EVIDENCE_QUARANTINED' } });
      await scanAgain();
      expect(await state(id)).toMatchObject({ status: 'quarantined' });

      clamd.behaviour = 'obey';
      await scanAgain();
      expect(await state(id)).toMatchObject({ status: 'stored', warnings: [] });
      expect((await download(id)).status).toBe(200);
      expect((await approve(id)).body.status).toBe('approved');
    },
  );

  it('keeps what turns out to be infected in quarantine for good, and says what it carries', async () => {
    const { id } = await uploadWhile('hang-up', infected);
    clamd.behaviour = 'obey';
    await scanAgain();
    await scanAgain();
    expect(await state(id)).toMatchObject({
      status: 'quarantined',
      warnings: ['infected: Win.Test.EICAR_HDB-1'],
    });
    expect((await download(id)).status).toBe(409);
    expect((await approve(id)).status).toBe(409);
    expect(await readdir(path.join(t.folder, 'evidence', 'incoming'))).toEqual([]);
  });

  it('records the release in the audit log', async () => {
    const { id } = await uploadWhile('silent');
    clamd.behaviour = 'obey';
    await scanAgain();
    const { body } = await maker.get<{
      items: { act: { name: string }; after: { status: string } | null }[];
    }>(`/v1/audit?rowId=${id}`);
    expect(body.items.map(({ act, after }) => [act.name, after?.status])).toEqual(
      expect.arrayContaining([['core.scan-evidence', 'stored']]),
    );
  });
});
