import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { addCompany, attach, command, generate, list, startHost, type Company, type Host } from './setup.ts';

interface Found {
  readonly items: readonly { readonly type: string; readonly id: string; readonly title: string }[];
  readonly facets: Readonly<Record<string, number>>;
}

describe('search', () => {
  let host: Host;
  let company: Company;
  const me = () => host.as('a');
  const search = async (q: string, who = me()): Promise<Found> =>
    (await who.get<Found>(`/v1/compliance/search?q=${encodeURIComponent(q)}`)).body;
  const masters = async (q: string): Promise<string[]> =>
    (await search(q)).items.filter(({ type }) => type === 'master').map(({ id }) => id);

  beforeAll(async () => {
    host = await startHost(inject('postgresUrl'));
    company = await addCompany(me(), 'Kaveri', { '27': 'monthly', '33': 'quarterly' });
    await generate(me(), '2026-09-01', 6);
  });
  afterAll(() => host.stop());

  it('finds masters that have made nothing yet, by form, code and name', async () => {
    expect(await masters('GSTR-11')).toEqual(['GST-GSTR11']);
    expect(await masters('GST-ITC03')).toEqual(['GST-ITC03']);
    expect(await masters('itc03')).toEqual(['GST-ITC03']);
    expect(await masters('self-invoice unregistered')).toEqual(['GST-RCM-SELFINV']);
  });

  it('what is most like the words stands first', async () => {
    expect((await masters('GSTR-1'))[0]).toMatch(/^GST-GSTR1-/);
    expect((await search('Kaveri')).items[0]).toMatchObject({ type: 'entity', title: 'Kaveri' });
  });

  it("finds the tenant's own masters, for it alone", async () => {
    const master = {
      code: 'OWN-VAULT',
      family: 'gst',
      name: 'Count of the vault',
      form: 'Vault sheet',
      authority: 'The company itself',
      law: 'internal policy',
      frequency: 'monthly',
      subject: 'entity',
      applicability: { always: true },
      rule: { kind: 'day-of-following-month', day: 5, monthsAfter: 1 },
      dueText: 'the 5th',
      effectiveFrom: '2026-04-01',
      confidence: 'high',
      source: { law: 'internal policy', urls: [], basis: 'own-knowledge' },
    };
    expect((await me().post('/v1/compliance/masters', { master })).status).toBe(201);
    expect(await masters('vault')).toEqual(['OWN-VAULT']);
    expect((await search('vault', host.as('b'))).items).toEqual([]);
  });

  it('counts everything of each kind, whatever is shown', async () => {
    const { items, facets } = await search('GSTR');
    expect(items).toHaveLength(10);
    expect(facets['master']).toBeGreaterThan(10);
    expect(facets['instance']).toBe((await list(me(), 'q=GSTR&total=true')).total);
  });

  it('every word must name something: form, period, company, number', async () => {
    const of = async (q: string): Promise<string[]> =>
      (await list(me(), `q=${encodeURIComponent(q)}&limit=200`)).items.map(({ period }) => period);
    expect(await of('GSTR-3B Oct 2026')).toEqual(['2026-10']);
    expect(await of('Kaveri Oct 2026 CMP-08')).toEqual([]);
    expect(await of('nothing-of-this-name')).toEqual([]);
    expect(new Set(await of('Q3'))).toEqual(new Set(['FY2026-27/Q3']));
  });

  it('a word that names more than five hundred things cuts none of them', async () => {
    const [entity] = await host.sql<{ tenant_id: string }>(
      `select tenant_id from core.entity where id = '${company.entityId}'`,
    );
    await host.sql('alter table compliance.registration disable trigger user');
    await host.sql(
      `insert into compliance.registration (tenant_id, id, entity_id, type, number, valid_from)
       select '${entity!.tenant_id}', gen_random_uuid(), '${company.entityId}', 'gstin', 'ZZTOP' || lpad(n::text, 10, '0'), '2020-04-01'
       from generate_series(1, 900) n`,
    );
    await host.sql('alter table compliance.registration enable trigger user');
    expect((await search('ZZTOP')).facets['registration']).toBe(900);
  });

  it('finds an obligation by its acknowledgement, from four characters on', async () => {
    const query = `masterCode=GST-GSTR1-M&period=2026-08&subjectId=${company.registrations['27']}`;
    const { id } = (await list(me(), query)).items[0]!;
    await command(me(), id, { command: 'start' });
    await attach(me(), company.entityId, id, 'sales-register');
    await command(me(), id, { command: 'submit' });
    const checker = host.as('a', { id: '0199aaaa-0000-7000-8000-0000000000ff', name: 'Meera' });
    await command(checker, id, { command: 'approve' });
    const filing = { kind: 'original', filingDate: '2026-09-11', acknowledgementNumber: 'AA2708260000017' };
    await command(me(), id, { command: 'file', ...filing });
    expect((await list(me(), 'q=AA270826')).items.map((item) => item.id)).toEqual([id]);
    expect((await list(host.as('b'), 'q=AA270826')).items).toEqual([]);
  });
});
