import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import { booksPoint } from './isolated/shelf.ts';
import { readLicences } from './isolated/source.ts';

const databases = [
  ['PostgreSQL', () => inject('postgresUrl')],
  ['the embedded database', () => undefined],
] as const;

interface Licence {
  readonly id: string;
  readonly number: string;
  readonly due: string | null;
}

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly { readonly path: string }[];
}

const NUMBER = '12345678901234';

describe.each(databases)('an isolated plugin on %s', (name, postgresUrl) => {
  const missing = name === 'PostgreSQL' && postgresUrl() === undefined;
  let t: TestHost<'a' | 'b'>;
  beforeAll(async () => {
    if (missing) return;
    t = await startTestHost({ plugins: await readLicences(), postgresUrl: postgresUrl() });
  });
  afterAll(() => t?.stop());

  it.skipIf(missing)('is ready like any', () => {
    expect(t.host.lifecycle.state('licences')).toEqual({ state: 'ready' });
  });

  it.skipIf(missing)('serves its routes: rows, events, jobs and the act in one transaction', async () => {
    const added = await t
      .as('a')
      .post<Licence>('/v1/licences/licences', { number: NUMBER, due: '2027-03-31' });
    expect({ status: added.status, body: added.body }).toEqual({
      status: 201,
      body: { id: added.body.id, number: NUMBER, due: '2027-03-31' },
    });
    await t.drain();
    const rows = await t.sql('select number, reminded, heard from licences.licence where id = $1', [
      added.body.id,
    ]);
    expect(rows).toEqual([{ number: NUMBER, reminded: true, heard: true }]);
    const acts = await t.sql<{ act: string; kind: string }>(
      `select act::jsonb->>'plugin' as act, kind from core.audit_outbox where relation = 'licences.licence' or kind = 'act'`,
    );
    expect(acts.length).toBeGreaterThanOrEqual(6);
    expect(new Set(acts.map(({ act }) => act))).toEqual(new Set(['licences@2.1.0']));
  });

  it.skipIf(missing)('shows each tenant its own', async () => {
    await t.as('b').post('/v1/licences/licences', { number: '22222222222222' });
    const { body } = await t.as('b').get<Licence[]>('/v1/licences/licences?limit=5');
    expect(body.map(({ number }) => number)).toEqual(['22222222222222']);
  });

  it.skipIf(missing)(
    'refuses what does not fit by its own schemas, and by the description of them',
    async () => {
      const pattern = await t.as('a').post<Problem>('/v1/licences/licences', { number: 'no' });
      expect(pattern.body).toMatchObject({ code: 'INVALID', errors: [{ path: 'number' }] });
      const strange = await t.as('a').post<Problem>('/v1/licences/licences', { number: NUMBER, name: 'x' });
      expect(strange.body).toMatchObject({ code: 'INVALID', errors: [{ path: 'name' }] });
      const query = await t.as('a').get<Problem>('/v1/licences/licences?limit=500');
      expect(query.body).toMatchObject({ code: 'INVALID', errors: [{ path: 'limit' }] });
    },
  );

  it.skipIf(missing)('may refuse by name, with what it wrote behind a savepoint undone', async () => {
    await t.as('a').post('/v1/licences/licences', { number: '33333333333333' });
    const again = await t.as('a').post<Problem>('/v1/licences/licences', { number: '33333333333333' });
    expect(again.body).toMatchObject({ code: 'CONFLICT', detail: 'This licence is there already.' });
  });

  it.skipIf(missing)('is held to enablement, permission and idempotency like any', async () => {
    const reader = t.as('a', { permissions: ['licences.licence.read'] });
    expect((await reader.post('/v1/licences/licences', { number: NUMBER })).status).toBe(403);
    const person = t.as('b');
    const once = () =>
      person.post<Licence>('/v1/licences/licences', { number: '44444444444444' }, { 'idempotency-key': 'k' });
    expect((await once()).body).toEqual((await once()).body);
    await t.setPlugin('b', 'licences', false);
    expect((await t.as('b').get('/v1/licences/licences')).status).toBe(404);
    await t.setPlugin('b', 'licences', true);
  });

  it.skipIf(missing)('reads its settings, its secrets and the files of its subjects', async () => {
    await t.as('a').put('/v1/plugins/licences/secrets/register', { secret: 'something' });
    expect((await t.as('a').get('/v1/licences/settings')).body).toEqual({
      days: 30,
      secret: true,
      evidence: 0,
    });
  });

  it.skipIf(missing)(
    'contributes data, says how it is, and stands in the description of the API',
    async () => {
      const [book] = t.host.contributions.all(booksPoint);
      expect(book).toMatchObject({ plugin: 'licences', value: { title: 'Acts and rules' } });
      expect(book!.value.from).toEqual(new Date('2026-04-01T00:00:00Z'));
      const installed = await t
        .asOperator()
        .get<{ items: { id: string; health: object }[] }>('/v1/operator/plugins');
      expect(installed.body.items.find(({ id }) => id === 'licences')?.health).toMatchObject({
        status: 'ok',
        detail: 'from its own process',
      });
      const { body } = await t.as('a').get<{ paths: Record<string, unknown> }>('/v1/openapi');
      expect(Object.keys(body.paths)).toContain('/v1/licences/licences');
      const list = await t.as('a').get<{ items: { id: string; configSchema: unknown }[] }>('/v1/plugins');
      expect(list.body.items.find(({ id }) => id === 'licences')?.configSchema).toMatchObject({
        properties: { days: { default: 30, title: 'Days before' } },
      });
    },
  );
});
