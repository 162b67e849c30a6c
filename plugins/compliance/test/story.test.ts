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

/** One obligation from a registration to the audit log, through the server and the database that production has. */
describe.each([
  ['PostgreSQL', () => inject('postgresUrl')],
  ['the embedded database', () => undefined],
])('an obligation, on %s', (_, url) => {
  let host: Host;
  let company: Company;
  let instance: Listed;
  const maker = { id: '0199aaaa-0000-7000-8000-000000000001', name: 'Meera' };
  const checker = { id: '0199aaaa-0000-7000-8000-000000000002', name: 'Charu' };
  const me = () => host.as('a', maker);

  beforeAll(async () => {
    host = await startHost(url());
    company = await addCompany(host.as('a'), 'Meghna', { '27': 'monthly', '07': 'quarterly' });
  });
  afterAll(() => host.stop());

  it('is explained before it is generated', async () => {
    const reply = await me().get<{ items: { master: { code: string }; outcome: string; summary: string }[] }>(
      `/v1/compliance/applicability?registrationId=${company.registrations['27']}`,
    );
    expect(reply.status).toBe(200);
    const of = (code: string) => reply.body.items.find(({ master }) => master.code === code);
    expect(of('GST-GSTR3B-M')).toMatchObject({ outcome: 'applies' });
    expect(of('GST-GSTR3B-Q')).toMatchObject({ outcome: 'does-not-apply' });
    expect(of('GST-ITC04-H')).toMatchObject({ outcome: 'undetermined' });
  });

  it('is previewed without a trace, then generated once', async () => {
    const preview = await me().post<{ create: number; rows: unknown[] }>(
      '/v1/compliance/generation/preview',
      {
        from: '2026-10-01',
        months: 12,
      },
    );
    expect((await list(me(), 'total=true')).total).toBe(0);
    const first = await generate(me(), '2026-10-01', 12);
    expect(first.body.created).toBe(preview.body.create);
    expect(first.body.created).toBeGreaterThan(50);
    const again = await generate(me(), '2026-10-01', 12);
    expect(again.body).toMatchObject({ created: 0, existing: first.body.created });
    expect((await list(me(), 'total=true')).total).toBe(first.body.created);
  });

  it('is found in a list, overdue and priced', async () => {
    const { items } = await list(me(), 'masterCode=GST-GSTR1-M&period=2026-09');
    instance = items[0]!;
    expect(instance).toMatchObject({ status: 'not-started', rag: 'red', effectiveDate: '2026-10-11' });
    // 42 days at ₹50
    expect(instance.exposurePaise).toBe(42 * 50_00);
  });

  it('is not submitted without evidence', async () => {
    expect((await command(me(), instance.id, { command: 'start' })).body.status).toBe('preparing');
    const refused = await command(me(), instance.id, { command: 'submit' });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      code: 'COMMAND_REFUSED',
      errors: [{ path: 'workflow.evidence-missing' }],
    });
    expect((await attach(me(), company.entityId, instance.id, 'sales-register')).status).toBe(201);
    expect((await command(me(), instance.id, { command: 'submit' })).body.status).toBe('in-review');
  });

  it('is approved by another person only, and that locks the evidence', async () => {
    const own = await command(me(), instance.id, { command: 'approve' });
    expect(own.status).toBe(409);
    expect(own.body.errors).toEqual([expect.objectContaining({ path: 'workflow.maker-is-checker' })]);
    const approved = await command(host.as('a', checker), instance.id, { command: 'approve' });
    expect(approved.body).toMatchObject({ status: 'approved' });
    const files = await me().get<{ items: { status: string }[] }>(`/v1/evidence?subjectId=${instance.id}`);
    expect(files.body.items.map(({ status }) => status)).toEqual(['approved']);
  });

  it('is filed with its acknowledgement and completed', async () => {
    const early = await command(me(), instance.id, {
      command: 'file',
      kind: 'original',
      filingDate: '2026-09-30',
      acknowledgementNumber: 'AA270926000001A',
    });
    expect(early.body.errors?.map(({ path }) => path)).toContain('workflow.filing-date-invalid');
    const filed = await command(me(), instance.id, {
      command: 'file',
      kind: 'original',
      filingDate: '2026-11-20',
      acknowledgementNumber: 'AA270926000001A',
      latenessReason: 'The portal was down.',
    });
    expect(filed.body).toMatchObject({ status: 'filed' });
    expect((await command(me(), instance.id, { command: 'complete' })).body.errors?.[0]?.path).toBe(
      'workflow.evidence-missing',
    );
    await attach(me(), company.entityId, instance.id, 'arn');
    expect((await command(me(), instance.id, { command: 'complete' })).body.status).toBe('completed');
  });

  it('shows its whole history', async () => {
    const { body } = await me().get<Record<string, unknown>>(`/v1/compliance/instances/${instance.id}`);
    expect(body).toMatchObject({
      status: 'completed',
      rag: 'green',
      filedOn: '2026-11-20',
      submissions: [
        { acknowledgementKind: 'ARN', acknowledgementNumber: 'AA270926000001A', portalStatus: 'accepted' },
      ],
      // 40 days late on the day of filing
      exposure: { totalPaise: 40 * 50_00 },
      why: { text: expect.stringContaining('Applies') },
    });
    expect((body['steps'] as { command: string }[]).map((step) => step.command)).toEqual([
      'start',
      'submit',
      'approve',
      'file',
      'complete',
    ]);
    expect((await list(me(), 'q=AA270926000001A')).items.map(({ id }) => id)).toEqual([instance.id]);
  });

  it('left a record of every change, with who made it', async () => {
    const rows = await host.sql<{ name: string; actor: string }>(
      `select act::json->>'name' as name, actor::json->>'name' as actor from core.audit_outbox
       where tenant_id = $1 and relation = 'compliance.instance' and row_id = $2 order by seq`,
      [host.tenants.a, instance.id],
    );
    expect(rows.map(({ actor }) => actor)).toEqual(['Meera', 'Meera', 'Charu', 'Meera', 'Meera']);
    const [batch] = await host.sql<{ member_count: number }>(
      `select member_count from core.audit_outbox
       where tenant_id = $1 and relation = 'compliance.instance' and kind = 'batch'`,
      [host.tenants.a],
    );
    expect(batch?.member_count).toBe((await list(me(), 'total=true')).total);
  });

  it('does not exist for another tenant', async () => {
    const other = host.as('b');
    expect((await other.get(`/v1/compliance/instances/${instance.id}`)).status).toBe(404);
    expect((await command(other, instance.id, { command: 'reopen', reason: 'curiosity' })).status).toBe(404);
    expect((await list(other, 'total=true')).total).toBe(0);
  });
});
