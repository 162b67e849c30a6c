import { startTestHost } from '@compliance-os/core/testing';
import gst from '@compliance-os/gst/plugin';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import compliance from '../src/plugin.ts';
import { heard } from './hearing/heard.ts';
import hearing from './hearing/plugin.ts';
import {
  addCompany,
  attach,
  command,
  generate,
  gstinOf,
  list,
  runDue,
  type Company,
  type Host,
  type Listed,
} from './setup.ts';

interface PreviewRow {
  readonly instanceId: string | null;
  readonly masterCode: string;
  readonly period: string;
  readonly action: string;
  readonly dueDate: string | null;
  readonly dueDateBefore: string | null;
  readonly reason: string;
}
interface Counted {
  readonly counts: Readonly<Record<string, number>>;
}

const FROM = '2026-10-01';
const MONTHS = 6;

describe('what becomes known after generation', () => {
  let host: Host;
  const me = () => host.as('a', { id: '0199aaaa-0000-7000-8000-0000000000ff', name: 'Meera' });
  const run = async (entityIds: readonly string[], more: object = {}) => {
    const body = { from: FROM, months: MONTHS, entityIds, ...more };
    const preview = await me().post<
      Counted & { create: number; outdated: string[]; rows: readonly PreviewRow[] }
    >('/v1/compliance/generation/preview', body);
    const done = await me().post<Counted & { created: number }>('/v1/compliance/generation/run', body);
    expect(done.status).toBe(200);
    // What is shown is what is done, each time.
    expect(done.body.counts).toEqual(preview.body.counts);
    expect(done.body.created).toBe(preview.body.create);
    return preview.body;
  };
  const told = (rows: readonly PreviewRow[], master: string): string[] =>
    rows
      .filter(({ masterCode }) => masterCode === master)
      .map(({ action, period }) => `${action} ${period}`)
      .sort();
  const standing = async (query: string): Promise<readonly Listed[]> =>
    (await list(me(), `${query}&limit=500`)).items;
  const periods = async (query: string): Promise<string[]> =>
    (await standing(query)).map(({ period }) => period);
  const addFact = async (subjectId: string, field: string, value: unknown, from: string) => {
    const added = await me().post<{ id: string }>('/v1/compliance/facts', {
      subjectType: 'registration',
      subjectId,
      field,
      value,
      from,
      source: 'test',
    });
    expect(added.status).toBe(201);
    return added.body.id;
  };
  const end = async (registration: string, to: string | null): Promise<void> => {
    const { status } = await me().patch(`/v1/compliance/registrations/${registration}`, { to });
    expect(status).toBe(200);
  };

  beforeAll(async () => {
    const plugins = [compliance, gst, hearing];
    host = await startTestHost({ plugins, postgresUrl: inject('postgresUrl'), logLevel: 'error' });
  });
  afterAll(() => host.stop());

  describe('the end of a registration', () => {
    let company: Company;
    let gstin: string;
    let made: readonly Listed[];
    const returns = () => standing(`masterCode=GST-GSTR3B-M&subjectId=${gstin}`);

    beforeEach(async () => {
      company = await addCompany(me(), 'Yamuna', { '09': 'monthly' });
      gstin = company.registrations['09']!;
      await run([company.entityId]);
      made = await returns();
    });

    it('withdraws what comes after it and cuts the month that it falls in', async () => {
      await end(gstin, '2026-11-14');
      const { rows } = await run([company.entityId]);
      expect(told(rows, 'GST-GSTR3B-M')).toEqual([
        'respan 2026-11',
        'withdraw 2026-12',
        'withdraw 2027-01',
        'withdraw 2027-02',
        'withdraw 2027-03',
      ]);
      expect(rows.find(({ action }) => action === 'withdraw')).toMatchObject({
        dueDate: null,
        reason: 'Ended on 14 Nov 2026.',
      });
      expect(await periods(`masterCode=GST-GSTR3B-M&subjectId=${gstin}`)).toEqual([
        '2026-09',
        '2026-10',
        '2026-11',
      ]);
      const november = made.find(({ period }) => period === '2026-11')!;
      const detail = await me().get(`/v1/compliance/instances/${november.id}`);
      expect(detail.body).toMatchObject({ partFrom: '2026-11-01', partTo: '2026-11-14' });
    });

    it('leaves nothing red, priced or counted of what is not owed, and says why to who asks', async () => {
      host.clock.set('2027-04-25T06:00:00Z');
      const counts = async () =>
        (
          await me().get<{ overdue: number; exposurePaise: number }>(
            `/v1/compliance/dashboard?entityId=${company.entityId}`,
          )
        ).body;
      await run([company.entityId]);
      const late = (await returns()).filter(({ rag }) => rag === 'red').length;
      expect(late).toBeGreaterThan(4);
      await end(gstin, '2026-11-14');
      await run([company.entityId]);
      const left = await standing(`entityId=${company.entityId}&overdue=true`);
      const { overdue, exposurePaise } = await counts();
      expect(overdue).toBe(left.length);
      expect(exposurePaise).toBe(left.reduce((sum, one) => sum + (one.exposurePaise ?? 0), 0));
      const withdrawn = await standing(`masterCode=GST-GSTR3B-M&subjectId=${gstin}&status=withdrawn`);
      expect(withdrawn.map(({ period, rag, exposurePaise: priced }) => [period, rag, priced])).toContainEqual(
        ['2027-01', 'green', 0],
      );
      const detail = await me().get<{ dates: { kind: string; source: string }[]; commands: unknown[] }>(
        `/v1/compliance/instances/${withdrawn[0]!.id}`,
      );
      expect(detail.body.commands).toEqual([]);
      expect(detail.body.dates).toContainEqual(
        expect.objectContaining({ kind: 'revised', source: 'Not owed any more: Ended on 14 Nov 2026.' }),
      );
      const facets = await me().get<{ status: { value: string; count: number }[] }>(
        `/v1/compliance/facets?subjectId=${gstin}`,
      );
      expect(facets.body.status.map(({ value }) => value)).toContain('withdrawn');
      host.clock.set('2026-11-22T06:00:00Z');
    });

    it('taken back brings back the same rows, however often', async () => {
      for (let round = 1; round <= 2; round += 1) {
        await end(gstin, '2026-11-14');
        await run([company.entityId]);
        expect(await returns()).toHaveLength(3);
        await end(gstin, null);
        const { counts } = await run([company.entityId]);
        expect(counts['create']).toBe(0);
        expect(await returns()).toEqual(made);
      }
      const again = await run([company.entityId]);
      expect(Object.values(again.counts).every((count) => count === 0)).toBe(true);
    });

    it('is in the audit log, row by row', async () => {
      await end(gstin, '2026-11-14');
      await run([company.entityId]);
      const december = made.find(({ period }) => period === '2026-12')!;
      const [record] = await host.sql<{ before: object; after: object }>(
        `select before::jsonb as before, after::jsonb as after from core.audit_outbox
         where tenant_id = $1 and relation = 'compliance.instance' and row_id = $2 and before is not null
         order by id desc limit 1`,
        [host.tenants.a, december.id],
      );
      expect(record).toMatchObject({
        before: { status: 'not-started' },
        after: { status: 'withdrawn', withdrawn_because: 'Ended on 14 Nov 2026.' },
      });
    });

    it('corrected leaves one final return, under its new date', async () => {
      await end(gstin, '2026-11-14');
      await run([company.entityId]);
      await end(gstin, '2026-11-19');
      await run([company.entityId]);
      expect(
        (await standing(`masterCode=GST-GSTR10&subjectId=${gstin}`)).map(
          ({ statutoryDate }) => statutoryDate,
        ),
      ).toEqual(['2027-02-20']);
      await addFact(gstin, 'gstin.cancellationOrderOn', '2026-12-10', '2026-12-10');
      await run([company.entityId]);
      expect(
        (await standing(`masterCode=GST-GSTR10&subjectId=${gstin}`)).map(
          ({ statutoryDate }) => statutoryDate,
        ),
      ).toEqual(['2027-03-10']);
    });

    it('leaves what somebody has worked on to that person, by step or by evidence', async () => {
      const [december, january] = ['2026-12', '2027-01'].map((key) =>
        made.find(({ period }) => period === key)!,
      );
      await command(me(), december!.id, { command: 'start' });
      await attach(me(), company.entityId, january!.id, 'purchase-register');
      // That it is given to somebody is not work.
      const given = await me().post<{ changed: number }>('/v1/compliance/instances/assignments', {
        ids: [made.at(-1)!.id],
        assignee: { id: '0199aaaa-0000-7000-8000-0000000000ff', name: 'Meera' },
      });
      expect(given.body.changed).toBe(1);
      await end(gstin, '2026-11-14');
      const { rows } = await run([company.entityId]);
      expect(told(rows, 'GST-GSTR3B-M')).toEqual([
        'respan 2026-11',
        'touched 2026-12',
        'touched 2027-01',
        'withdraw 2027-02',
        'withdraw 2027-03',
      ]);
      const left = await returns();
      expect(left.map(({ period, status }) => `${period} ${status}`).slice(-2)).toEqual([
        '2026-12 preparing',
        '2027-01 not-started',
      ]);
      const waived = await command(me(), january!.id, {
        command: 'waive',
        reason: 'the registration has ended',
      });
      expect(waived.body.status).toBe('waived');
      expect(told((await run([company.entityId])).rows, 'GST-GSTR3B-M')).toEqual(['touched 2026-12']);
    });

    it('is brought in by the nightly run as well, and told', async () => {
      await host.host.jobs.tick();
      await end(gstin, '2026-11-14');
      host.clock.set('2026-11-22T20:01:00Z');
      await runDue(host);
      expect(await returns()).toHaveLength(3);
      const december = made.find(({ period }) => period === '2026-12')!;
      expect(heard.filter(({ instanceId }) => instanceId === december.id)).toEqual([
        {
          instanceId: december.id,
          family: 'gst',
          masterCode: 'GST-GSTR3B-M',
          subjectId: gstin,
          period: '2026-12',
          change: 'withdraw',
          dueBefore: '2027-01-20',
          dueAfter: null,
          reason: 'Ended on 14 Nov 2026.',
        },
      ]);
      host.clock.set('2026-11-22T06:00:00Z');
    });

    it('is written whole or not at all', async () => {
      await end(gstin, '2026-11-14');
      const before = await standing(`entityId=${company.entityId}`);
      const break_ = (how: string) => host.database.asOwner((owner) => owner.query(how));
      await break_(`
        create function compliance.break_down() returns trigger language plpgsql as $$
        begin if new.action = 'revised' then raise exception 'the lights go out'; end if; return new; end $$`);
      await break_(
        'create trigger break_down before insert on compliance.instance_date for each row execute function compliance.break_down()',
      );
      expect((await generate(me(), FROM, MONTHS)).status).toBe(500);
      await break_('drop function compliance.break_down() cascade');
      expect(await standing(`entityId=${company.entityId}`)).toEqual(before);
      await run([company.entityId]);
      expect(await returns()).toHaveLength(3);
    });

    it('found by five runs at once is written by one', async () => {
      await end(gstin, '2026-11-14');
      const runs = await Promise.all(
        Array.from({ length: 5 }, () =>
          me().post<Counted>('/v1/compliance/generation/run', {
            from: FROM,
            months: MONTHS,
            entityIds: [company.entityId],
          }),
        ),
      );
      expect(runs.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      const withdrawn = runs.reduce((sum, { body }) => sum + body.counts['withdraw']!, 0);
      const [lines] = await host.sql<{ lines: number; instances: number }>(
        `select count(*)::int as lines, count(distinct d.instance_id)::int as instances
         from compliance.instance_date d join compliance.instance i on i.tenant_id = d.tenant_id and i.id = d.instance_id
         where d.tenant_id = $1 and i.subject_id = $2 and i.status = 'withdrawn'`,
        [host.tenants.a, gstin],
      );
      expect(lines).toEqual({ lines: withdrawn, instances: withdrawn });
    });
  });

  it('a crossing of 5 crore puts monthly returns in the place of quarterly ones', async () => {
    const company = await addCompany(me(), 'Gomti', { '09': 'quarterly' });
    const gstin = company.registrations['09']!;
    await run([company.entityId]);
    const both = 'masterCode=GST-GSTR3B-M,GST-GSTR3B-Q';
    expect(await periods(`${both}&subjectId=${gstin}`)).toEqual([
      'FY2026-27/Q2',
      'FY2026-27/Q3',
      'FY2026-27/Q4',
    ]);
    await addFact(gstin, 'gstin.turnoverToDate', 5_10_00_000_00, '2026-08-15');
    const { rows } = await run([company.entityId]);
    expect(told(rows, 'GST-GSTR3B-Q')).toEqual(['withdraw FY2026-27/Q3', 'withdraw FY2026-27/Q4']);
    expect((await periods(`${both}&subjectId=${gstin}`)).sort()).toEqual([
      '2026-10',
      '2026-11',
      '2026-12',
      '2027-01',
      '2027-02',
      '2027-03',
      'FY2026-27/Q2',
    ]);
  });

  it('two forms for one month are found where somebody works on one of them, and a form that is missing', async () => {
    const company = await addCompany(me(), 'Betwa', { '23': 'quarterly' });
    const gstin = company.registrations['23']!;
    await run([company.entityId]);
    const [quarter] = (await standing(`masterCode=GST-GSTR3B-Q&subjectId=${gstin}`)).filter(
      ({ period }) => period === 'FY2026-27/Q3',
    );
    await command(me(), quarter!.id, { command: 'start' });
    await addFact(gstin, 'gstin.turnoverToDate', 5_10_00_000_00, '2026-08-15');
    const gaps = async () =>
      (
        await me().get<{ gaps: { group: string; verdict: string; masters: string[]; periods: string[] }[] }>(
          `/v1/compliance/applicability?registrationId=${gstin}`,
        )
      ).body.gaps.filter(({ group }) => group.startsWith('One return'));
    expect(await gaps()).toMatchObject([{ verdict: 'missing', masters: ['GST-GSTR3B-M'] }]);
    await run([company.entityId]);
    expect(await gaps()).toMatchObject([
      {
        verdict: 'overlap',
        masters: ['GST-GSTR3B-M', 'GST-GSTR3B-Q'],
        periods: ['2026-10', '2026-11', '2026-12', 'FY2026-27/Q3'],
      },
    ]);
    await command(host.as('a'), quarter!.id, { command: 'waive', reason: 'monthly since October' });
    expect(await gaps()).toEqual([]);
  });

  it('a return is due earlier when the registration turns out to end', async () => {
    const company = await addCompany(me(), 'Tapti', {});
    const added = await me().post<{ id: string }>('/v1/compliance/registrations', {
      entityId: company.entityId,
      type: 'gstin',
      number: gstinOf('24', company.pan),
      from: '2026-08-01',
      facts: [
        { field: 'gstin.type', value: 'nrtp' },
        { field: 'gstin.status', value: 'active' },
      ],
    });
    await run([company.entityId]);
    const october = async () =>
      (await standing(`masterCode=GST-GSTR5&period=2026-10&subjectId=${added.body.id}`))[0]!;
    expect(await october()).toMatchObject({ statutoryDate: '2026-11-13' });
    await end(added.body.id, '2026-10-31');
    const { rows } = await run([company.entityId]);
    const moved = rows.find(({ masterCode, period }) => masterCode === 'GST-GSTR5' && period === '2026-10');
    expect(moved).toMatchObject({ action: 'redate', dueDateBefore: '2026-11-13', dueDate: '2026-11-07' });
    expect(await october()).toMatchObject({ statutoryDate: '2026-11-07', rag: 'red' });
  });

  it('a notification whose scope was not known reaches what stands once it is', async () => {
    const company = await addCompany(me(), 'Pennar', { '33': 'monthly' });
    const gstin = company.registrations['33']!;
    await run([company.entityId]);
    const october = async () =>
      (await standing(`masterCode=GST-GSTR3B-M&period=2026-10&subjectId=${gstin}`))[0]!;
    const applied = await me().post('/v1/compliance/extensions/apply', {
      notification: {
        id: 'ct-77-2026',
        number: 'Notification 77',
        date: '2026-11-21',
        scope: {
          masters: ['GST-GSTR3B-M'],
          periods: { keys: ['2026-10'] },
          where: { field: 'gstin.district', op: 'eq', value: 'Chennai' },
        },
        moves: { to: '2026-11-28' },
        feeFreeUntil: null,
        law: 'CGST s.39(6)',
        urls: [],
        confidence: 'high',
      },
    });
    expect(applied.status).toBe(201);
    await run([company.entityId]);
    expect(await october()).toMatchObject({ extendedDate: null, rag: 'red' });
    const questions = () =>
      host.sql<{ missing: string[] }>(
        `select missing from compliance.undetermined where tenant_id = $1 and subject_id = $2 and master_code = 'GST-GSTR3B-M'`,
        [host.tenants.a, gstin],
      );
    expect(await questions()).toEqual([{ missing: ['gstin.district'] }]);
    await addFact(gstin, 'gstin.district', 'Chennai', '2020-04-01');
    const { rows } = await run([company.entityId]);
    expect(
      rows.find(({ period, masterCode }) => masterCode === 'GST-GSTR3B-M' && period === '2026-10'),
    ).toMatchObject({
      action: 'redate',
      dueDate: '2026-11-28',
      reason: '20 Nov 2026 becomes 28 Nov 2026: Notification 77.',
    });
    expect(await october()).toMatchObject({ extendedDate: '2026-11-28', rag: 'amber' });
    expect(await questions()).toEqual([]);
    // Known to the register of notifications, too: taken back, it is dated as before.
    const [extension] = (await me().get<{ items: { id: string }[] }>('/v1/compliance/extensions')).body.items;
    await me().post(`/v1/compliance/extensions/${extension!.id}/reverse`, { reason: 'withdrawn' });
    expect(await october()).toMatchObject({ extendedDate: null });
  });

  it('what fell due before the day of taking on is shown as such before it is made', async () => {
    const company = await addCompany(me(), 'Luni', { '08': 'monthly' });
    await me().put('/v1/compliance/onboarding', {
      subjectType: 'registration',
      subjectId: company.registrations['08'],
      from: '2026-11-15',
    });
    const { counts, rows } = await run([company.entityId]);
    expect(counts['before-onboarding']).toBeGreaterThan(2);
    expect(told(rows, 'GST-GSTR3B-M')).toContain('before-onboarding 2026-09');
    expect(told(rows, 'GST-GSTR3B-M')).toContain('create 2026-10');
  });

  it('a correction of a master reaches what stands by a revision that names it, and only then', async () => {
    const company = await addCompany(me(), 'Mahanadi', { '21': 'monthly' });
    const own = (day: number, more: object = {}) => ({
      code: 'OWN-CLOSE',
      version: 1,
      family: 'own',
      name: 'Close of the books',
      form: 'CLOSE',
      authority: 'The board',
      law: 'resolution of the board',
      frequency: 'monthly',
      subject: 'entity',
      applicability: { always: true },
      rule: { kind: 'day-of-following-month', day, monthsAfter: 1 },
      dueText: `the ${day}th of the next month`,
      effectiveFrom: '2020-04-01',
      confidence: 'high',
      source: { law: 'resolution of the board', urls: [], basis: 'seen' },
      ...more,
    });
    const write = async (master: object) => {
      const added = await me().post('/v1/compliance/masters', { master });
      expect(added.status).toBe(201);
    };
    await write(own(5));
    const closes = async () =>
      (await standing(`masterCode=OWN-CLOSE&entityId=${company.entityId}`)).map(
        ({ statutoryDate }) => statutoryDate,
      );
    await run([company.entityId]);
    const fifth = await closes();
    expect(fifth.slice(0, 2)).toEqual(['2026-10-05', '2026-11-05']);
    await write(own(5, { effectiveTo: '2026-12-31' }));
    await write(own(8, { version: 2, effectiveFrom: '2027-01-01' }));
    const waiting = await run([company.entityId]);
    expect(waiting.counts).toMatchObject({ outdated: fifth.length, reversion: 0 });
    expect(waiting.outdated).toEqual(['OWN-CLOSE']);
    expect(await closes()).toEqual(fifth);
    await run([company.entityId], { revise: ['OWN-CLOSE'] });
    expect(await closes()).toEqual([
      '2026-10-05',
      '2026-11-05',
      '2026-12-05',
      '2027-01-05',
      '2027-02-08',
      '2027-03-08',
      '2027-04-08',
    ]);
    expect((await run([company.entityId], { revise: ['OWN-CLOSE'] })).counts).toMatchObject({
      outdated: 0,
      reversion: 0,
    });
    const refused = await me().post<{ errors: { path: string }[] }>('/v1/compliance/generation/preview', {
      revise: ['OWN-CLOSED'],
    });
    expect(refused.body.errors).toMatchObject([{ path: 'revise.0', received: 'OWN-CLOSED' }]);
  });

  it('the database withdraws nothing that somebody has worked on', async () => {
    const company = await addCompany(me(), 'Indravati', { '22': 'monthly' });
    await run([company.entityId]);
    const [first] = await standing(`entityId=${company.entityId}`);
    await command(me(), first!.id, { command: 'start' });
    const withdraw = host.sql(
      `update compliance.instance set status = 'withdrawn', withdrawn_because = 'by hand' where tenant_id = $1 and id = $2`,
      [host.tenants.a, first!.id],
    );
    await expect(withdraw).rejects.toThrow('somebody has worked on it');
  });
});

describe('on the embedded database', () => {
  let host: Host;

  beforeAll(async () => {
    host = await startTestHost({ plugins: [compliance, gst], postgresUrl: undefined, logLevel: 'error' });
  });
  afterAll(() => host.stop());

  it('what becomes known is followed, there and back', async () => {
    const me = host.as('a');
    const company = await addCompany(me, 'Yamuna', { '09': 'monthly' });
    const gstin = company.registrations['09']!;
    const followed = async (to: string | null) => {
      await me.patch(`/v1/compliance/registrations/${gstin}`, { to });
      expect((await generate(me, FROM, MONTHS)).status).toBe(200);
      const { items } = await list(me, `masterCode=GST-GSTR3B-M&subjectId=${gstin}`);
      return items.map(({ id, period }) => ({ id, period }));
    };
    const made = await followed(null);
    expect(await followed('2026-11-14')).toEqual(made.slice(0, 3));
    expect(await followed(null)).toEqual(made);
  });
});
