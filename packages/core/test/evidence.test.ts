import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newId } from '../src/index.ts';
import { startTestHost, type TestClient, type TestHost } from '../src/testing/index.ts';
import { addEntity, fieldsFor, PDF, pdf, type Item } from './evidence/sample.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('evidence', () => {
  let t: TestHost<'a' | 'b'>;
  let entity: string;
  let maker: TestClient;
  let checker: TestClient;
  const subject = newId();

  beforeAll(async () => {
    t = await startTestHost({ plugins: [], postgresUrl: inject('postgresUrl') });
    entity = await addEntity(t);
    maker = t.as('a', { name: 'Maker' });
    checker = t.as('a', { name: 'Checker' });
  });
  afterAll(() => t?.stop());

  const fields = () => ({ ...fieldsFor(entity), subjectId: subject });

  it('gives back the bytes that were put in, by a link that expires', async () => {
    const stored = await maker.upload<Item>('/v1/evidence', fields(), pdf());
    expect(stored).toMatchObject({
      status: 201,
      body: { version: 1, status: 'stored', sha256: sha256(PDF) },
    });
    const link = await maker.post<{ url: string }>(`/v1/evidence/${stored.body.id}/download`);
    const file = await fetch(`${t.url}${link.body.url}`);
    expect(file.status).toBe(200);
    expect(await file.text()).toBe(PDF);
    expect((await fetch(`${t.url}${link.body.url.replace(/sig=./, 'sig=x')}`)).status).toBe(404);
  });

  it('keeps old versions beside new ones', async () => {
    const first = await maker.upload<Item>('/v1/evidence', fields(), pdf());
    const second = await maker.upload<Item>(
      `/v1/evidence/${first.body.id}/versions`,
      {},
      pdf(PDF.replace('1.4', '1.5')),
    );
    expect(second.body).toMatchObject({ version: 2, sha256: sha256(PDF.replace('1.4', '1.5')) });
    const all = await maker.get<{ items: Item[] }>('/v1/evidence?versions=true');
    expect(all.body.items.map(({ id }) => id)).toEqual(
      expect.arrayContaining([first.body.id, second.body.id]),
    );
    const newest = await maker.get<{ items: Item[] }>('/v1/evidence');
    expect(newest.body.items.map(({ id }) => id)).not.toContain(first.body.id);
  });

  it('takes a new version after one that was killed before its row, and several of one moment', async () => {
    const first = await maker.upload<Item>('/v1/evidence', fields(), pdf());
    const killed = ['evidence', 'objects', t.tenants.a, entity, subject, `${first.body.id}_2.pdf`];
    await writeFile(path.join(t.folder, ...killed), 'of nobody');
    const next = (text: string) =>
      maker.upload<Item>(`/v1/evidence/${first.body.id}/versions`, {}, pdf(PDF.replace('1.4', text)));
    expect(await next('1.5')).toMatchObject({ status: 201, body: { version: 3 } });
    const together = await Promise.all([next('1.6'), next('1.7'), next('1.3')]);
    expect(together.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(together.map(({ body }) => body.version).toSorted((a, b) => a - b)).toEqual([4, 5, 6]);
  });

  it('refuses its maker as checker, and any change after approval, in the portal and in the database', async () => {
    const stored = await maker.upload<Item>('/v1/evidence', fields(), pdf());
    expect((await maker.post<Item>(`/v1/evidence/${stored.body.id}/approve`)).body.code).toBe(
      'MAKER_IS_CHECKER',
    );
    expect((await checker.post<Item>(`/v1/evidence/${stored.body.id}/approve`)).body.status).toBe('approved');
    await t.drain();
    const change = (set: string) => t.sql(`update core.evidence set ${set} where id = $1`, [stored.body.id]);
    await expect(change(`file_name = 'other.pdf'`)).rejects.toThrow('approved');
    await expect(change(`sha256 = repeat('0', 64)`)).rejects.toThrow('new version');
    await expect(change(`retain_until = '2027-01-01'`)).rejects.toThrow('approved');
    await expect(t.sql('delete from core.evidence where id = $1', [stored.body.id])).rejects.toThrow(
      'never deleted',
    );
  });

  it('refuses what is not what its name says, what is too large, and another entity', async () => {
    const wrong = await maker.upload<Item>('/v1/evidence', fields(), {
      name: 'return.pdf',
      type: 'application/pdf',
      content: 'MZ not a pdf',
    });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'EVIDENCE_TYPE_MISMATCH' } });
    const large = await maker.upload<Item>('/v1/evidence', fields(), {
      name: 'a.txt',
      type: 'text/plain',
      content: 'x'.repeat(11 * 1024 * 1024),
    });
    expect(large).toMatchObject({ status: 413, body: { code: 'EVIDENCE_TOO_LARGE' } });
    expect((await t.as('b').upload('/v1/evidence', fields(), pdf())).status).toBe(404);
  });

  it('tells of a cursor that it cannot read instead of beginning again, like every list of core', async () => {
    for (const list of ['evidence', 'audit', 'jobs', 'mail', 'entities', 'people']) {
      const { status, body } = await maker.get<Item>(`/v1/${list}?cursor=nonsense`);
      expect([list, status, body.code]).toEqual([list, 422, 'INVALID']);
    }
  });

  it('is counted', async () => {
    const metrics = await (await fetch(`${t.url}/metrics`)).text();
    expect(metrics).toMatch(/evidence_uploads_total\{outcome="stored"\} \d/);
    expect(metrics).toMatch(
      /api_request_duration_seconds_count\{method="POST",route="\/v1\/evidence",status="201"\}/,
    );
  });
});
