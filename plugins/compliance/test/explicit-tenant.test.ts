import { requireServer, startPostgres, type PostgresServer } from '@compliance-os/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCompany, command, generate, list, startHost, type Company, type Host } from './setup.ts';

/**
 * Row level security is one wall; that every statement names its tenant is another. Here the first is down, on a
 * server of its own, since roles belong to the whole server.
 */
describe.skipIf(requireServer('postgres') === undefined)('with row level security out of the way', () => {
  let server: PostgresServer;
  let host: Host;
  let theirs: Company;
  let instanceId: string;
  let extensionId: string;
  let paymentId: string;
  const other = () => host.as('b');

  beforeAll(async () => {
    server = await startPostgres({ fsync: false });
    host = await startHost(server.adminUrl);
    await host.sql('alter role cos_compliance bypassrls');
    const client = host.as('a');
    theirs = await addCompany(client, 'Canary', { '27': 'monthly', '07': 'quarterly' });
    await addCompany(other(), 'Sparrow', { '27': 'monthly' });
    await generate(client, '2026-09-01', 12);
    await generate(other(), '2026-09-01', 12);
    instanceId = (await list(client, 'masterCode=GST-GSTR3B-M')).items[0]!.id;
    const { entityId } = theirs;
    await client.post('/v1/compliance/places', {
      entityId,
      name: 'Canary works',
      kind: 'factory',
      from: '2024-04-01',
    });
    await client.post('/v1/compliance/persons', {
      entityId,
      name: 'Canary director',
      capacity: 'Director',
      from: '2024-04-01',
    });
    const paid = { entityId, challanNumber: 'CANARY1', paidOn: '2026-11-01', amountPaise: 100 };
    paymentId = (await client.post<{ id: string }>('/v1/compliance/payments', paid)).body.id;
    const known = await client.get<{ items: { id: string; notification: object }[] }>(
      '/v1/compliance/notifications',
    );
    const { notification } = known.body.items.find(({ id }) => id === 'ct-01-2026')!;
    const applied = await client.post<{ id: string }>('/v1/compliance/extensions/apply', { notification });
    extensionId = applied.body.id;
  });
  afterAll(async () => {
    await host.stop();
    await server.stop();
  });

  it('the wall is really down', async () => {
    const [row] = await host.sql<{ down: boolean }>(
      `select rolbypassrls as down from pg_roles where rolname = 'cos_compliance'`,
    );
    expect(row?.down).toBe(true);
  });

  it.each([
    'registrations',
    'instances?limit=500&total=true',
    'instances?q=canary',
    'facets',
    'dashboard',
    'calendar?from=2026-04-01&to=2027-12-31',
    'search?q=canary',
    'search?q=27',
    'places',
    'persons',
    'payments',
    'extensions',
    'notifications',
    'masters?limit=500',
  ])('GET %s shows nothing of another tenant', async (path) => {
    const reply = await other().get(`/v1/compliance/${path}`);
    expect(reply.status).toBe(200);
    const text = JSON.stringify(reply.body).toLowerCase();
    for (const secret of [
      'canary',
      theirs.entityId,
      theirs.pan.toLowerCase(),
      instanceId,
      extensionId,
      paymentId,
    ])
      expect(text).not.toContain(secret);
  });

  it('ids of another tenant do not exist, read or written', async () => {
    const registration = theirs.registrations['27']!;
    const statuses = await Promise.all([
      other().get(`/v1/compliance/instances/${instanceId}`),
      other().get(`/v1/compliance/registrations/${registration}`),
      other().get(`/v1/compliance/applicability?entityId=${theirs.entityId}`),
      other().get(`/v1/compliance/applicability?registrationId=${registration}`),
      other().post('/v1/compliance/generation/run', {
        entityIds: [theirs.entityId],
        from: '2026-09-01',
        months: 3,
      }),
      command(other(), instanceId, { command: 'start' }),
      other().post('/v1/compliance/instances/assignments', { ids: [instanceId], assignee: null }),
      other().patch(`/v1/compliance/registrations/${registration}`, { to: '2026-01-01' }),
      other().delete(`/v1/compliance/registrations/${registration}`),
      other().post('/v1/compliance/facts', {
        subjectType: 'registration',
        subjectId: registration,
        field: 'gstin.exports',
        value: true,
        from: '2024-04-01',
        source: 'x',
      }),
      other().put('/v1/compliance/onboarding', {
        subjectType: 'registration',
        subjectId: registration,
        from: '2026-11-01',
      }),
      other().post(`/v1/compliance/extensions/${extensionId}/reverse`, { reason: 'out of malice' }),
      other().put(`/v1/compliance/payments/${paymentId}/allocations`, { allocations: [] }),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual(statuses.map(() => 404));
  });

  it('jobs of one tenant leave the other alone', async () => {
    const picture = () =>
      host.sql(
        `select i.id, i.status, i.revision, s.rag, s.exposure_paise from compliance.instance i
         join compliance.instance_state s on s.tenant_id = i.tenant_id and s.id = i.id where i.tenant_id = $1 order by i.id`,
        [host.tenants.b],
      );
    const before = await picture();
    await generate(host.as('a'), '2026-09-01', 24);
    const known = await host
      .as('a')
      .get<{ items: { id: string; notification: object }[] }>('/v1/compliance/notifications');
    const { notification } = known.body.items.find(({ id }) => id === 'ct-17-2025-m')!;
    await host.as('a').post('/v1/compliance/extensions/apply', { notification });
    expect(await picture()).toEqual(before);
  });
});
