import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  foldNotifications,
  GovernmentNotificationSchema,
  localDate,
  type GovernmentNotification,
} from '../src/domain/index.ts';
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

interface Applied {
  readonly id: string;
  readonly code?: string;
  readonly counts: Readonly<Record<string, number>>;
}
interface Previewed {
  readonly counts: Readonly<Record<string, number>>;
  readonly rows: readonly { readonly outcome: string; readonly missing: readonly string[] }[];
}

const notification = (id: string, part: object = {}): GovernmentNotification =>
  GovernmentNotificationSchema.parse({
    id,
    number: `Notification ${id}`,
    date: '2026-11-21',
    scope: { masters: ['GST-GSTR3B-M'], periods: { keys: ['2026-10'] } },
    moves: { to: '2026-11-27' },
    feeFreeUntil: null,
    law: 'CGST s.39(6)',
    urls: [],
    confidence: 'high',
    ...part,
  });

describe('notifications over one obligation', () => {
  let host: Host;
  let company: Company;
  const me = () => host.as('a', { id: '0199aaaa-0000-7000-8000-0000000000ff', name: 'Meera' });
  const checker = () => host.as('a');
  const apply = (body: object) =>
    me().post<Applied>('/v1/compliance/extensions/apply', { notification: body });
  const preview = async (body: object): Promise<Previewed> =>
    (await me().post<Previewed>('/v1/compliance/extensions/preview', { notification: body })).body;
  const reverse = (id: string) =>
    me().post(`/v1/compliance/extensions/${id}/reverse`, { reason: 'corrigendum' });
  const october = async (state: string): Promise<Listed> =>
    (await list(me(), `masterCode=GST-GSTR3B-M&period=2026-10&subjectId=${company.registrations[state]}`))
      .items[0]!;
  const revisionOf = async (state: string): Promise<number> =>
    (await me().get<{ revision: number }>(`/v1/compliance/instances/${(await october(state)).id}`)).body
      .revision;
  const record = (field: string, value: string) =>
    me().post('/v1/compliance/facts', {
      subjectType: 'registration',
      subjectId: company.registrations['27'],
      field,
      value,
      from: '2020-04-01',
      source: 'certificate',
    });

  beforeAll(async () => {
    host = await startHost(inject('postgresUrl'));
    company = await addCompany(me(), 'Kaveri', { '27': 'monthly', '33': 'monthly' });
    await generate(me(), '2026-08-01', 6);
  });
  afterAll(() => host.stop());

  it('one that asks for a fact nobody has recorded says so, and reaches it once it is recorded', async () => {
    const thane = notification('d-1', {
      scope: {
        masters: ['GST-GSTR3B-M'],
        periods: { keys: ['2026-10'] },
        where: {
          all: [
            { field: 'gstin.stateCode', op: 'in', value: ['27'] },
            { field: 'gstin.district', op: 'in', value: ['Thane'] },
          ],
        },
      },
    });
    const first = await apply(thane);
    expect(first.body.counts).toMatchObject({ moves: 0, undetermined: 1 });
    expect((await preview(thane)).rows).toMatchObject([
      { outcome: 'undetermined', missing: ['gstin.district'] },
    ]);
    expect((await record('gstin.district', 'THANE')).status).toBe(201);
    const again = await apply(thane);
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    expect(again.body.counts).toMatchObject({ moves: 1, undetermined: 0 });
    expect((await october('27')).extendedDate).toBe('2026-11-27');
    const revision = await revisionOf('27');
    expect((await apply(thane)).body.counts).toMatchObject({ moves: 1 });
    expect(await revisionOf('27')).toBe(revision);
    await reverse(first.body.id);
    expect((await october('27')).extendedDate).toBeNull();
  });

  it('one in force with another content is refused until it is taken back', async () => {
    const { body } = await apply(notification('d-2'));
    const other = await apply(notification('d-2', { moves: { to: '2026-11-28' } }));
    expect([other.status, other.body.code]).toEqual([409, 'EXTENSION_APPLIED']);
    await reverse(body.id);
  });

  it('one that made no difference beside a later date counts once that is taken back', async () => {
    const a = await apply(notification('d-3', { moves: { to: '2026-11-27' } }));
    const b = await apply(notification('d-4', { moves: { to: '2026-11-24' } }));
    expect(b.body.counts).toMatchObject({ moves: 0, unchanged: 2 });
    await reverse(a.body.id);
    expect((await october('27')).extendedDate).toBe('2026-11-24');
    await reverse(b.body.id);
    expect((await october('27')).extendedDate).toBeNull();
  });

  it('an obligation that was waived stands under what came meanwhile once it is reopened', async () => {
    const { id } = await october('33');
    await command(checker(), id, { command: 'waive', reason: 'thought it was cancelled' });
    const { body } = await apply(notification('d-5'));
    expect((await october('33')).extendedDate).toBeNull();
    await command(checker(), id, { command: 'reopen', reason: 'it was not' });
    expect(await october('33')).toMatchObject({ extendedDate: '2026-11-27', rag: 'amber', exposurePaise: 0 });
    await command(checker(), id, { command: 'waive', reason: 'after all' });
    await reverse(body.id);
    const reopened = await command(checker(), id, { command: 'reopen', reason: 'it was not after all' });
    expect(await october('33')).toMatchObject({ extendedDate: null, rag: 'red' });
    expect(reopened.body).toMatchObject({ revision: await revisionOf('33') });
  });

  it('an obligation that comes back from the portal stands under what came meanwhile', async () => {
    const query = `masterCode=GST-GSTR1-M&period=2026-07&subjectId=${company.registrations['33']}`;
    const { id } = (await list(me(), query)).items[0]!;
    await command(me(), id, { command: 'start' });
    await attach(me(), company.entityId, id, 'sales-register');
    await command(me(), id, { command: 'submit' });
    await command(checker(), id, { command: 'approve' });
    const filed = await command(me(), id, {
      command: 'file',
      kind: 'original',
      filingDate: '2026-11-20',
      acknowledgementNumber: 'AA3307260000017',
      portalStatus: 'pending',
    });
    expect(filed.body.status).toBe('filed');
    await apply(
      notification('d-6', {
        scope: { masters: ['GST-GSTR1-M'], periods: { keys: ['2026-07'] } },
        moves: { to: '2026-11-30' },
      }),
    );
    expect((await list(me(), query)).items[0]).toMatchObject({ extendedDate: null });
    const { body } = await me().get<{ submissions: { id: string }[] }>(`/v1/compliance/instances/${id}`);
    await me().patch(`/v1/compliance/submissions/${body.submissions[0]!.id}`, { portalStatus: 'error' });
    const returned = await command(checker(), id, { command: 'return', reason: 'refused by the portal' });
    expect(returned.body.status).toBe('returned');
    expect((await list(me(), query)).items[0]).toMatchObject({
      extendedDate: '2026-11-30',
      exposurePaise: 0,
    });
  });

  it('applied and taken back in any order, the date is the fold of what is in force', async () => {
    const pool = [
      notification('p-1', { date: '2026-11-10', moves: { to: '2026-11-24' } }),
      notification('p-2', { date: '2026-11-11', moves: { days: 3 } }),
      notification('p-3', { date: '2026-11-12', moves: { to: '2026-11-27' }, feeFreeUntil: '2026-12-05' }),
      notification('p-4', { date: '2026-11-13', moves: null, feeFreeUntil: '2026-12-01' }),
    ];
    const sequence = fc.array(fc.nat(pool.length - 1), { minLength: 4, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(sequence, async (toggled) => {
        const inForce = new Map<string, string>();
        for (const at of toggled) {
          const one = pool[at]!;
          const id = inForce.get(one.id);
          if (id === undefined) inForce.set(one.id, (await apply(one)).body.id);
          else {
            await reverse(id);
            inForce.delete(one.id);
          }
          const expected = foldNotifications(
            localDate('2026-11-20'),
            pool.filter((each) => inForce.has(each.id)),
          );
          expect(await october('27')).toMatchObject({
            extendedDate: expected.extended,
            feeFreeUntil: expected.feeFreeUntil,
          });
        }
        for (const id of inForce.values()) await reverse(id);
      }),
      { numRuns: 8 },
    );
  }, 120_000);
});
