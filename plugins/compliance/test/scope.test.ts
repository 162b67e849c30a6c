import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { addCompany, generate, list, startHost, type Company, type Host } from './setup.ts';

/** Lists, counters, calendar, facets and search show one scope, whichever way one looks. */
describe('scope', () => {
  let host: Host;
  let mine: Company;
  let theirs: Company;
  const READ = [
    'compliance.instance.read',
    'compliance.report.read',
    'compliance.registration.read',
    'compliance.generation.run',
    'compliance.payment.update',
  ];
  const limited = () =>
    host.as('a', {
      grants: [{ permissions: new Set(READ), entities: new Set([mine.entityId]), dimensions: {} }],
    });
  const ofFamily = (family: string) =>
    host.as('a', {
      grants: [{ permissions: new Set(READ), entities: 'all', dimensions: { family: new Set([family]) } }],
    });
  const counts = async (client: ReturnType<Host['as']>) => {
    const dashboard = (
      await client.get<{
        rag: Record<string, number>;
        overdue: number;
        byEntity: { entityId: string }[];
        undetermined: number;
        byFamily: unknown[];
      }>('/v1/compliance/dashboard')
    ).body;
    const facets = (
      await client.get<Record<string, { value: string; count: number }[]>>('/v1/compliance/facets')
    ).body;
    const calendar = (
      await client.get<{ items: { entityName: string }[] }>(
        '/v1/compliance/calendar?from=2026-11-01&to=2026-12-31',
      )
    ).body;
    const sum = (facet: string) => facets[facet]!.reduce((total, { count }) => total + count, 0);
    return {
      total: (await list(client, 'total=true')).total,
      dashboard: Object.values(dashboard.rag).reduce((a, b) => a + b, 0),
      overdueListed: (await list(client, 'total=true&overdue=true')).total,
      overdue: dashboard.overdue,
      facets: ['status', 'rag', 'family', 'entityId', 'masterCode'].map(sum),
      entities: dashboard.byEntity.map(({ entityId }) => entityId),
      calendar: [...new Set(calendar.items.map(({ entityName }) => entityName))],
      undetermined: dashboard.undetermined,
    };
  };

  beforeAll(async () => {
    host = await startHost(inject('postgresUrl'));
    mine = await addCompany(host.as('a'), 'Tapti', { '24': 'monthly' });
    theirs = await addCompany(host.as('a'), 'Yamuna', { '07': 'quarterly', '09': 'monthly' });
    await generate(host.as('a'), '2026-10-01', 6);
  });
  afterAll(() => host.stop());

  it('of one entity holds everywhere', async () => {
    const all = await counts(host.as('a'));
    const seen = await counts(limited());
    expect(all.entities).toHaveLength(2);
    expect(seen.total).toBeLessThan(all.total!);
    expect(seen).toMatchObject({
      entities: [mine.entityId],
      calendar: ['Tapti'],
      dashboard: seen.total,
      overdue: seen.overdueListed,
    });
    expect(new Set(seen.facets)).toEqual(new Set([seen.total]));
    expect(seen.undetermined).toBeLessThan(all.undetermined);
  });

  it('of one family holds everywhere', async () => {
    expect((await counts(ofFamily('gst'))).total).toBe((await counts(host.as('a'))).total);
    expect(await counts(ofFamily('tds'))).toMatchObject({
      total: 0,
      dashboard: 0,
      overdue: 0,
      calendar: [],
      undetermined: 0,
      entities: [],
    });
  });

  it('of one family holds for files: they are seen where their obligation is', async () => {
    const [instance] = (await list(host.as('a'), `entityId=${mine.entityId}`)).items;
    const of = (family: string) =>
      host.as('a', {
        grants: [
          {
            permissions: new Set(['core.evidence.create', 'core.evidence.read', 'core.entity.read']),
            entities: 'all',
            dimensions: { family: new Set([family]) },
          },
        ],
      });
    const fields = {
      entityId: mine.entityId,
      subjectType: 'instance',
      subjectId: instance!.id,
      kind: 'working',
    };
    const file = { name: 'a.txt', type: 'text/plain', content: 'what was worked out' };
    expect((await of('tds').upload('/v1/evidence', fields, file)).status).toBe(404);
    const kept = await of('gst').upload<{ id: string }>('/v1/evidence', fields, file);
    expect(kept.status).toBe(201);
    const seen = async (family: string) => (await of(family).get(`/v1/evidence/${kept.body.id}`)).status;
    expect([await seen('gst'), await seen('tds')]).toEqual([200, 404]);
    expect((await of('tds').get<{ items: unknown[] }>('/v1/entities')).body.items).toHaveLength(2);
  });

  it('search finds nothing beyond it, by name or by number', async () => {
    const hits = async (client: ReturnType<Host['as']>, q: string) =>
      (await client.get<{ items: { type: string }[] }>(`/v1/compliance/search?q=${q}`)).body.items.filter(
        ({ type }) => type !== 'master',
      ).length;
    expect(await hits(host.as('a'), 'Yamuna')).toBeGreaterThan(0);
    expect(await hits(limited(), 'Yamuna')).toBe(0);
    expect(await hits(limited(), theirs.pan)).toBe(0);
    expect(await hits(limited(), mine.pan)).toBeGreaterThan(0);
    expect(await hits(host.as('b'), mine.pan)).toBe(0);
    expect((await list(limited(), 'q=yamuna&total=true')).total).toBe(0);
  });

  it('what lies outside does not exist', async () => {
    const [instance] = (await list(host.as('a'), `entityId=${theirs.entityId}`)).items;
    const client = limited();
    expect((await client.get(`/v1/compliance/instances/${instance!.id}`)).status).toBe(404);
    expect((await client.get(`/v1/compliance/registrations/${theirs.registrations['07']}`)).status).toBe(404);
    expect((await client.get(`/v1/compliance/applicability?entityId=${theirs.entityId}`)).status).toBe(404);
    expect(
      (await client.get<{ items: unknown[] }>(`/v1/compliance/facts?subjectId=${theirs.registrations['07']}`))
        .body.items,
    ).toEqual([]);
    const generation = { entityIds: [theirs.entityId], from: '2026-10-01', months: 3 };
    expect((await client.post('/v1/compliance/generation/preview', generation)).status).toBe(404);
    const paid = { challanNumber: 'X1', paidOn: '2026-11-01', amountPaise: 100, entityId: mine.entityId };
    const payment = { ...paid, allocations: [{ instanceId: instance!.id, amountPaise: 100 }] };
    expect((await client.post('/v1/compliance/payments', payment)).status).toBe(404);
    expect(
      (await client.post('/v1/compliance/payments', { ...paid, entityId: theirs.entityId })).status,
    ).toBe(404);
    expect((await host.as('b').post('/v1/compliance/payments', paid)).status).toBe(404);
  });

  it('pages by cursor show each obligation once', async () => {
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 50; page++) {
      const { items, pageInfo } = await list(host.as('a'), `limit=7&sort=-effectiveDate${cursor}`);
      seen.push(...items.map(({ id }) => id));
      if (!pageInfo.nextCursor) break;
      cursor = `&cursor=${pageInfo.nextCursor}`;
    }
    expect(seen).toHaveLength((await list(host.as('a'), 'total=true')).total!);
    expect(new Set(seen).size).toBe(seen.length);
    expect((await host.as('a').get('/v1/compliance/instances?cursor=nonsense')).status).toBe(422);
  });
});
