import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { crud, db, definePlugin, get, newId } from '../src/index.ts';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import { grant, startPortal, type TestPortal } from '../src/identity/test/portal.ts';

const calendar = definePlugin({
  id: 'calendar',
  name: 'Calendar',
  version: '1.0.0',
  hostApi: '^1.0.0',
  permissions: crud('calendar.day', 'days'),
  routes: [
    get('/:tenant/feed', {
      summary: 'Days, for who has the address',
      public: 'the address is all there is',
      params: z.object({ tenant: z.string() }),
      reply: z.object({ tenant: z.string(), entities: z.int(), mayRead: z.boolean() }),
      deps: { db },
      load: async () => ({
        default: async ({ ctx, deps }) => {
          const row = await deps.db
            .read(ctx)
            .first<{ n: number }>('select count(*)::int as n from core.entity where tenant_id = $1', [
              ctx.tenant,
            ]);
          return { tenant: ctx.tenant, entities: row!.n, mayRead: ctx.access.allows('calendar.day.read') };
        },
      }),
    }),
  ],
});

describe('a public route of a plugin', () => {
  let t: TestHost<'a' | 'b'>;

  beforeAll(async () => {
    t = await startTestHost({ plugins: [calendar], postgresUrl: inject('postgresUrl') });
    await t
      .as('a')
      .post('/v1/entities', { name: 'Acme', legalName: 'Acme', kind: 'company', pan: 'AAACA1234C' });
  });
  afterAll(() => t?.stop());

  const feed = (tenant: string) => t.anonymous().get(`/v1/calendar/${tenant}/feed`);

  it('acts in the tenant that its address names, without any permission', async () => {
    expect((await feed(t.tenants.a)).body).toEqual({ tenant: t.tenants.a, entities: 1, mayRead: false });
    expect((await feed(t.tenants.b)).body).toEqual({ tenant: t.tenants.b, entities: 0, mayRead: false });
  });

  it('is not there where the plugin is off, nor for a tenant that is none', async () => {
    await t.setPlugin('a', 'calendar', false);
    expect([(await feed(t.tenants.a)).status, (await feed(t.tenants.b)).status]).toEqual([404, 200]);
    await t.setPlugin('a', 'calendar', true);
    expect((await feed(t.tenants.a)).status).toBe(200);
    expect([(await feed(newId())).status, (await feed('a')).status]).toEqual([404, 404]);
  });
});

describe('what a plugin declares', () => {
  let portal: TestPortal;

  beforeAll(async () => {
    portal = await startPortal(inject('postgresUrl'));
    await portal.person('lead@example.in', { a: [grant('sample-lead')] });
  });
  afterAll(() => portal?.stop());

  it('is told to nobody while it is off: permissions and dimensions', async () => {
    const lead = await portal.signedIn('lead@example.in');
    const told = async () => {
      const permissions = async (path: string): Promise<string[]> =>
        (await lead.get<{ permissions: string[] }>(path)).body.permissions.filter(
          (name) => !name.includes('.role.'),
        );
      const { items } = (await lead.get<{ items: { id: string }[] }>('/v1/grant-dimensions')).body;
      return [await permissions('/v1/portal'), await permissions('/v1/me'), items.map(({ id }) => id)];
    };
    const ofCore = ['core.person.read', 'core.person.update', 'core.profile.own'];
    const all = [...ofCore, 'sample.thing.read', 'sample.thing.update'];
    expect(await told()).toEqual([all, all, ['family']]);
    await portal.host.setPlugin('a', 'sample', false);
    expect(await told()).toEqual([ofCore, ofCore, []]);
  });

  it('limits no grant while it is off', async () => {
    const admin = await portal.signedIn('admin.a@example.in');
    const person = await portal.person('new@example.in', { a: [] });
    const given = await admin.post<{ errors: { path: string }[] }>(`/v1/people/${person}/grants`, {
      roleId: 'tenant-administrator',
      entities: 'all',
      dimensions: { family: ['x'] },
    });
    expect(given).toMatchObject({ status: 422, body: { errors: [{ path: 'dimensions.family' }] } });
  });
});
