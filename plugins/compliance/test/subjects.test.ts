import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { addCompany, generate, gstinOf, list, startHost, type Company, type Host } from './setup.ts';

interface Problem {
  readonly code: string;
  readonly errors: readonly {
    readonly path: string;
    readonly expected?: string;
    readonly received?: string;
  }[];
}

describe('registrations, facts and what else hangs on an entity', () => {
  let host: Host;
  let company: Company;
  const me = () => host.as('a');
  const register = (number: string, more: object = {}) =>
    me().post<Problem & { id: string }>('/v1/compliance/registrations', {
      entityId: company.entityId,
      type: 'gstin',
      number,
      from: '2024-04-01',
      ...more,
    });

  beforeAll(async () => {
    host = await startHost(inject('postgresUrl'));
    company = await addCompany(me(), 'Betwa', { '23': 'monthly' });
  });
  afterAll(() => host.stop());

  it('a wrong check character is told with the right one', async () => {
    const right = gstinOf('24', company.pan);
    const wrong = `${right.slice(0, 14)}${right.endsWith('A') ? 'B' : 'A'}`;
    const reply = await register(wrong);
    expect(reply.status).toBe(422);
    expect(reply.body.errors).toEqual([
      expect.objectContaining({ expected: `check character "${right[14]}"` }),
    ]);
  });

  it('a cancelled one has a last day, and was active until then', async () => {
    const number = gstinOf('10', company.pan);
    const facts = [
      { field: 'gstin.status', value: 'cancelled' },
      { field: 'gstin.type', value: 'regular' },
    ];
    expect((await register(number, { facts })).body.errors[0]).toMatchObject({ path: 'to' });
    const { body } = await register(number, { facts, to: '2026-10-14' });
    const stated = await me().get<{ items: object[] }>(`/v1/compliance/facts?subjectId=${body.id}`);
    expect(stated.body.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ value: 'active', from: '2024-04-01', to: '2026-10-14' }),
        expect.objectContaining({ value: 'cancelled', from: '2026-10-15', to: null }),
      ]),
    );
    const { body: owed } = await me().get<{
      items: { master: { code: string }; outcome: string; missingFacts: { field: string }[] }[];
    }>(`/v1/compliance/applicability?registrationId=${body.id}&asOf=2026-11-22`);
    expect(owed.items.find(({ master }) => master.code === 'GST-GSTR10')).toMatchObject({
      outcome: 'applies',
      missingFacts: [{ field: 'gstin.cancellationOrderOn' }],
    });
    expect((await me().delete(`/v1/compliance/registrations/${body.id}`)).status).toBe(204);
  });

  it('a turnover is about the financial year that it is said in, or of, and about no other', async () => {
    const subject = { subjectType: 'registration', subjectId: company.registrations['23'], source: 'books' };
    const turnover = { ...subject, field: 'gstin.aatoOfPeriod', value: 7_000_000_000 };
    const say = (fact: object) => me().post<Problem & { id: string }>('/v1/compliance/facts', fact);
    expect((await say({ ...turnover, from: '2026-06-10' })).body.errors[0]).toMatchObject({
      path: 'from',
      expected: 'a day of a financial year that is over, the last from 2025-04-01 to 2026-03-31',
    });
    expect((await say({ ...turnover, from: '2024-06-10', to: '2026-03-31' })).body.errors[0]?.path).toBe(
      'to',
    );
    const said = await say({ ...turnover, from: '2025-06-10' });
    expect(said.body).toMatchObject({ from: '2025-04-01', to: '2026-03-31' });
    const change = (to: string | null) =>
      me().patch<Problem & { to: string }>(`/v1/compliance/facts/${said.body.id}`, { to });
    expect((await change(null)).body.to).toBe('2026-03-31');
    expect((await change('2026-06-30')).body.errors[0]?.path).toBe('to');
    const facts = await me().get<{ items: { field: string; from: string; to: string }[] }>(
      `/v1/compliance/facts?subjectId=${company.registrations['23']}`,
    );
    expect(facts.body.items.find(({ field }) => field === 'gstin.aato')).toMatchObject({
      from: '2026-04-01',
      to: '2027-03-31',
    });
  });

  it('a GSTIN of another PAN, an unknown kind and a taken number are refused', async () => {
    expect((await register(gstinOf('24', 'AABCZ9999K'))).body.errors[0]?.expected).toContain(company.pan);
    expect((await register('X', { type: 'vat' })).body.errors[0]?.expected).toBe('gstin');
    expect((await register(gstinOf('23', company.pan))).body.code).toBe('NUMBER_TAKEN');
  });

  it('two statements about one day are refused; the first is ended, then the second follows', async () => {
    const subject = { subjectType: 'registration', subjectId: company.registrations['23'] };
    const fact = {
      ...subject,
      field: 'gstin.exports',
      value: true,
      from: '2024-04-01',
      source: 'GST portal',
    };
    const first = await me().post<{ id: string }>('/v1/compliance/facts', fact);
    expect(first.status).toBe(201);
    const clash = await me().post<Problem>('/v1/compliance/facts', {
      ...fact,
      value: false,
      from: '2025-04-01',
    });
    expect(clash.body.code).toBe('OVERLAPPING_FACTS');
    await me().patch(`/v1/compliance/facts/${first.body.id}`, { to: '2025-03-31' });
    expect(
      (await me().post('/v1/compliance/facts', { ...fact, value: null, from: '2025-04-01' })).status,
    ).toBe(201);
    const { items } = (
      await me().get<{ items: { field: string; value: unknown }[] }>(
        `/v1/compliance/facts?subjectId=${subject.subjectId}`,
      )
    ).body;
    expect(items.filter(({ field }) => field === 'gstin.exports').map(({ value }) => value)).toEqual([
      true,
      null,
    ]);
  });

  it('a registration that obligations hang on is ended, not removed', async () => {
    await generate(me(), '2026-11-01', 1);
    const used = await me().delete<Problem>(`/v1/compliance/registrations/${company.registrations['23']}`);
    expect(used.body.code).toBe('IN_USE');
    const fresh = await register(gstinOf('22', company.pan));
    expect((await me().delete(`/v1/compliance/registrations/${fresh.body.id}`)).status).toBe(204);
    expect((await me().get(`/v1/compliance/registrations/${fresh.body.id}`)).status).toBe(404);
  });

  it('places and signatories are kept with their days', async () => {
    const place = await me().post<{ id: string }>('/v1/compliance/places', {
      entityId: company.entityId,
      name: 'Pithampur works',
      kind: 'factory',
      stateCode: '23',
      from: '2024-04-01',
    });
    const closed = await me().patch(`/v1/compliance/places/${place.body.id}`, { to: '2026-10-31' });
    expect(closed.body).toMatchObject({ name: 'Pithampur works', to: '2026-10-31' });
    const person = await me().post<{ id: string }>('/v1/compliance/persons', {
      entityId: company.entityId,
      name: 'R. Iyer',
      din: '01234567',
      capacity: 'Director',
      modes: ['DSC'],
      dscExpiresOn: '2027-03-31',
      from: '2024-04-01',
    });
    expect(person.status).toBe(201);
    const signatories = await me().get<{ items: { din: string }[] }>(
      '/v1/compliance/persons?sort=dscExpiresOn',
    );
    expect(signatories.body.items.map(({ din }) => din)).toEqual(['01234567']);
    expect((await host.as('b').patch(`/v1/compliance/persons/${person.body.id}`, { to: null })).status).toBe(
      404,
    );
  });

  it("a tenant's own master generates for it and for nobody else", async () => {
    const master = {
      code: 'OWN-GST-REVIEW',
      family: 'gst',
      name: 'Monthly review of GST by the controller',
      form: 'Review note',
      authority: 'The company itself',
      law: 'internal policy',
      frequency: 'monthly',
      nature: 'control',
      subject: 'registration:gstin',
      applicability: { always: true },
      rule: { kind: 'day-of-following-month', day: 25, monthsAfter: 1 },
      dueText: '25th of the next month',
      effectiveFrom: '2026-10-01',
      confidence: 'high',
      source: { law: 'internal policy', urls: [], basis: 'own-knowledge' },
    };
    const bad = await me().post<Problem>('/v1/compliance/masters', {
      master: { ...master, rule: { kind: 'sometimes' } },
    });
    expect(bad.body.errors[0]?.path).toContain('master.rule');
    const taken = await me().post<Problem>('/v1/compliance/masters', {
      master: { ...master, code: 'GST-GSTR3B-M' },
    });
    expect(taken.body.errors[0]?.expected).toBe('a code that no plugin uses');
    expect((await me().post('/v1/compliance/masters', { master })).status).toBe(201);
    await generate(me(), '2026-11-01', 3);
    const { items } = await list(me(), 'masterCode=OWN-GST-REVIEW');
    expect(items.map(({ effectiveDate }) => effectiveDate)).toEqual([
      '2026-11-25',
      '2026-12-25',
      '2027-01-25',
      '2027-02-25',
    ]);
    const second = { ...master, version: 2, name: 'Review from March', effectiveFrom: '2027-03-01' };
    expect((await me().post('/v1/compliance/masters', { master: second })).status).toBe(201);
    await generate(me(), '2027-02-01', 3);
    const renamed = await list(me(), 'masterCode=OWN-GST-REVIEW&sort=effectiveDate');
    expect(
      renamed.items.map(({ period, ...item }) => [period, (item as unknown as { name: string }).name]),
    ).toEqual(
      expect.arrayContaining([
        ['2027-02', master.name],
        ['2027-03', second.name],
      ]),
    );
    const ended = { ...second, effectiveTo: '2027-12-31' };
    expect((await me().post('/v1/compliance/masters', { master: ended })).status).toBe(201);
    const overlapping = await me().post<Problem>('/v1/compliance/masters', {
      master: { ...master, version: 3, effectiveFrom: '2027-06-01' },
    });
    expect(overlapping.body.errors[0]).toMatchObject({
      expected: 'days apart from version 2 (2027-03-01 to 2027-12-31)',
      received: '2027-06-01 to further notice',
    });
    expect((await host.as('b').get('/v1/compliance/masters/OWN-GST-REVIEW')).status).toBe(404);
    expect((await me().get('/v1/compliance/masters/OWN-GST-REVIEW')).body).toMatchObject({
      origin: 'tenant',
    });
  });

  it('what the plugins know is listed: kinds of numbers, masters, notifications', async () => {
    const types = await me().get<{ items: { type: string }[] }>('/v1/compliance/registration-types');
    expect(types.body.items.map(({ type }) => type)).toEqual(['gstin']);
    const masters = await me().get<{ items: unknown[]; total: number }>(
      '/v1/compliance/masters?family=gst&limit=5&total=true',
    );
    expect(masters.body.items).toHaveLength(5);
    expect(masters.body.total).toBeGreaterThan(25);
    const known = await me().get<{ items: { id: string; applied: boolean; notification: unknown }[] }>(
      '/v1/compliance/notifications',
    );
    const march = known.body.items.find(({ id }) => id === 'ct-01-2026');
    expect(march).toMatchObject({ applied: false });
    const applied = await me().post('/v1/compliance/extensions/apply', { notification: march!.notification });
    expect(applied.status).toBe(201);
  });

  it('the day to aim at is no Sunday', async () => {
    const { items } = await list(me(), 'limit=200');
    const targets = items.flatMap((item) => {
      const { internalTarget } = item as unknown as { internalTarget: string | null };
      return internalTarget === null ? [] : [new Date(`${internalTarget}T00:00:00Z`).getUTCDay()];
    });
    expect(targets.length).toBeGreaterThan(5);
    expect(targets).not.toContain(0);
  });
});
