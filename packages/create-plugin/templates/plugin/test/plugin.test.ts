/** The plugin in a host as production runs it: real HTTP, a database, two tenants, a clock that stands. */
import compliance from '@compliance-os/compliance/plugin';
import { startTestHost, type TestHost } from '@compliance-os/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reminder } from '../src/contract.ts';
import plugin from '../src/plugin.ts';

const DAY_MS = 86_400_000;
let t: TestHost;
let entityId: string;

beforeAll(async () => {
  t = await startTestHost({ plugins: [compliance, plugin] });
  // Schedules count from the first time that the host looks at them.
  await t.host.jobs.tick();
  const { body } = await t.as('a').post<{ id: string }>('/v1/entities', {
    name: 'Konkan Foods',
    legalName: 'Konkan Foods Private Limited',
    kind: 'company',
    pan: 'AAKCK4821M',
  });
  entityId = body.id;
});
afterAll(() => t?.stop());

const reminders = async (tenant: 'a' | 'b') =>
  (await t.as(tenant).get<{ items: readonly Reminder[] }>('/v1/__id__/reminders')).body.items;

describe('a reminder', () => {
  it('is added for an entity of the tenant and seen by nobody else', async () => {
    const given = { entityId, text: 'Ask for the form', dueOn: '2026-11-23' };
    expect(await t.as('a').post('/v1/__id__/reminders', given)).toMatchObject({ status: 201 });
    expect(await t.as('b').post('/v1/__id__/reminders', given)).toMatchObject({ status: 404 });
    expect(await reminders('a')).toMatchObject([{ text: 'Ask for the form', state: 'waiting' }]);
    expect(await reminders('b')).toEqual([]);
  });

  it('is due on its day', async () => {
    t.clock.advance(DAY_MS);
    await t.host.jobs.tick();
    await t.drain();
    expect(await reminders('a')).toMatchObject([{ state: 'due' }]);
  });
});

describe('a registration', () => {
  const obligations = async (tenant: 'a' | 'b') =>
    (
      await t
        .as(tenant)
        .get<{ items: readonly { masterCode: string }[] }>(
          '/v1/compliance/instances?family=__id__&period=FY2026-27',
        )
    ).body.items;

  it('owes what the masters say', async () => {
    const registration = { entityId, type: '__id__', number: 'AB 12-34', from: '2026-04-01' };
    const { status, body } = await t
      .as('a')
      .post<{ number: string }>('/v1/compliance/registrations', registration);
    expect({ status, number: body.number }).toEqual({ status: 201, number: 'AB1234' });
    for (const tenant of ['a', 'b'] as const)
      await t.as(tenant).post('/v1/compliance/generation/run', { from: '2026-04-01', months: 12 });
    expect((await obligations('a')).map(({ masterCode }) => masterCode)).toContain('__CODE__-ANNUAL-RETURN');
    expect(await obligations('b')).toEqual([]);
  });
});

describe('switched off for a tenant', () => {
  it('is not there', async () => {
    await t.setPlugin('b', '__id__', false);
    expect((await t.as('b').get('/v1/__id__/reminders')).status).toBe(404);
    expect((await t.as('a').get('/v1/__id__/reminders')).status).toBe(200);
    await t.setPlugin('b', '__id__', true);
  });
});
