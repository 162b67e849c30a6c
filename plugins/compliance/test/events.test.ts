import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { attach, addCompany, command, generate, list, startHost, type Company, type Host } from './setup.ts';

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly { readonly path: string; readonly message: string; readonly expected?: string }[];
}
interface Occurrence {
  readonly id: string;
  readonly name: string;
  readonly date: string;
  readonly obligations: number;
}
interface Applies {
  readonly items: readonly { readonly master: { readonly code: string }; readonly period: string }[];
}

describe('events that happen to a subject', () => {
  let host: Host;
  let company: Company;
  const me = () => host.as('a');
  const gstin = () => company.registrations['23']!;
  const record = (name: string, date: string, more: object = {}) =>
    me().post<Problem & Occurrence>('/v1/compliance/occurrences', {
      subjectType: 'registration',
      subjectId: gstin(),
      name,
      date,
      ...more,
    });
  const applies = async (asOf: string): Promise<string[]> =>
    (
      await me().get<Applies>(`/v1/compliance/applicability?registrationId=${gstin()}&asOf=${asOf}`)
    ).body.items.map(({ master }) => master.code);
  const dueOf = async (master: string): Promise<(string | null)[]> =>
    (await list(me(), `masterCode=${master}&subjectId=${gstin()}`)).items.map((item) => item.effectiveDate);

  beforeAll(async () => {
    host = await startHost(inject('postgresUrl'));
    company = await addCompany(me(), 'Betwa', { '23': 'monthly' });
  });
  afterAll(() => host.stop());

  it('one that no master of the subject knows is refused, with what was meant', async () => {
    const misspelt = await record('composition.strat', '2026-04-01');
    expect(misspelt.status).toBe(422);
    expect(misspelt.body.errors[0]).toMatchObject({
      path: 'name',
      message: expect.stringContaining('did you mean "composition.start"?') as unknown,
      expected: expect.stringContaining('particulars.changed') as unknown,
    });
    const ofEntity = await me().post<Problem>('/v1/compliance/occurrences', {
      subjectType: 'entity',
      subjectId: company.entityId,
      name: 'composition.start',
      date: '2026-04-01',
    });
    expect(ofEntity.body.errors[0]?.message).toContain('No master of entity knows this event');
  });

  it('one that follows from the record is not recorded by hand, and none before the subject began', async () => {
    const derived = await record('registration.cancelled', '2026-10-01');
    expect(derived.body.errors[0]?.message).toContain('follows from the record');
    const early = await record('composition.start', '2020-03-31');
    expect(early.body.errors[0]).toMatchObject({ path: 'date', expected: 'a day from 2020-04-01' });
  });

  it('the names that may be recorded are listed, with the forms they start and date', async () => {
    const names = await me().get<{ items: { name: string; derived: boolean; starts: string[] }[] }>(
      '/v1/compliance/event-names',
    );
    const of = (name: string) => names.body.items.find((item) => item.name === name);
    expect(of('composition.start')).toMatchObject({
      subjects: ['registration:gstin'],
      derived: false,
      starts: ['ITC-03'],
    });
    expect(of('registration.cancelled')).toMatchObject({ derived: true, starts: ['GSTR-10'] });
    expect(of('gstr9.filed')).toMatchObject({ derived: false, starts: [] });
  });

  it.each([
    ['composition.start', '2026-04-01', 'GST-ITC03', '2026-05-30'],
    ['particulars.changed', '2026-10-01', 'GST-REG-AMEND', '2026-10-16'],
    ['supplier-invoice.issued', '2026-05-27', 'GST-R37-180D', '2026-11-23'],
  ])('%s makes its obligation apply and be generated', async (name, date, master, due) => {
    expect(await applies(date)).not.toContain(master);
    expect((await record(name, date)).status).toBe(201);
    expect(await applies(date)).toContain(master);
    await generate(me(), '2026-04-01', 12);
    expect(await dueOf(master)).toEqual([due]);
  });

  it('several of one name on one day are told apart by a reference', async () => {
    const date = '2026-11-02';
    expect((await record('document.issued', date, { reference: 'INV-1' })).status).toBe(201);
    expect((await record('document.issued', date, { reference: 'INV-2' })).status).toBe(201);
    expect((await record('document.issued', date, { reference: 'INV-2' })).body.code).toBe('EVENT_RECORDED');
  });

  it('one is corrected until an obligation hangs on it, and withdrawn once that is waived', async () => {
    const recorded = await record('supply.became-exempt', '2026-11-05');
    const path = `/v1/compliance/occurrences/${recorded.body.id}`;
    expect((await me().patch<Occurrence>(path, { date: '2026-11-06' })).body.date).toBe('2026-11-06');
    await generate(me(), '2026-11-01', 3);
    expect((await me().patch<Problem>(path, { date: '2026-11-07' })).body.code).toBe('IN_USE');
    const refused = await me().delete<Problem>(path);
    expect(refused.body).toMatchObject({
      code: 'IN_USE',
      detail: 'ITC-03 hangs on this event: waive it before.',
    });
    const [made] = (await list(me(), `masterCode=GST-ITC03&period=event:${recorded.body.id}`)).items;
    await command(me(), made!.id, { command: 'waive', reason: 'recorded by mistake' });
    expect((await me().delete(path)).status).toBe(204);
    const left = await me().get<{ items: Occurrence[] }>(
      `/v1/compliance/occurrences?subjectId=${gstin()}&name=supply.became-exempt`,
    );
    expect(left.body.items).toEqual([]);
  });

  it('a filing is an event too: of its day, and gone where the filing is found defective', async () => {
    const own = {
      code: 'OWN-FIRST-GSTR1',
      family: 'gst',
      name: 'Note on the first GSTR-1',
      form: 'Note',
      authority: 'The company itself',
      law: 'internal policy',
      frequency: 'event',
      nature: 'control',
      triggers: ['gstr1.first'],
      subject: 'registration:gstin',
      applicability: { always: true },
      rule: { kind: 'days-after', event: 'gstr1.first', days: 10 },
      dueText: 'ten days after the first GSTR-1',
      effectiveFrom: '2017-07-01',
      confidence: 'high',
      source: { law: 'internal policy', urls: [], basis: 'own-knowledge' },
    };
    expect((await me().post('/v1/compliance/masters', { master: own })).status).toBe(201);
    const young = await addCompany(me(), 'Tapti', { '24': 'monthly' });
    const subjectId = young.registrations['24']!;
    await generate(me(), '2026-09-01', 3);
    const query = `masterCode=GST-GSTR1-M&period=2026-08&subjectId=${subjectId}`;
    const { id } = (await list(me(), query)).items[0]!;
    const checker = host.as('a', { id: '0199aaaa-0000-7000-8000-0000000000ff', name: 'Meera' });
    await command(me(), id, { command: 'start' });
    await attach(me(), young.entityId, id, 'sales-register');
    await command(me(), id, { command: 'submit' });
    await command(checker, id, { command: 'approve' });
    const filing = { kind: 'original', filingDate: '2026-09-11', acknowledgementNumber: 'AA2408260000017' };
    await command(me(), id, { command: 'file', ...filing });
    const noted = async (): Promise<string[]> =>
      (
        await me().get<Applies>(`/v1/compliance/applicability?registrationId=${subjectId}`)
      ).body.items.flatMap(({ master, period }) => (master.code === own.code ? [period] : []));
    expect(await noted()).toEqual(['event:gstr1.first']);
    await generate(me(), '2026-09-01', 3);
    const made = await list(me(), `masterCode=${own.code}&subjectId=${subjectId}`);
    expect(made.items.map((item) => item.effectiveDate)).toEqual(['2026-09-21']);
    const { body } = await me().get<{ submissions: { id: string }[] }>(`/v1/compliance/instances/${id}`);
    const found = await me().patch(`/v1/compliance/submissions/${body.submissions[0]!.id}`, {
      portalStatus: 'defective',
    });
    expect(found.status).toBe(200);
    expect(await noted()).toEqual([]);
  });

  it('is in the audit log with its act', async () => {
    const log = await me().get<{ items: { relation: string; act: string; after: { name: string } }[] }>(
      '/v1/audit?relation=compliance.occurrence&act=compliance.event.record&limit=100',
    );
    expect(log.body.items.map(({ after }) => after.name)).toContain('composition.start');
  });

  it('belongs to its tenant and to those who may write about the entity', async () => {
    const { items } = (
      await me().get<{ items: Occurrence[] }>(`/v1/compliance/occurrences?entityId=${company.entityId}`)
    ).body;
    expect(items.length).toBeGreaterThan(3);
    const stranger = host.as('b');
    const theirs = await stranger.get<{ items: Occurrence[] }>(
      `/v1/compliance/occurrences?entityId=${company.entityId}`,
    );
    expect(theirs.body.items).toEqual([]);
    expect((await stranger.delete(`/v1/compliance/occurrences/${items[0]!.id}`)).status).toBe(404);
  });
});
