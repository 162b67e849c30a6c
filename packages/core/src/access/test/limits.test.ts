import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newId } from '../../db/id.ts';
import { corePlugin } from '../../host/core-plugin.ts';
import { mountOf } from '../../http/dispatch.ts';
import { startTestHost, type TestHost } from '../../testing/harness.ts';
import { ADMIN_A, grant, startPortal, type TestPortal } from '../../identity/test/portal.ts';
import { TENANT_ADMINISTRATOR } from '../built-in-roles.ts';
import type { Grant } from '../access.ts';
import { addEntity, type List } from './calls.ts';

/** Whether a route of core is about what the whole tenant shares. A new one is put on one side or the other here. */
const ABOUT_THE_TENANT = [
  'DELETE /v1/invitations/:id: no',
  'DELETE /v1/people/:id/grants/:grantId: no',
  'DELETE /v1/plugins/:id/secrets/:name: yes',
  'GET /v1/audit: no',
  'GET /v1/entities/:id: no',
  'GET /v1/entities: no',
  'GET /v1/evidence/:id: no',
  'GET /v1/evidence: no',
  'GET /v1/grant-dimensions: no',
  'GET /v1/invitations: yes',
  'GET /v1/jobs: yes',
  'GET /v1/mail: yes',
  'GET /v1/people/:id: no',
  'GET /v1/people: no',
  'GET /v1/permissions: no',
  'GET /v1/plugin-bundles: yes',
  'GET /v1/plugin-tombstones: yes',
  'GET /v1/plugins/:id/exports: yes',
  'GET /v1/plugins/:id/preview: yes',
  'GET /v1/plugins/:id/secrets: yes',
  'GET /v1/plugins: yes',
  'GET /v1/roles: no',
  'PATCH /v1/entities/:id: no',
  'PATCH /v1/roles/:id: yes',
  'POST /v1/entities: yes',
  'POST /v1/evidence/:id/approve: no',
  'POST /v1/evidence/:id/download: no',
  'POST /v1/evidence/:id/versions: no',
  'POST /v1/evidence: no',
  'POST /v1/invitations: no',
  'POST /v1/jobs/:id/discard: yes',
  'POST /v1/jobs/:id/retry: yes',
  'POST /v1/people/:id/disable: no',
  'POST /v1/people/:id/enable: no',
  'POST /v1/people/:id/grants: no',
  'POST /v1/plugin-bundles/:id/enable: yes',
  'POST /v1/plugin-tombstones/:id/link: yes',
  'POST /v1/plugins/:id/archive: yes',
  'POST /v1/plugins/:id/disable: yes',
  'POST /v1/plugins/:id/enable: yes',
  'POST /v1/plugins/:id/exports/:export/link: yes',
  'POST /v1/plugins/:id/exports: yes',
  'POST /v1/plugins/:id/restore: yes',
  'POST /v1/roles: yes',
  'PUT /v1/plugins/:id/secrets/:name: yes',
];

const routes = corePlugin.routes!.filter(({ about }) => about !== undefined);
const addressOf = ({ method, path }: (typeof routes)[number]): string =>
  `${method.toUpperCase()} ${mountOf('core')}${path}`;

describe('what the whole tenant shares needs a permission without limits', () => {
  let t: TestHost;
  const entity = newId();

  beforeAll(async () => {
    t = await startTestHost({ plugins: [], postgresUrl: inject('postgresUrl') });
  });
  afterAll(() => t?.stop());

  it('every route of core says what it is about', () => {
    expect(
      routes
        .map((route) => `${addressOf(route)}: ${route.about === 'tenant' ? 'yes' : 'no'}`)
        .toSorted((a, b) => (a < b ? -1 : 1)),
    ).toEqual(ABOUT_THE_TENANT);
  });

  const limits: readonly [string, Pick<Grant, 'entities' | 'dimensions'>][] = [
    ['an entity', { entities: new Set([entity]), dimensions: {} }],
    ['a dimension', { entities: 'all', dimensions: { family: new Set(['x']) } }],
  ];
  describe.each(limits)('limited to %s', (_, limit) => {
    it.each(
      routes.filter(({ about }) => about === 'tenant').map((route) => [addressOf(route), route] as const),
    )('%s is refused', async (address, { method, permission }) => {
      const client = t.as('a', { grants: [{ permissions: new Set([permission!]), ...limit }] });
      const path = address.split(' ')[1]!.replace(':id', newId());
      const { status, body } = await client.request<{ code: string; detail: string }>(
        method.toUpperCase(),
        path,
      );
      expect([status, body.code]).toEqual([403, 'FORBIDDEN']);
      expect(body.detail).toContain('without limits');
    });
  });
});

describe('who is limited to an entity', () => {
  let portal: TestPortal;
  let entity: string;
  let deputy: Awaited<ReturnType<TestPortal['signedIn']>>;
  let boss: string;

  beforeAll(async () => {
    portal = await startPortal(inject('postgresUrl'));
    entity = await addEntity(await portal.signedIn(ADMIN_A));
    const here = { allEntities: false, entities: [entity] };
    await portal.person('deputy@example.in', { a: [grant(TENANT_ADMINISTRATOR, here)] });
    boss = await portal.person('boss@example.in', {
      a: [grant(TENANT_ADMINISTRATOR), grant('sample-lead', { ...here, dimensions: { family: ['x'] } })],
    });
    deputy = await portal.signedIn('deputy@example.in');
  });
  afterAll(() => portal?.stop());

  const grantsOf = async (person: string) => {
    const admin = await portal.signedIn(ADMIN_A);
    return (await admin.get<List['items'][number]>(`/v1/people/${person}`)).body;
  };

  it('takes no grant that they could not give, and shuts nobody out who has one', async () => {
    const before = await grantsOf(boss);
    const of = (role: string) => before.grants.find(({ roleId }) => roleId === role)!.id;
    const take = (id: string) => deputy.call<{ code: string }>('DELETE', `/v1/people/${boss}/grants/${id}`);
    expect(await take(of(TENANT_ADMINISTRATOR))).toMatchObject({
      status: 403,
      body: { code: 'BEYOND_OWN_ACCESS' },
    });
    for (const act of ['disable', 'enable'])
      expect(await deputy.post(`/v1/people/${boss}/${act}`)).toMatchObject({
        status: 403,
        body: { code: 'BEYOND_OWN_ACCESS' },
      });
    expect(await grantsOf(boss)).toEqual(before);
    expect((await take(of('sample-lead'))).status).toBe(204);
  });

  it('may shut out whom they could have let in', async () => {
    const person = await portal.person('junior@example.in', {
      a: [grant('sample-lead', { allEntities: false, entities: [entity] })],
    });
    expect((await deputy.post(`/v1/people/${person}/disable`)).body).toMatchObject({ status: 'disabled' });
    expect((await deputy.post(`/v1/people/${person}/enable`)).body).toMatchObject({ status: 'active' });
  });

  it('withdraws no invitation that reaches further, nor puts a smaller one in its place', async () => {
    const admin = await portal.signedIn(ADMIN_A);
    const invite = (who: typeof admin, entities: unknown) =>
      who.post<{ id: string; code?: string }>('/v1/invitations', {
        email: 'new.boss@example.in',
        name: 'New Boss',
        grants: [{ roleId: TENANT_ADMINISTRATOR, entities }],
      });
    const { id } = (await invite(admin, 'all')).body;
    expect((await deputy.call('DELETE', `/v1/invitations/${id}`)).body).toMatchObject({
      code: 'BEYOND_OWN_ACCESS',
    });
    expect((await invite(deputy, [entity])).body.code).toBe('BEYOND_OWN_ACCESS');
    expect((await admin.get<List>('/v1/invitations')).body.items.map((item) => item.id)).toEqual([id]);
  });

  it('sees those who work there too, with the grants that meet', async () => {
    const other = await addEntity(await portal.signedIn(ADMIN_A), 'aaacb1234c');
    const elsewhere = await portal.person('elsewhere@example.in', {
      a: [grant('sample-lead', { allEntities: false, entities: [other] })],
    });
    await portal.person('both@example.in', {
      a: [
        grant('sample-lead', { allEntities: false, entities: [other] }),
        grant('sample-lead', {
          allEntities: false,
          entities: [entity, other],
          dimensions: { family: ['y'] },
        }),
      ],
    });
    const seen = (await deputy.get<List & { total: number }>('/v1/people?total=true&limit=100')).body;
    const emails = seen.items.map(({ email }) => email);
    expect(emails).toEqual(expect.arrayContaining([ADMIN_A, 'both@example.in', 'deputy@example.in']));
    expect(emails).not.toContain('elsewhere@example.in');
    expect(seen.total).toBe(emails.length);
    expect(seen.items.find(({ email }) => email === 'both@example.in')?.grants).toHaveLength(1);
    expect((await deputy.get(`/v1/people/${elsewhere}`)).status).toBe(404);
  });

  it('and to a dimension sees those whose grants meet there', async () => {
    await portal.person('family.x@example.in', {
      a: [grant('sample-lead', { dimensions: { family: ['x'] } })],
    });
    await portal.person('family.y@example.in', {
      a: [grant('sample-lead', { dimensions: { family: ['y'] } })],
    });
    const emails = (
      await (await portal.signedIn('family.x@example.in')).get<List>('/v1/people?limit=100')
    ).body.items.map(({ email }) => email);
    expect(emails).toContain(ADMIN_A);
    expect(emails).not.toContain('family.y@example.in');
  });
});
