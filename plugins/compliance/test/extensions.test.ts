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

const notification = (id: string, to: string, more: object = {}) => ({
  id,
  number: `Notification ${id}`,
  date: '2026-11-21',
  scope: { masters: ['GST-GSTR3B-M'], periods: { keys: ['2026-10'] }, ...more },
  moves: { to },
  feeFreeUntil: null,
  law: 'CGST s.39(6)',
  urls: [],
  confidence: 'high',
});

describe('a notification', () => {
  let host: Host;
  let company: Company;
  const me = () => host.as('a', { id: '0199aaaa-0000-7000-8000-0000000000ff', name: 'Meera' });
  const october = async (registration: string): Promise<Listed> =>
    (await list(me(), `masterCode=GST-GSTR3B-M&period=2026-10&subjectId=${registration}`)).items[0]!;
  const apply = (body: object) =>
    me().post<{ id: string; counts: Record<string, number>; code?: string }>(
      '/v1/compliance/extensions/apply',
      { notification: body },
    );

  beforeAll(async () => {
    host = await startHost(inject('postgresUrl'));
    company = await addCompany(me(), 'Kaveri', { '27': 'monthly', '33': 'monthly' });
    await generate(me(), '2026-09-01', 6);
  });
  afterAll(() => host.stop());

  it('shows what it would move and moves nothing', async () => {
    const preview = await me().post<{ counts: Record<string, number>; rows: { unbreached: boolean }[] }>(
      '/v1/compliance/extensions/preview',
      { notification: notification('ct-90-2026', '2026-11-25') },
    );
    expect(preview.body.counts).toMatchObject({ moves: 2, unbreached: 2 });
    expect((await october(company.registrations['27']!)).extendedDate).toBeNull();
  });

  it('moves open obligations of its scope and takes them out of the red', async () => {
    const before = await october(company.registrations['27']!);
    expect(before).toMatchObject({ rag: 'red', effectiveDate: '2026-11-20' });
    expect(before.exposurePaise).toBeGreaterThan(0);
    const scope = { where: { field: 'gstin.stateCode', op: 'in', value: ['27'] } };
    const applied = await apply(notification('ct-91-2026', '2026-11-25', scope));
    expect(applied.body.counts).toMatchObject({ moves: 1, unbreached: 1 });
    expect(await october(company.registrations['27']!)).toMatchObject({
      rag: 'amber',
      statutoryDate: '2026-11-20',
      extendedDate: '2026-11-25',
      exposurePaise: 0,
    });
    expect(await october(company.registrations['33']!)).toMatchObject({ rag: 'red', extendedDate: null });
  });

  it('is chained by a later one, and either can be taken back', async () => {
    const later = await apply({ ...notification('ct-92-2026', '2026-11-30'), date: '2026-11-22' });
    expect(later.body.counts).toMatchObject({ moves: 2 });
    const { id } = await october(company.registrations['27']!);
    expect((await october(company.registrations['27']!)).extendedDate).toBe('2026-11-30');
    const detail = await me().get<{ dates: { kind: string; date: string }[] }>(
      `/v1/compliance/instances/${id}`,
    );
    expect(detail.body.dates.map(({ kind, date }) => [kind, date])).toEqual([
      ['statutory', '2026-11-20'],
      ['extended', '2026-11-25'],
      ['extended', '2026-11-30'],
      ['target', '2026-11-27'],
    ]);
    const reversed = await me().post(`/v1/compliance/extensions/${later.body.id}/reverse`, {
      reason: 'withdrawn by corrigendum',
    });
    expect(reversed.body).toMatchObject({ status: 'reversed' });
    expect((await october(company.registrations['27']!)).extendedDate).toBe('2026-11-25');
    expect(await october(company.registrations['33']!)).toMatchObject({ rag: 'red', extendedDate: null });
    expect(
      (await me().post(`/v1/compliance/extensions/${later.body.id}/reverse`, { reason: 'once more' })).status,
    ).toBe(409);
  });

  it('leaves filed obligations under the date they were filed by', async () => {
    // The earliest there is: nothing of an earlier month stands before it.
    const query = `masterCode=GST-GSTR1-M&period=2026-08&subjectId=${company.registrations['33']}`;
    const { id } = (await list(me(), query)).items[0]!;
    await command(me(), id, { command: 'start' });
    await attach(me(), company.entityId, id, 'sales-register');
    await command(me(), id, { command: 'submit' });
    await command(host.as('a'), id, { command: 'approve' });
    const filing = { kind: 'original', filingDate: '2026-09-13', acknowledgementNumber: 'AA3308260000017' };
    expect((await command(me(), id, { command: 'file', ...filing })).body.status).toBe('filed');
    const applied = await apply({
      ...notification('ct-93-2026', '2026-09-15'),
      scope: { masters: ['GST-GSTR1-M'], periods: { keys: ['2026-08'] } },
    });
    expect(applied.body.counts).toMatchObject({ filed: 1, moves: 1 });
    expect((await list(me(), `id=${id}`)).items[0]).toMatchObject({
      extendedDate: null,
      filedOn: '2026-09-13',
    });
  });

  it('that is in force reaches obligations that are generated after it', async () => {
    const other = await addCompany(me(), 'Bhima', { '27': 'monthly' });
    await generate(me(), '2026-09-01', 6);
    expect(await october(other.registrations['27']!)).toMatchObject({ extendedDate: '2026-11-25' });
  });
});
