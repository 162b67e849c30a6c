import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Dashboard } from '../src/api/overview.ts';
import {
  addCompany,
  attach,
  command,
  generate,
  list,
  runDue,
  startHost,
  type Company,
  type Host,
} from './setup.ts';

/** Every number of the dashboard is that of the list it opens, whatever has happened to the obligations. */
describe('the dashboard', () => {
  let host: Host;
  let companies: Company[];
  const maker = () => host.as('a', { id: '0199aaaa-0000-7000-8000-00000000000a', name: 'Meera' });
  const checker = () => host.as('a', { name: 'Asha' });
  const total = async (query: string): Promise<number> => (await list(maker(), `${query}&total=true`)).total!;
  let serial = 0;
  /** Never from the cache: each asks for another family beside gst. */
  const shown = async (more = ''): Promise<Dashboard> =>
    (await maker().get<Dashboard>(`/v1/compliance/dashboard?family=gst,none-${serial++}${more}`)).body;

  const expectAgreement = async (): Promise<void> => {
    const dashboard = await shown();
    expect({ overdue: dashboard.overdue, in7: dashboard.dueIn7, filed30: dashboard.filed30 }).toEqual({
      overdue: await total('overdue=true'),
      in7: await total('open=true&dueFrom=2026-11-22&dueTo=2026-11-29'),
      filed30: await total('filedFrom=2026-10-23'),
    });
    for (const rag of ['red', 'amber', 'green'] as const)
      expect({ [rag]: dashboard.rag[rag] }).toEqual({ [rag]: await total(`rag=${rag}`) });
    expect(dashboard.byEntity).toHaveLength(companies.length);
    for (const { entityId, red, amber, green, byStatus, total: all } of dashboard.byEntity) {
      expect([red, amber, green, all]).toEqual([
        await total(`entityId=${entityId}&rag=red`),
        await total(`entityId=${entityId}&rag=amber`),
        await total(`entityId=${entityId}&rag=green`),
        await total(`entityId=${entityId}`),
      ]);
      for (const [status, n] of Object.entries(byStatus))
        expect({ [status]: n }).toEqual({ [status]: await total(`entityId=${entityId}&status=${status}`) });
    }
    for (const [day, counts] of Object.entries(dashboard.byDay).slice(0, 8))
      expect({ [day]: counts.total }).toEqual({
        [day]: await total(`open=true&dueFrom=${day}&dueTo=${day}`),
      });
    const [counted] = await host.sql<{ exposure: string; n: number; different: number; stale: number }>(
      `select (select coalesce(sum(exposure_paise), 0) from compliance.instance_state s
               join compliance.instance i using (tenant_id, id)
               where tenant_id = $1 and (i.status not in ('filed', 'completed', 'waived', 'not-used')
                 or (i.status in ('filed', 'completed') and s.critical_blockers > 0))) as exposure,
              (select sum(n)::int from compliance.instance_tally where tenant_id = $1) as n,
              (select count(*)::int from (
                 select entity_id, family, status, compliance.tally_day(status, due_date, filed_on) as day, count(*) as n
                 from compliance.instance where tenant_id = $1 group by 1, 2, 3, 4
               ) counted full join (
                 select entity_id, family, status, day, sum(n) as n
                 from compliance.instance_tally where tenant_id = $1 group by 1, 2, 3, 4 having sum(n) <> 0
               ) kept on (counted.entity_id, counted.family, counted.status, counted.n) = (kept.entity_id, kept.family, kept.status, kept.n)
                 and counted.day is not distinct from kept.day
               where counted.n is null or kept.n is null) as different,
              (select count(*)::int from compliance.instance_state s join compliance.instance i using (tenant_id, id)
               where tenant_id = $1 and (s.entity_id, s.family, s.status, s.due_date, s.filed_on)
                 is distinct from (i.entity_id, i.family, i.status, i.due_date, i.filed_on)) as stale`,
      [host.tenants.a],
    );
    expect(counted).toEqual({
      exposure: String(dashboard.exposurePaise),
      n: await total(''),
      different: 0,
      stale: 0,
    });
  };

  beforeAll(async () => {
    host = await startHost(inject('postgresUrl'));
    companies = [
      await addCompany(maker(), 'Mahanadi', { '21': 'monthly', '22': 'quarterly' }),
      await addCompany(maker(), 'Indravati', { '22': 'monthly' }),
    ];
    await Promise.all(Array.from({ length: 3 }, () => generate(maker(), '2026-07-01', 12)));
  });
  afterAll(() => host.stop());

  it('counts what was generated, by several at once', async () => {
    await expectAgreement();
    expect((await shown()).byEntity.map(({ total: all }) => all > 0)).toEqual([true, true]);
  });

  it('counts what was prepared, returned, approved, filed, waived and moved by a notification', async () => {
    const { items } = await list(maker(), 'masterCode=GST-GSTR1-M&period=2026-06');
    expect(items).toHaveLength(2);
    const [filed, returned] = items as [(typeof items)[0], (typeof items)[0]];
    for (const { id, entityId } of items) {
      await command(maker(), id, { command: 'start' });
      await attach(maker(), entityId, id, 'sales-register', id);
      await command(maker(), id, { command: 'submit' });
    }
    await command(checker(), returned.id, { command: 'return', reason: 'figures differ' });
    await command(checker(), filed.id, { command: 'approve' });
    const done = await command(maker(), filed.id, {
      command: 'file',
      kind: 'original',
      filingDate: '2026-11-20',
      acknowledgementNumber: 'AA2106260000021',
    });
    expect(done.body.status).toBe('filed');
    const [waived] = (await list(maker(), 'masterCode=GST-GSTR1-M&period=2026-08')).items;
    expect((await command(checker(), waived!.id, { command: 'waive', reason: 'closed' })).status).toBe(200);
    const moved = await maker().post<{ counts: { moves: number } }>('/v1/compliance/extensions/apply', {
      notification: {
        id: 'ct-95-2026',
        number: 'Notification 95/2026',
        date: '2026-11-21',
        scope: { masters: ['GST-GSTR3B-M'], periods: { keys: ['2026-10'] } },
        moves: { to: '2026-11-26' },
        feeFreeUntil: null,
        law: 'CGST s.39(6)',
        urls: [],
        confidence: 'high',
      },
    });
    expect(moved.body.counts.moves).toBe(2);
    await expectAgreement();
  });

  it('counts what the portal refused as open and red, and as filed once it is accepted', async () => {
    const [filed] = (await list(maker(), 'masterCode=GST-GSTR1-M&period=2026-06&status=filed')).items;
    const detail = await maker().get<{ submissions: { id: string }[] }>(
      `/v1/compliance/instances/${filed!.id}`,
    );
    const mark = (portalStatus: string) =>
      maker().patch(`/v1/compliance/submissions/${detail.body.submissions[0]!.id}`, { portalStatus });
    const before = await shown();
    for (const refused of ['error', 'defective']) {
      expect((await mark(refused)).status).toBe(200);
      const now = await shown();
      expect([now.overdue, now.rag.red, now.rag.green, now.filed30]).toEqual([
        before.overdue + 1,
        before.rag.red + 1,
        before.rag.green - 1,
        before.filed30 - 1,
      ]);
      expect(now.exposurePaise).toBeGreaterThan(before.exposurePaise);
      await expectAgreement();
      const [shownAs] = (await list(maker(), `id=${filed!.id}`)).items;
      expect(shownAs).toMatchObject({ status: 'filed', settled: false, rag: 'red', overdueDays: 134 });
    }
    await mark('accepted');
    expect(await shown()).toEqual(before);
    await expectAgreement();
  });

  it('a refused filing still holds back what waits for it', async () => {
    const [filed] = (await list(maker(), 'masterCode=GST-GSTR1-M&period=2026-06&status=filed')).items;
    const { submissions } = (
      await maker().get<{ submissions: { id: string }[] }>(`/v1/compliance/instances/${filed!.id}`)
    ).body;
    const waiting = async (): Promise<readonly string[]> => {
      const { items } = await list(
        maker(),
        `masterCode=GST-GSTR3B-M&period=2026-06&subjectId=${filed!.subjectId}`,
      );
      return items[0]!.blockedBy.map(({ masterCode }) => masterCode);
    };
    expect(await waiting()).not.toContain('GST-GSTR1-M');
    await maker().patch(`/v1/compliance/submissions/${submissions[0]!.id}`, { portalStatus: 'error' });
    expect(await waiting()).toContain('GST-GSTR1-M');
    await maker().patch(`/v1/compliance/submissions/${submissions[0]!.id}`, { portalStatus: 'accepted' });
  });

  it('adds its rows up hourly, and says the same', async () => {
    const rows = async (): Promise<number> =>
      (
        await host.sql<{ n: number }>(
          'select count(*)::int as n from compliance.instance_tally where tenant_id = $1',
          [host.tenants.a],
        )
      )[0]!.n;
    await runDue(host); // the schedule begins
    const before = await rows();
    const dashboard = await shown();
    host.clock.set('2026-11-22T07:06:00Z');
    await runDue(host);
    expect(await rows()).toBeLessThan(before);
    expect(await shown()).toEqual(dashboard);
    host.clock.set('2026-11-22T06:00:00Z');
  });

  it('shows one entity, and nothing to another tenant', async () => {
    const [{ entityId }] = companies as [Company];
    const one = await shown(`&entityId=${entityId}`);
    expect(one.byEntity.map((entity) => entity.entityId)).toEqual([entityId]);
    expect(one.rag.red + one.rag.amber + one.rag.green).toBe(await total(`entityId=${entityId}`));
    expect((await host.as('b').get<Dashboard>('/v1/compliance/dashboard')).body).toMatchObject({
      overdue: 0,
      byEntity: [],
    });
  });
});
