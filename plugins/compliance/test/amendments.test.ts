import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { InstanceDetail } from '../src/api/instances.ts';
import { addCompany, attach, command, generate, list, startHost, type Company, type Host } from './setup.ts';

/** GSTR-1A: once, after GSTR-1 and before the GSTR-3B of the period. */
describe('a further filing', () => {
  let host: Host;
  let company: Company;
  let id: string;
  const me = () => host.as('a', { id: '0199aaaa-0000-7000-8000-00000000000a', name: 'Meera' });
  const checker = () => host.as('a', { id: '0199aaaa-0000-7000-8000-00000000000b', name: 'Asha' });
  const detail = async (): Promise<InstanceDetail> =>
    (await me().get<InstanceDetail>(`/v1/compliance/instances/${id}`)).body;
  const offered = async (): Promise<Record<string, boolean>> =>
    Object.fromEntries((await detail()).commands.map(({ name, allowed }) => [name, allowed]));
  const refusedFor = async (client: ReturnType<Host['as']>, body: Record<string, unknown>, of = id) => {
    const reply = await command(client, of, body);
    expect(reply.status).toBe(409);
    return reply.body.errors?.map(({ path }) => path);
  };
  const amend = { command: 'amend', kind: 'amendment', reason: 'an invoice was left out' };
  const filing = {
    command: 'file',
    kind: 'original',
    filingDate: '2026-11-10',
    acknowledgementNumber: 'AA270926000001A',
  };
  const filed = async (masterCode: string, kinds: readonly string[], arn: string): Promise<string> => {
    const [instance] = (await list(me(), `masterCode=${masterCode}&period=2026-09`)).items;
    await command(me(), instance!.id, { command: 'start' });
    for (const kind of kinds)
      await attach(me(), company.entityId, instance!.id, kind, `${masterCode} ${kind}`);
    await command(me(), instance!.id, { command: 'submit' });
    await command(checker(), instance!.id, { command: 'approve' });
    const reply = await command(me(), instance!.id, { ...filing, acknowledgementNumber: arn });
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
    return instance!.id;
  };

  beforeAll(async () => {
    host = await startHost(inject('postgresUrl'));
    company = await addCompany(me(), 'Amaravati', { '27': 'monthly' });
    await generate(me(), '2026-09-01', 2);
    const previous = (await list(me(), 'masterCode=GST-GSTR3B-M&period=2026-08')).items;
    for (const one of previous) await command(checker(), one.id, { command: 'waive', reason: 'not ours' });
    id = await filed('GST-GSTR1-M', ['sales-register'], 'AA270926000001A');
  });
  afterAll(() => host.stop());

  it('is not a first one', async () => {
    const [other] = (await list(me(), 'masterCode=GST-GSTR1-M&period=2026-10')).items;
    expect(await refusedFor(me(), amend, other!.id)).toEqual(['workflow.wrong-state']);
  });

  it('is of a kind that the law knows, and has a reason', async () => {
    expect(await refusedFor(me(), { ...amend, kind: 'revised' })).toEqual(['workflow.kind-not-possible']);
    expect((await command(me(), id, { ...amend, reason: ' ' })).status).toBe(422);
    expect((await detail()).furtherFilings).toEqual([
      { kind: 'amendment', form: 'GSTR-1A', law: expect.stringContaining('12/2024') },
    ]);
  });

  it('leaves the obligation filed on its day while it is prepared and reviewed', async () => {
    expect(await offered()).toMatchObject({ amend: true });
    expect((await command(me(), id, amend)).body.status).toBe('filed');
    expect(await detail()).toMatchObject({
      status: 'filed',
      filedOn: '2026-11-10',
      rag: 'green',
      settled: true,
      amendment: { kind: 'amendment', status: 'preparing', reason: amend.reason },
    });
    expect(await refusedFor(me(), amend)).toEqual(['workflow.amendment-open']);
    await command(me(), id, { command: 'submit' });
    expect((await detail()).amendment).toMatchObject({ status: 'in-review' });
  });

  it('has a checker of its own, who has not prepared it', async () => {
    expect(await refusedFor(me(), { command: 'approve' })).toEqual(['workflow.maker-is-checker']);
    await command(checker(), id, { command: 'return', reason: 'which invoice?' });
    await command(me(), id, { command: 'start' });
    await command(me(), id, { command: 'submit' });
    await expect(
      host.sql(
        `update compliance.amendment set status = 'filed', submission_id = (select id from compliance.submission limit 1)`,
      ),
    ).rejects.toThrow(/filed without an approval/);
    expect((await command(checker(), id, { command: 'approve' })).status).toBe(200);
  });

  it('is filed under a number and acknowledgement of its own, after the first', async () => {
    const further = {
      ...filing,
      kind: 'amendment',
      filingDate: '2026-11-12',
      acknowledgementNumber: 'AA270926000001B',
    };
    expect(await refusedFor(me(), { ...further, kind: 'original' })).toEqual(['workflow.kind-not-possible']);
    expect(await refusedFor(me(), { ...further, filingDate: '2026-11-09' })).toEqual([
      'workflow.filing-date-invalid',
    ]);
    expect((await command(me(), id, { ...further, portalStatus: 'pending' })).status).toBe(200);
    const now = await detail();
    expect(now).toMatchObject({ status: 'filed', filedOn: '2026-11-10', amendment: null });
    const [first, second] = now.submissions;
    expect(first).toMatchObject({ number: 1, kind: 'original', acknowledgementNumber: 'AA270926000001A' });
    expect(second).toMatchObject({
      number: 2,
      kind: 'amendment',
      predecessorId: first!.id,
      acknowledgementNumber: 'AA270926000001B',
      portalStatus: 'pending',
    });
    expect(now.steps.map((step) => step.command).slice(-7)).toEqual([
      'amend',
      'amendment-submit',
      'amendment-return',
      'amendment-start',
      'amendment-submit',
      'amendment-approve',
      'amendment-file',
    ]);
  });

  it('that the portal refuses leaves the first one standing', async () => {
    const { submissions } = await detail();
    await me().patch(`/v1/compliance/submissions/${submissions[1]!.id}`, { portalStatus: 'defective' });
    expect(await detail()).toMatchObject({ settled: true, rag: 'green' });
    await me().patch(`/v1/compliance/submissions/${submissions[1]!.id}`, { portalStatus: 'accepted' });
  });

  it('comes once only', async () => {
    expect(await refusedFor(me(), amend)).toEqual(['workflow.kind-not-possible']);
    expect(await offered()).toMatchObject({ amend: false });
  });

  it('of a completed obligation is possible too, and may be dropped', async () => {
    const other = await addCompany(me(), 'Betwa', { '27': 'monthly' });
    company = other;
    await generate(me(), '2026-09-01', 2);
    const before = (await list(me(), `masterCode=GST-GSTR3B-M&period=2026-08&entityId=${other.entityId}`))
      .items;
    for (const one of before) await command(checker(), one.id, { command: 'waive', reason: 'not ours' });
    const [instance] = (await list(me(), `masterCode=GST-GSTR1-M&period=2026-09&entityId=${other.entityId}`))
      .items;
    id = instance!.id;
    await command(me(), id, { command: 'start' });
    await attach(me(), other.entityId, id, 'sales-register', 'Betwa');
    await attach(me(), other.entityId, id, 'arn', 'Betwa ARN');
    await command(me(), id, { command: 'submit' });
    await command(checker(), id, { command: 'approve' });
    await command(me(), id, { ...filing, acknowledgementNumber: 'AA270926000002A' });
    expect((await command(me(), id, { command: 'complete' })).body.status).toBe('completed');
    expect(await offered()).toEqual({ amend: true });

    await command(me(), id, amend);
    expect((await command(me(), id, { command: 'drop', reason: 'it was there after all' })).body.status).toBe(
      'completed',
    );
    expect(await detail()).toMatchObject({ amendment: null, submissions: [{ number: 1 }] });
    expect(await refusedFor(me(), { command: 'drop', reason: 'again' })).toEqual(['workflow.wrong-state']);
  });

  it('is not possible any more once the return that pays the tax is filed', async () => {
    const [instance] = (
      await list(me(), `masterCode=GST-GSTR3B-M&period=2026-09&entityId=${company.entityId}`)
    ).items;
    await command(me(), instance!.id, { command: 'start' });
    for (const kind of ['gstr-2b', 'itc-recon', 'tax-computation'])
      await attach(me(), company.entityId, instance!.id, kind, `Betwa ${kind}`);
    await command(me(), instance!.id, { command: 'submit' });
    await command(checker(), instance!.id, { command: 'approve' });
    await command(me(), instance!.id, { ...filing, acknowledgementNumber: 'AA270926000003A' });
    expect(await refusedFor(me(), amend)).toEqual(['workflow.kind-not-possible']);
  });

  it('is taken by nobody who may not work on obligations', async () => {
    const reader = host.as('a', { permissions: ['compliance.instance.read', 'compliance.instance.act'] });
    expect((await command(reader, id, amend)).status).toBe(403);
    expect((await command(host.as('b'), id, amend)).status).toBe(404);
  });
});
