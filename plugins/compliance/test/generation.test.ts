import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { addCompany, command, generate, gstinOf, list, runDue, startHost, type Host } from './setup.ts';

describe('generation', () => {
  let host: Host;
  const me = () => host.as('a');
  const count = async (): Promise<number> => (await list(me(), 'total=true')).total!;

  beforeAll(async () => {
    host = await startHost(inject('postgresUrl'));
  });
  afterAll(() => host.stop());

  it('run by five at once makes each obligation once', async () => {
    await addCompany(me(), 'Sutlej', { '03': 'monthly', '02': 'quarterly' });
    const runs = await Promise.all(Array.from({ length: 5 }, () => generate(me(), '2026-11-01', 12)));
    expect(runs.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const created = runs.reduce((sum, { body }) => sum + body.created, 0);
    expect(created).toBe(await count());
    const [twice] = await host.sql<{ n: number }>(
      `select count(*)::int as n from (select 1 from compliance.instance where tenant_id = $1
       group by master_code, subject_id, period having count(*) > 1) d`,
      [host.tenants.a],
    );
    expect(twice?.n).toBe(0);
  });

  it('at night goes twelve months ahead, and costs nothing when nothing has changed', async () => {
    await host.host.jobs.tick();
    host.clock.set('2026-11-22T20:01:00Z');
    await runDue(host);
    const before = await count();
    const marks = () =>
      host.sql<{ ran_at: Date }>('select ran_at from compliance.generation_mark where tenant_id = $1', [
        host.tenants.a,
      ]);
    const [first] = await marks();
    expect(first).toBeDefined();
    host.clock.set('2026-11-23T20:01:00Z');
    await runDue(host);
    expect(await count()).toBe(before);
    expect(await marks()).toEqual([first]);
    await addCompany(me(), 'Beas', { '03': 'monthly' });
    host.clock.set('2026-11-24T20:01:00Z');
    await runDue(host);
    expect(await count()).toBeGreaterThan(before);
    host.clock.set('2026-11-22T06:00:00Z');
  });

  it('colours what it makes as the hourly job would', async () => {
    await addCompany(me(), 'Ravi', { '03': 'monthly', '06': 'quarterly' });
    await generate(me(), '2026-06-01', 12); // with months that are overdue, or wait for others
    const colours = () =>
      host.sql(
        `select id, rag, overdue_days, pending_dependencies, critical_blockers, as_of::text
         from compliance.instance_state where tenant_id = $1 order by id`,
        [host.tenants.a],
      );
    const made = await colours();
    expect(new Set(made.map(({ rag }: { rag?: string }) => rag))).toEqual(new Set(['red', 'amber', 'green']));
    await runDue(host);
    host.clock.set('2026-11-22T07:06:00Z');
    await runDue(host);
    expect(await colours()).toEqual(made);
    host.clock.set('2026-11-22T06:00:00Z');
  });

  it('owes the part-month of a GSTIN that was cancelled on the way, and nothing after', async () => {
    const company = await addCompany(me(), 'Chenab', { '01': 'monthly' });
    const id = company.registrations['01']!;
    await me().patch(`/v1/compliance/registrations/${id}`, { to: '2026-11-14' });
    await generate(me(), '2026-11-01', 6);
    const { items } = await list(me(), `masterCode=GST-GSTR3B-M&subjectId=${id}`);
    expect(items.map(({ period }) => period)).toEqual(['2026-10', '2026-11']);
    const detail = await me().get(`/v1/compliance/instances/${items[1]!.id}`);
    expect(detail.body).toMatchObject({ partFrom: '2026-11-01', partTo: '2026-11-14' });
    const final = await list(me(), `masterCode=GST-GSTR10&subjectId=${id}`);
    expect(final.items).toHaveLength(1);
  });

  it('asks for a fact that decides instead of reading it as no', async () => {
    const company = await addCompany(me(), 'Jhelum', {});
    const added = await me().post<{ id: string }>('/v1/compliance/registrations', {
      entityId: company.entityId,
      type: 'gstin',
      number: gstinOf('01', company.pan),
      from: '2020-04-01',
      facts: [
        { field: 'gstin.type', value: 'regular' },
        { field: 'gstin.status', value: 'active' },
        { field: 'gstin.qrmp', value: null },
      ],
    });
    await generate(me(), '2026-11-01', 3);
    expect(
      (await list(me(), `subjectId=${added.body.id}&masterCode=GST-GSTR3B-M,GST-GSTR3B-Q`)).items,
    ).toEqual([]);
    const asked = await me().get<{
      items: { master: { code: string }; outcome: string; missingFacts: { field: string }[] }[];
    }>(`/v1/compliance/applicability?registrationId=${added.body.id}`);
    const monthly = asked.body.items.find(({ master }) => master.code === 'GST-GSTR3B-M');
    expect(monthly).toMatchObject({ outcome: 'undetermined' });
    expect(monthly!.missingFacts.map(({ field }) => field)).toContain('gstin.qrmp');
  });

  it('records what fell due before onboarding as filed, unverified', async () => {
    const company = await addCompany(me(), 'Ravi', { '03': 'monthly' });
    await me().put('/v1/compliance/onboarding', {
      subjectType: 'registration',
      subjectId: company.registrations['03'],
      from: '2026-11-01',
    });
    await generate(me(), '2026-07-01', 12);
    const { items } = await list(me(), `subjectId=${company.registrations['03']}&limit=200`);
    const early = items.filter(({ effectiveDate }) => effectiveDate! < '2026-11-01');
    expect(early.length).toBeGreaterThan(5);
    expect(new Set(early.map(({ status }) => status))).toEqual(new Set(['filed']));
    expect(
      items.filter(({ rag }) => rag === 'red').every(({ effectiveDate }) => effectiveDate! >= '2026-11-01'),
    ).toBe(true);
  });

  it('a wrong day of onboarding is corrected both ways, and leaves alone what was started', async () => {
    const company = await addCompany(me(), 'Tapti', { '24': 'monthly' });
    const subjectId = company.registrations['24']!;
    const onboard = async (from: string) =>
      (
        await me().put<{ settled: number; restored: number }>('/v1/compliance/onboarding', {
          subjectType: 'registration',
          subjectId,
          from,
        })
      ).body;
    const standing = async (): Promise<Record<string, string>> =>
      Object.fromEntries(
        (await list(me(), `subjectId=${subjectId}&limit=200`)).items.map(
          ({ id, status, rag, exposurePaise }) => [id, `${status} ${rag} ${exposurePaise}`],
        ),
      );
    await generate(me(), '2026-07-01', 12);
    const before = await standing();
    const { items } = await list(me(), `subjectId=${subjectId}&masterCode=GST-GSTR3B-M&period=2026-07`);
    const started = items[0]!.id;
    await command(me(), started, { command: 'start' });
    const wrong = await onboard('2027-11-01');
    expect(wrong.settled).toBeGreaterThan(30);
    expect(await onboard('2027-11-01')).toMatchObject({ settled: 0, restored: 0 });
    const right = await onboard('2020-04-02');
    expect(right).toMatchObject({ settled: 0, restored: wrong.settled });
    const { [started]: _one, ...after } = await standing();
    const { [started]: _other, ...untouched } = before;
    expect(after).toEqual(untouched);
  });

  it('what fell due before onboarding was filed elsewhere, and is owed again where it was not', async () => {
    const company = await addCompany(me(), 'Sone', {});
    const added = await me().post<{ id: string }>('/v1/compliance/registrations', {
      entityId: company.entityId,
      type: 'gstin',
      number: gstinOf('10', company.pan),
      from: '2026-08-10',
      facts: [
        { field: 'gstin.type', value: 'regular' },
        { field: 'gstin.status', value: 'active' },
        { field: 'gstin.qrmp', value: false },
        { field: 'gstin.aato', value: 0 },
        { field: 'gstin.exports', value: true },
      ],
    });
    const subjectId = added.body.id;
    await generate(me(), '2026-08-01', 12);
    const lut = async () =>
      (await list(me(), `subjectId=${subjectId}&masterCode=GST-LUT&period=FY2026-27`)).items[0]!;
    expect(await lut()).toMatchObject({ effectiveDate: '2026-08-10', status: 'not-started' });
    await me().put('/v1/compliance/onboarding', {
      subjectType: 'registration',
      subjectId,
      from: '2026-11-01',
    });
    expect(await lut()).toMatchObject({ status: 'filed', beforeOnboarding: true });
    const [september] = (await list(me(), `subjectId=${subjectId}&masterCode=GST-GSTR3B-M&period=2026-09`))
      .items;
    expect(september).toMatchObject({ status: 'filed', beforeOnboarding: true });
    await command(me(), september!.id, { command: 'return', reason: 'it was not filed' });
    expect((await list(me(), `id=${september!.id}`)).items[0]).toMatchObject({
      status: 'returned',
      beforeOnboarding: false,
      rag: 'red',
      exposurePaise: 1_650_00,
    });
  });

  it('makes nothing where the family is off, and freezes nothing else', async () => {
    const company = await addCompany(host.as('b'), 'Mahi', { '08': 'monthly' });
    await host.setPlugin('b', 'gst', false);
    expect((await generate(host.as('b'), '2026-11-01', 12)).body).toMatchObject({
      created: 0,
      undetermined: 0,
    });
    await host.setPlugin('b', 'gst', true);
    expect((await generate(host.as('b'), '2026-11-01', 12)).body.created).toBeGreaterThan(20);
    expect((await list(me(), `entityId=${company.entityId}&total=true`)).total).toBe(0);
  });

  it('lets nothing accrue while the family is off, and catches up when it is on again', async () => {
    const exposure = async (): Promise<number> =>
      (await list(host.as('b'), 'limit=500')).items.reduce((sum, item) => sum + (item.exposurePaise ?? 0), 0);
    const hours = async (time: string): Promise<void> => {
      host.clock.set(time);
      await runDue(host);
    };
    await hours('2026-12-20T06:10:00Z');
    const before = await exposure();
    expect(before).toBeGreaterThan(0);
    await host.setPlugin('b', 'gst', false);
    await hours('2026-12-21T07:10:00Z');
    expect(await exposure()).toBe(0);
    await host.setPlugin('b', 'gst', true);
    await hours('2026-12-22T08:10:00Z');
    expect(await exposure()).toBeGreaterThan(before);
  });

  it('counts what is overdue for the gauges', async () => {
    host.clock.set('2026-12-31T06:00:00Z');
    await runDue(host);
    const { total } = await list(me(), 'total=true&overdue=true');
    const [row] = await host.sql<{ n: number }>(
      'select count(*)::int as n from compliance.instance_state where tenant_id = $1 and overdue_days > 0',
      [host.tenants.a],
    );
    expect(row?.n).toBe(total);
    const exposed = await list(me(), 'total=true&exposed=true');
    expect(exposed.total).toBeGreaterThan(0);
  });
});
