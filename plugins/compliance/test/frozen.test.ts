import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { addCompany, command, generate, list, runDue, startHost, type Host } from './setup.ts';

interface Facets {
  readonly [name: string]: readonly { readonly value: string; readonly count: number }[];
}
interface Detail {
  readonly frozen: boolean;
  readonly exposure: object | null;
  readonly commands: readonly { readonly allowed: boolean; readonly reasons: readonly { code: string }[] }[];
}

describe('obligations of a body of law that is off', () => {
  let host: Host;
  let id: string;
  const own = { code: 'OWN-GST-NOTE', form: 'GST note' };

  /** Everything that counts or lists obligations, as tenant b sees it. */
  const counted = async () => {
    const client = host.as('b');
    const get = async <T>(path: string): Promise<T> => (await client.get<T>(`/v1/compliance/${path}`)).body;
    const dashboard = await get<Record<string, unknown>>('dashboard');
    const facets = await get<Facets>('facets');
    const calendar = await get<{ items: object[] }>('calendar?from=2026-04-01&to=2027-12-31');
    const search = await get<{ facets: Record<string, number> }>('search?q=GSTR');
    const metrics = await fetch(`${host.url}/metrics`).then((reply) => reply.text());
    const gauge = new RegExp(
      `compliance_instances_overdue_total\\{[^}]*${host.tenants.b}[^}]*\\} (\\d+)`,
    ).exec(metrics);
    return {
      listed: (await list(client, 'limit=1&total=true')).total,
      overdue: dashboard['overdue'],
      exposure: dashboard['exposurePaise'],
      rag: dashboard['rag'],
      families: dashboard['byFamily'],
      undetermined: dashboard['undetermined'],
      byDay: Object.keys(dashboard['byDay'] as object).length,
      faceted: facets['family'],
      calendar: calendar.items.length,
      found: [search.facets['instance'], search.facets['master']],
      gauge: Number(gauge?.[1]),
    };
  };
  const states = () =>
    host.sql<object>('select * from compliance.instance_state where tenant_id = $1 order by id', [
      host.tenants.b,
    ]);

  beforeAll(async () => {
    host = await startHost(inject('postgresUrl'));
    for (const tenant of ['a', 'b'] as const) {
      await addCompany(host.as(tenant), 'Lotus', { '27': 'monthly', '07': 'quarterly' });
      await generate(host.as(tenant), '2026-07-01', 9);
    }
    await runDue(host);
    host.clock.advance(3_600_000);
    await runDue(host);
    id = (await list(host.as('b'), 'overdue=true&masterCode=GST-GSTR3B-M')).items[0]!.id;
  });
  afterAll(() => host?.stop());

  it('are in no list, count, calendar, search or gauge, and are back as they were when it is on again', async () => {
    const before = await counted();
    expect(before.overdue).toBeGreaterThan(0);
    expect(before.exposure).toBeGreaterThan(0);
    expect(before.gauge).toBe(before.overdue);
    const elsewhere = (await list(host.as('a'), 'limit=1&total=true')).total;

    await host.setPlugin('b', 'gst', false);
    expect(await counted()).toEqual({
      listed: 0,
      overdue: 0,
      exposure: 0,
      rag: { red: 0, amber: 0, green: 0 },
      families: [],
      undetermined: 0,
      byDay: 0,
      faceted: [],
      calendar: 0,
      found: [0, 0],
      gauge: 0,
    });
    expect((await list(host.as('a'), 'limit=1&total=true')).total).toBe(elsewhere);

    await host.setPlugin('b', 'gst', true);
    expect(await counted()).toEqual(before);
  });

  it('are found by who names their id, marked, and no step is taken with them', async () => {
    await host.setPlugin('b', 'gst', false);
    const detail = (await host.as('b').get<Detail>(`/v1/compliance/instances/${id}`)).body;
    expect(detail).toMatchObject({ frozen: true, exposure: null });
    expect(detail.commands.map(({ allowed }) => allowed)).not.toContain(true);
    expect(detail.commands[0]?.reasons[0]).toMatchObject({ code: 'workflow.frozen' });
    expect((await list(host.as('b'), `id=${id}`)).items).toMatchObject([{ id, frozen: true }]);
    const refused = await command(host.as('b'), id, { command: 'start' });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'COMMAND_REFUSED', errors: [{ path: 'workflow.frozen' }] },
    });
    await host.setPlugin('b', 'gst', true);
    expect((await command(host.as('b'), id, { command: 'start' })).status).toBe(200);
  });

  it('keep their colours while it is off, tell nobody, and catch up when it is on again', async () => {
    await host.setPlugin('b', 'gst', false);
    const before = await states();
    const told = () =>
      host.sql<{ n: number }>(`select count(*)::int as n from core.event_sequence where tenant_id = $1`, [
        host.tenants.b,
      ]);
    const toldBefore = await told();
    host.clock.advance(40 * 86_400_000);
    await runDue(host);
    expect(await states()).toEqual(before);
    expect(await told()).toEqual(toldBefore);

    await host.setPlugin('b', 'gst', true);
    host.clock.advance(3_600_000);
    await runDue(host);
    const later = await counted();
    expect(await states()).not.toEqual(before);
    expect(later.gauge).toBe(later.overdue);
    const a = (await host.as('a').get<{ overdue: number }>('/v1/compliance/dashboard')).body.overdue;
    expect(later.overdue).toBe(a);
  });

  it('are not made by a master of the tenant’s own either, and none is added meanwhile', async () => {
    const known = (
      await host.as('b').get<{ data: Record<string, unknown> }>('/v1/compliance/masters/GST-GSTR3B-M')
    ).body.data;
    const master = { ...known, ...own, dependencies: [] };
    expect(await host.as('b').post('/v1/compliance/masters', { master })).toMatchObject({ status: 201 });
    await host.setPlugin('b', 'gst', false);
    const shown = await host.as('b').get<{ items: object[] }>('/v1/compliance/masters?limit=500');
    expect(shown.body.items).toEqual([]);
    expect(await generate(host.as('b'), '2027-01-01', 3)).toMatchObject({ body: { created: 0 } });
    const refused = await host
      .as('b')
      .post('/v1/compliance/masters', { master: { ...master, code: 'OWN-GST-OTHER' } });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'master.family' }] } });
    await host.setPlugin('b', 'gst', true);
  });
});
