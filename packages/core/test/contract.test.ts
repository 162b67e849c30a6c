import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createExtensionPoint } from '../src/index.ts';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import notes from './notes/plugin.ts';

interface Problem {
  code: string;
  errors?: { path: string; expected?: string; received?: string }[];
}
interface AuditPage {
  items: {
    verb: string;
    relation: string | null;
    before: Record<string, string> | null;
    after: Record<string, string> | null;
    act: { name: string };
  }[];
}

const databases = [
  ['PostgreSQL', () => inject('postgresUrl')],
  ['the embedded database', () => undefined],
] as const;

describe.each(databases)('one plugin through every contract, on %s', (name, postgresUrl) => {
  let t: TestHost<'a' | 'b'>;
  const missing = name === 'PostgreSQL' && postgresUrl() === undefined;

  beforeAll(async () => {
    if (!missing) t = await startTestHost({ plugins: [notes], postgresUrl: postgresUrl() });
  });
  afterAll(async () => {
    await t?.stop();
  });

  it.skipIf(missing)('adds a row, its audit record, its event and its job in one transaction', async () => {
    const a = t.as('a');
    const added = await a.post<{ id: string }>('/v1/notes/notes', { text: 'hello' });
    expect(added).toMatchObject({ status: 201, body: { text: 'hello' } });
    const audit = await a.get<AuditPage>('/v1/audit?relation=notes.note');
    expect(audit.body.items).toMatchObject([
      { verb: 'insert', act: { name: 'notes.note.create' }, after: { text: 'hello', id: added.body.id } },
    ]);
    expect(audit.body.items[0]?.after).not.toHaveProperty('pin');

    expect(await t.drain()).toBe(2);
    expect((await a.get('/v1/notes/notes')).body).toEqual([{ id: added.body.id, text: 'HELLO' }]);
    expect(await t.sql('select seen from notes.note')).toEqual([{ seen: 1 }]);
  });

  it.skipIf(missing)('shows nothing of it to the other tenant', async () => {
    const [note] = (await t.as('a').get<{ id: string }[]>('/v1/notes/notes')).body;
    const b = t.as('b');
    expect((await b.get('/v1/notes/notes')).body).toEqual([]);
    expect((await b.get(`/v1/notes/notes/${note?.id}`)).status).toBe(404);
    expect(
      (await b.get<AuditPage>('/v1/audit')).body.items.filter(({ relation }) => relation === 'notes.note'),
    ).toEqual([]);
  });

  it.skipIf(missing)(
    'refuses without a token, without the permission, and with a body that does not fit',
    async () => {
      expect((await t.anonymous().get<Problem>('/v1/notes/notes')).body.code).toBe('UNAUTHENTICATED');
      const reader = t.as('a', { permissions: ['notes.note.read'] });
      expect((await reader.post<Problem>('/v1/notes/notes', { text: 'x' })).body.code).toBe('FORBIDDEN');
      const bad = await t.as('a').post<Problem>('/v1/notes/notes', { text: '' });
      expect(bad).toMatchObject({
        status: 422,
        body: { code: 'INVALID', errors: [{ path: 'text', expected: 'at least 1', received: '""' }] },
      });
    },
  );

  it.skipIf(missing)('answers a repeated request with the first reply', async () => {
    const a = t.as('a');
    const headers = { 'idempotency-key': 'key-1' };
    const first = await a.post('/v1/notes/notes', { text: 'once' }, headers);
    const again = await a.post('/v1/notes/notes', { text: 'once' }, headers);
    expect(again.body).toEqual(first.body);
    expect(again.status).toBe(201);
    expect((await a.post<Problem>('/v1/notes/notes', { text: 'twice' }, headers)).body.code).toBe(
      'IDEMPOTENCY_MISMATCH',
    );
  });

  it.skipIf(missing)(
    'is absent where it is switched off, and holds its jobs until it is on again',
    async () => {
      const a = t.as('a');
      await a.post('/v1/notes/notes', { text: 'later' });
      await t.setPlugin('a', 'notes', false);
      expect((await a.get('/v1/notes/notes')).status).toBe(404);
      await t.drain();
      expect(await t.sql(`select state from core.job where state = 'held'`)).not.toHaveLength(0);
      await t.setPlugin('a', 'notes', true);
      expect((await a.get('/v1/notes/notes')).status).toBe(200);
    },
  );

  it.skipIf(missing)('says what is on from inside a transaction, without waiting for its end', async () => {
    const ctx = t.context('a', 'test.ask');
    await t.setPlugin('a', 'notes', true); // nobody has asked since
    const given = await t.host.transactions.run(ctx, async (transaction) => {
      await transaction.query('cos_core', { text: 'select 1', values: [] });
      return Promise.race([
        t.host.contributions.of(ctx, createExtensionPoint('notes.nothing')),
        new Promise((resolve) => setTimeout(resolve, 2_000, 'it waits')),
      ]);
    });
    expect(given).toEqual([]);
  });
});
