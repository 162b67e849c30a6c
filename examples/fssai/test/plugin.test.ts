/** The plugin in a host as production runs it: real HTTP, a database, two tenants, a clock that stands. */
import compliance from '@compliance-os/compliance/plugin';
import { startTestHost, type TestHost } from '@compliance-os/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LicencesReply } from '../src/api/licences.ts';
import type { Reminder } from '../src/contract.ts';
import plugin from '../src/plugin.ts';
import { addCompany, type Company } from './company.ts';

type Tenant = 'a' | 'b';
const DAY_MS = 86_400_000;
let t: TestHost;
let konkan: Company;

/** 22 November 2026, 221 days before the licence ends. */
beforeAll(async () => {
  t = await startTestHost({ plugins: [compliance, plugin] });
  konkan = await addCompany(t.as('a'), {
    name: 'Konkan Foods',
    number: '100 18-022 004567',
    validUntil: '2027-07-01',
  });
  // Schedules count from the first time that the host looks at them.
  await t.host.jobs.tick();
});
afterAll(() => t?.stop());

const licences = async (tenant: Tenant) =>
  (await t.as(tenant).get<LicencesReply>('/v1/fssai/licences')).body.items;
const reminders = async (tenant: Tenant, query = '') =>
  (await t.as(tenant).get<{ items: readonly Reminder[] }>(`/v1/fssai/reminders${query}`)).body.items;
const obligations = async (tenant: Tenant) =>
  (
    await t
      .as(tenant)
      .get<{ items: readonly { masterCode: string; effectiveDate: string }[] }>(
        '/v1/compliance/instances?family=fssai',
      )
  ).body.items;
const generate = async (): Promise<void> => {
  for (const tenant of ['a', 'b'] as const)
    await t.as(tenant).post('/v1/compliance/generation/run', { from: '2026-11-01', months: 12 });
};
const remindOn = async (lastReminder: number): Promise<void> => {
  const config = { firstReminder: 180, lastReminder };
  expect((await t.as('a').post('/v1/plugins/fssai/enable', { config })).status).toBe(200);
};
const pass = async (days: number): Promise<void> => {
  t.clock.advance(days * DAY_MS);
  await t.host.jobs.tick();
  await t.drain();
};

describe('a licence', () => {
  it('is refused with every fault of its number', async () => {
    const { status, body } = await t
      .as('a')
      .post<{ errors: readonly object[] }>('/v1/compliance/registrations', {
        entityId: konkan.entityId,
        type: 'fssai',
        number: '30009022004567',
        from: '2025-04-01',
      });
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain('1 (licence) or 2 (registration)');
    expect(JSON.stringify(body)).toContain('the year of the grant, 11 or later');
  });

  it('is listed with the days that are left, for its tenant only', async () => {
    expect(await licences('a')).toMatchObject([
      {
        number: '10018022004567',
        entityName: 'Konkan Foods',
        business: 'manufacturer',
        renewal: { daysLeft: 221, state: 'not-yet', applyFrom: '2027-01-02' },
      },
    ]);
    expect(await licences('b')).toEqual([]);
  });

  it('owes its renewal and, of a manufacturer, the annual return', async () => {
    await generate();
    const owed = (await obligations('a')).map(
      ({ masterCode, effectiveDate }) => `${masterCode} ${effectiveDate}`,
    );
    expect(owed).toContain('FSSAI-RENEWAL 2027-06-01');
    expect(owed).toContain('FSSAI-D1 2027-05-31');
    expect(await obligations('b')).toEqual([]);
  });
});

describe('a reminder', () => {
  it('is there once for each distance, however often the job runs', async () => {
    await pass(1);
    expect(await reminders('a')).toEqual([]);
    await pass(41); // 179 days before
    expect(await reminders('a')).toMatchObject([{ daysBefore: 180, validUntil: '2027-07-01', seen: false }]);
    await pass(1);
    expect(await reminders('a')).toHaveLength(1);
    expect(await reminders('b')).toEqual([]);
  });

  it('is marked as seen by its own tenant only', async () => {
    const [{ id }] = (await reminders('a')) as [Reminder];
    expect((await t.as('b').post(`/v1/fssai/reminders/${id}/seen`)).status).toBe(404);
    expect(await reminders('a', '?seen=false')).toHaveLength(1);
    expect((await t.as('a').post(`/v1/fssai/reminders/${id}/seen`)).status).toBe(204);
    expect(await reminders('a', '?seen=false')).toEqual([]);
  });

  it('comes when the tenant wants it', async () => {
    await remindOn(178);
    await pass(1);
    expect((await reminders('a')).map(({ daysBefore }) => daysBefore)).toEqual([180, 178]);
  });
});

describe('a licence that is recorded late', () => {
  it('is reminded of with the next generation, not only in the morning', async () => {
    await addCompany(t.as('b'), {
      name: 'Malabar Spices',
      number: '21523067000118',
      validUntil: '2027-01-20',
    });
    await generate();
    await t.drain();
    expect(await reminders('b')).toMatchObject([{ number: '21523067000118', daysBefore: 45 }]);
  });
});

describe('switched off for a tenant', () => {
  it('is not there, and reminds of nothing', async () => {
    await remindOn(60);
    await t.setPlugin('a', 'fssai', false);
    expect((await t.as('a').get('/v1/fssai/licences')).status).toBe(404);
    await pass(135); // 42 days before
    await t.setPlugin('a', 'fssai', true);
    expect(await reminders('a')).toHaveLength(2);
  });
});
