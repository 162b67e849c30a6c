import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  addCompany,
  attach,
  command,
  generate,
  list,
  startHost,
  type Company,
  type Host,
  type Listed,
} from './setup.ts';

interface Bulk {
  readonly done: number;
  readonly refused: number;
  readonly results: readonly { readonly id: string; readonly ok: boolean; readonly code: string | null }[];
}

describe('steps', () => {
  let host: Host;
  let company: Company;
  const maker = { id: '0199aaaa-0000-7000-8000-00000000000a', name: 'Meera' };
  const me = () => host.as('a', maker);
  const bulk = (client: ReturnType<Host['as']>, ids: readonly string[], body: Record<string, unknown>) =>
    client.post<Bulk>('/v1/compliance/instances/commands', { ids, command: body });
  const take = async (query: string): Promise<Listed> => (await list(me(), query)).items[0]!;
  const submitted = async (query: string): Promise<Listed> => {
    const instance = await take(query);
    await command(me(), instance.id, { command: 'start' });
    await attach(me(), company.entityId, instance.id, 'sales-register', instance.id);
    await command(me(), instance.id, { command: 'submit' });
    return instance;
  };

  beforeAll(async () => {
    host = await startHost(inject('postgresUrl'));
    company = await addCompany(me(), 'Narmada', { '27': 'monthly', '29': 'monthly' });
    await generate(me(), '2026-07-01', 12);
  });
  afterAll(() => host.stop());

  it('of two who approve at once, one wins', async () => {
    const { id } = await submitted('masterCode=GST-GSTR1-M&period=2026-07');
    const replies = await Promise.all(
      ['Asha', 'Bela', 'Chitra'].map((name) => command(host.as('a', { name }), id, { command: 'approve' })),
    );
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
    const detail = await me().get<{ steps: { command: string }[] }>(`/v1/compliance/instances/${id}`);
    expect(detail.body.steps.filter((step) => step.command === 'approve')).toHaveLength(1);
  });

  it('a delegate is the same hand as his principal', async () => {
    const { id } = await submitted('masterCode=GST-GSTR1-M&period=2026-08');
    const delegate = host.as('a', { name: 'Dev', onBehalfOf: maker.id });
    const reply = await command(delegate, id, { command: 'approve' });
    expect(reply.body.errors?.map(({ path }) => path)).toEqual(['workflow.maker-is-checker']);
  });

  it('evidence that changed after approval voids it', async () => {
    const { id } = await submitted('masterCode=GST-GSTR1-M&period=2026-09');
    await command(host.as('a'), id, { command: 'approve' });
    const [file] = (await me().get<{ items: { id: string }[] }>(`/v1/evidence?subjectId=${id}`)).body.items;
    const version = await me().upload(
      `/v1/evidence/${file!.id}/versions`,
      {},
      { name: 'sales-register.csv', type: 'text/csv', content: 'other,figures\n' },
    );
    expect(version.status).toBe(201);
    const filing = { kind: 'original', filingDate: '2026-11-20', acknowledgementNumber: 'AA2709260000021' };
    const reply = await command(me(), id, { command: 'file', ...filing });
    expect(reply.body.errors?.map(({ path }) => path)).toContain('workflow.approval-void');
    expect((await command(host.as('a'), id, { command: 'return', reason: 'new figures' })).body.status).toBe(
      'returned',
    );
  });

  it('who exchanged the evidence during review does not approve it', async () => {
    const { id } = await submitted('masterCode=GST-GSTR1-M&period=2026-11');
    const checker = host.as('a', { name: 'Esha' });
    const [file] = (await me().get<{ items: { id: string }[] }>(`/v1/evidence?subjectId=${id}`)).body.items;
    const exchanged = { name: 'sales-register.csv', type: 'text/csv', content: 'her,own,figures\n' };
    expect((await checker.upload(`/v1/evidence/${file!.id}/versions`, {}, exchanged)).status).toBe(201);
    expect((await command(checker, id, { command: 'approve' })).body).toMatchObject({
      code: 'MAKER_IS_CHECKER',
    });
    expect((await command(host.as('a', { name: 'Farah' }), id, { command: 'approve' })).status).toBe(200);
  });

  it('a further file of a reviewed kind, put there after approval, voids it', async () => {
    const { id } = await submitted('masterCode=GST-GSTR1-M&period=2026-12');
    await command(host.as('a'), id, { command: 'approve' });
    await attach(me(), company.entityId, id, 'sales-register', 'other figures');
    const filing = { kind: 'original', filingDate: '2026-11-20', acknowledgementNumber: 'AA2712260000021' };
    const reply = await command(me(), id, { command: 'file', ...filing });
    expect(reply.body.errors?.map(({ path }) => path)).toContain('workflow.approval-void');
  });

  it('a stale revision is told', async () => {
    const { id } = await take('masterCode=GST-GSTR3B-M&period=2026-07');
    await command(me(), id, { command: 'start', revision: 1 });
    const reply = await command(me(), id, { command: 'waive', reason: 'not owed', revision: 1 });
    expect(reply.body).toMatchObject({ code: 'STALE_REVISION' });
  });

  it('in bulk, each is told for itself and what is refused changes nothing', async () => {
    const { items } = await list(me(), 'masterCode=GST-GSTR3B-M&limit=2&dueFrom=2027-03-01');
    const foreign = '0199bbbb-0000-7000-8000-000000000001';
    const started = items[0]!.id;
    await command(me(), started, { command: 'start' });
    const reply = await bulk(me(), [started, items[1]!.id, foreign], { command: 'start' });
    expect(reply.body).toMatchObject({ done: 1, refused: 2 });
    const of = (id: string) => reply.body.results.find((result) => result.id === id);
    expect(of(started)).toMatchObject({ ok: false, code: 'COMMAND_REFUSED' });
    expect(of(items[1]!.id)).toMatchObject({ ok: true });
    expect(of(foreign)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
  });

  it('a maker does not waive his own work; a second person may, with a reason', async () => {
    const { id } = await take('masterCode=GST-GSTR1-M&period=2026-12');
    await command(me(), id, { command: 'start' });
    const own = await command(me(), id, { command: 'waive', reason: 'merged into another GSTIN' });
    expect(own.body.errors?.map(({ path }) => path)).toContain('workflow.maker-is-checker');
    expect((await command(host.as('a'), id, { command: 'waive', reason: 'no' })).status).toBe(422);
    const waived = await command(host.as('a'), id, { command: 'waive', reason: 'merged into another GSTIN' });
    expect(waived.body.status).toBe('waived');
  });

  it('one who only reads changes nothing, one by one or in bulk', async () => {
    const reader = host.as('a', { permissions: ['compliance.instance.read', 'compliance.report.read'] });
    const { id } = await take('masterCode=GST-GSTR3B-M&period=2027-01');
    expect((await command(reader, id, { command: 'start' })).status).toBe(403);
    expect((await bulk(reader, [id], { command: 'start' })).status).toBe(403);
    const acting = host.as('a', { permissions: ['compliance.instance.read', 'compliance.instance.act'] });
    expect((await command(acting, id, { command: 'start' })).status).toBe(403);
    expect((await bulk(acting, [id], { command: 'start' })).body).toMatchObject({ done: 0, refused: 1 });
    const detail = await reader.get<{ status: string; commands: unknown[] }>(
      `/v1/compliance/instances/${id}`,
    );
    expect(detail.body).toMatchObject({ status: 'not-started', commands: [] });
  });

  it('dependencies hold a filing back, with the law that says so', async () => {
    const instance = await submitted('masterCode=GST-GSTR1-M&period=2026-10&entityId=' + company.entityId);
    await command(host.as('a'), instance.id, { command: 'approve' });
    const detail = await me().get<{
      commands: { name: string; allowed: boolean; reasons: { message: string }[] }[];
    }>(`/v1/compliance/instances/${instance.id}`);
    const file = detail.body.commands.find(({ name }) => name === 'file');
    expect(file?.allowed).toBe(false);
    expect(file?.reasons.map(({ message }) => message).join()).toContain('rule 59(6)');
  });

  it('shows a dependency of which nobody can say whether it is owed, and does not wait for it', async () => {
    const question = [host.tenants.a, company.entityId, company.registrations['29'], ['gstin.qrmp']];
    await host.sql(
      `insert into compliance.undetermined (tenant_id, id, entity_id, family, master_code, subject_type, subject_id, period, missing, summary)
       values ($1, gen_random_uuid(), $2, 'gst', 'GST-GSTR3B-Q', 'registration', $3, 'FY2026-27/Q2', $4, 'unknown')`,
      question,
    );
    const { items } = await list(
      me(),
      `masterCode=GST-GSTR1-M&period=2027-02&subjectId=${company.registrations['29']}`,
    );
    const detail = await me().get<{
      undeterminedDependencies: unknown;
      blockedBy: readonly { masterCode: string }[];
    }>(`/v1/compliance/instances/${items[0]!.id}`);
    expect(detail.body.undeterminedDependencies).toEqual([
      { masterCode: 'GST-GSTR3B-Q', form: 'GSTR-3B', missing: ['QRMP chosen'] },
    ]);
    expect(detail.body.blockedBy.map(({ masterCode }) => masterCode)).not.toContain('GST-GSTR3B-Q');
  });

  it('a date on a Sunday stays there, with a warning, and is aimed at before it', async () => {
    const { items } = await list(me(), 'masterCode=GST-GSTR3B-M&limit=200');
    const on = (day: string) => items.find(({ effectiveDate }) => effectiveDate === day);
    expect(on('2026-12-20')).toMatchObject({ dueOnDayOff: 'Sunday', internalTarget: '2026-12-17' });
    expect(on('2027-01-20')).toMatchObject({ dueOnDayOff: null });
  });

  it('a challan pays what its own entity owes, and nothing of another', async () => {
    const other = await addCompany(me(), 'Krishna', { '27': 'monthly' });
    const [own] = (await list(me(), `masterCode=GST-GSTR3B-M&limit=1&entityId=${company.entityId}`)).items;
    const pay = (allocations: readonly unknown[]) =>
      me().post<{ id: string; code: string; errors: unknown[] }>('/v1/compliance/payments', {
        entityId: other.entityId,
        challanNumber: 'CPIN26110000009',
        paidOn: '2026-11-19',
        amountPaise: 100,
        allocations,
      });
    const refused = await pay([{ instanceId: own!.id, amountPaise: 100 }]);
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      [expect.objectContaining({ path: 'allocations[0].instanceId', received: own!.id })],
    ]);
    const paid = await pay([]);
    expect(paid.status).toBe(201);
    const allocated = await me().put(`/v1/compliance/payments/${paid.body.id}/allocations`, {
      allocations: [{ instanceId: own!.id, amountPaise: 100 }],
    });
    expect(allocated.status).toBe(422);
  });

  it('a challan is spent once, across instances', async () => {
    const [one, two] = (await list(me(), 'masterCode=GST-GSTR3B-M&limit=2')).items;
    const paid = await me().post<{ id: string; unallocatedPaise: number }>('/v1/compliance/payments', {
      entityId: company.entityId,
      challanNumber: 'CPIN26110000001',
      paidOn: '2026-11-19',
      amountPaise: 100_000_00,
      heads: { tax: 100_000_00 },
      allocations: [{ instanceId: one!.id, amountPaise: 60_000_00 }],
    });
    expect(paid.body.unallocatedPaise).toBe(40_000_00);
    const over = await me().put<{ code: string }>(`/v1/compliance/payments/${paid.body.id}/allocations`, {
      allocations: [
        { instanceId: one!.id, amountPaise: 60_000_00 },
        { instanceId: two!.id, amountPaise: 40_000_01 },
      ],
    });
    expect(over.body.code).toBe('OVER_ALLOCATED');
    const unfiled = await list(me(), 'paidUnfiled=true');
    expect(unfiled.items.map(({ id }) => id)).toEqual([one!.id]);
    expect(unfiled.items[0]).toMatchObject({ paidUnfiled: true, settled: false });
    expect(
      (await list(me(), `paidUnfiled=false&id=${one!.id},${two!.id}`)).items.map(({ id }) => id),
    ).toEqual([two!.id]);
    await command(host.as('a'), one!.id, { command: 'waive', reason: 'paid under protest' });
    expect((await list(me(), 'paidUnfiled=true')).items).toEqual([]);
    const detail = await me().get<{ payments: unknown[] }>(`/v1/compliance/instances/${one!.id}`);
    expect(detail.body.payments).toEqual([
      expect.objectContaining({ challanNumber: 'CPIN26110000001', amountPaise: 60_000_00 }),
    ]);
  });
});
