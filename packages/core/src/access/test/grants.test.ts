import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { setMembershipStatus } from '../../identity/people-rows.ts';
import { coreDb } from '../../tenancy/core-db.ts';
import { lockAdministrators, requireAdministrator } from '../administrators.ts';
import { AUDITOR, TENANT_ADMINISTRATOR } from '../built-in-roles.ts';
import { ADMIN_A, ADMIN_B, grant, startPortal, type TestPortal } from '../../identity/test/portal.ts';
import type { Visitor } from '../../identity/test/visitor.ts';
import { addEntity, give, take, type List } from './calls.ts';

let portal: TestPortal;
let admin: Visitor;
let entity: string;
let foreignEntity: string;

beforeAll(async () => {
  portal = await startPortal(inject('postgresUrl'));
  entity = await addEntity(await portal.signedIn(ADMIN_A));
  foreignEntity = await addEntity(await portal.signedIn(ADMIN_B));
});
afterAll(() => portal.stop());
beforeEach(async () => {
  portal.host.clock.advance(3_600_000);
  admin = await portal.signedIn(ADMIN_A);
});

describe('a change of roles counts from the next request', () => {
  test('given, narrowed to an entity, and taken', async () => {
    const person = await portal.person('asha@example.in', { a: [] });
    const visitor = await portal.signedIn('asha@example.in');
    expect((await visitor.get('/v1/entities')).status).toBe(403);

    const given = await give(admin, person, { roleId: AUDITOR, entities: [entity], validTo: '2027-03-31' });
    expect(given).toMatchObject({
      status: 201,
      body: { roleName: 'Auditor', entities: [entity], inForce: true },
    });
    expect((await visitor.get<List>('/v1/entities')).body.items).toHaveLength(1);
    expect((await visitor.get('/v1/me')).body).toMatchObject({
      entities: [entity],
      roles: [{ id: AUDITOR }],
    });

    expect((await take(admin, person, given.body.id)).status).toBe(204);
    expect((await visitor.get('/v1/entities')).status).toBe(403);
  });

  test("when the tenant's own role changes", async () => {
    const role = await admin.post<{ id: string }>('/v1/roles', {
      name: 'Reader',
      permissions: ['core.entity.read'],
    });
    expect(role.status).toBe(201);
    const person = await portal.person('ravi@example.in', { a: [] });
    await give(admin, person, { roleId: role.body.id, entities: 'all' });
    const visitor = await portal.signedIn('ravi@example.in');
    expect((await visitor.get('/v1/entities')).status).toBe(200);
    expect((await visitor.get('/v1/roles')).status).toBe(403);
    await admin.call('PATCH', `/v1/roles/${role.body.id}`, { permissions: ['core.role.read'] });
    expect((await visitor.get('/v1/entities')).status).toBe(403);
    expect((await visitor.get('/v1/roles')).status).toBe(200);
  });

  test('when the person is disabled, in this tenant only, and enabled again', async () => {
    const person = await portal.person('meena@example.in', {
      a: [grant(TENANT_ADMINISTRATOR)],
      b: [grant('sample-lead')],
    });
    const visitor = await portal.signedIn('meena@example.in', portal.host.tenants.a);
    const elsewhere = await portal.signedIn('meena@example.in', portal.host.tenants.b);
    expect((await visitor.get('/v1/people')).status).toBe(200);
    expect((await admin.post(`/v1/people/${person}/disable`)).body).toMatchObject({ status: 'disabled' });
    expect((await visitor.get('/v1/people')).status).toBe(401);
    expect((await elsewhere.get('/v1/people')).status).toBe(200);
    expect((await visitor.refresh()).body).toMatchObject({ tenant: { id: portal.host.tenants.b } });
    await admin.post(`/v1/people/${person}/enable`);
    expect((await visitor.switchTenant(portal.host.tenants.a)).status).toBe(200);
    expect((await visitor.get('/v1/people')).status).toBe(200);
  });

  test('when its last day is over, in India', async () => {
    portal.host.clock.set('2026-12-31T06:00:00Z');
    await portal.person('dated@example.in', { a: [grant(AUDITOR, { validTo: '2026-12-31' })] });
    const visitor = await portal.signedIn('dated@example.in');
    expect((await visitor.get('/v1/entities')).status).toBe(200);
    portal.host.clock.set('2026-12-31T18:29:59Z');
    await visitor.refresh();
    expect((await visitor.get('/v1/entities')).status).toBe(200);
    portal.host.clock.set('2026-12-31T18:30:00Z');
    await visitor.refresh();
    expect((await visitor.get('/v1/entities')).status).toBe(403);
  });
});

describe('nobody gives what they do not have', () => {
  let lead: Visitor;
  let target: string;
  beforeAll(async () => {
    await portal.person('lead@example.in', {
      a: [grant('sample-lead', { allEntities: false, entities: [entity], dimensions: { family: ['x'] } })],
    });
    target = await portal.person('target@example.in', { a: [] });
  });
  beforeEach(async () => {
    lead = await portal.signedIn('lead@example.in');
  });

  test.each<[string, object, number, string | undefined]>([
    [
      'their own role to the same extent',
      { roleId: 'sample-lead', entities: ['ENTITY'], dimensions: { family: ['x'] } },
      201,
      undefined,
    ],
    [
      'for every entity',
      { roleId: 'sample-lead', entities: 'all', dimensions: { family: ['x'] } },
      403,
      'BEYOND_OWN_ACCESS',
    ],
    ['without the limit', { roleId: 'sample-lead', entities: ['ENTITY'] }, 403, 'BEYOND_OWN_ACCESS'],
    [
      'for another value',
      { roleId: 'sample-lead', entities: ['ENTITY'], dimensions: { family: ['y'] } },
      403,
      'BEYOND_OWN_ACCESS',
    ],
    [
      'a higher role',
      { roleId: TENANT_ADMINISTRATOR, entities: ['ENTITY'], dimensions: { family: ['x'] } },
      403,
      'BEYOND_OWN_ACCESS',
    ],
  ])('%s', async (_, body, status, code) => {
    const sent = JSON.parse(JSON.stringify(body).replace('ENTITY', entity)) as object;
    const answer = await give(lead, target, sent);
    expect(answer.status).toBe(status);
    expect(answer.body.code).toBe(code);
  });

  test('nor by a role of their own making', async () => {
    const role = { name: 'Shadow', permissions: ['core.person.read', 'core.plugin.update'] };
    expect((await lead.post('/v1/roles', role)).status).toBe(403);
    const half = await portal.person('half@example.in', { a: [] });
    const made = await admin.post<{ id: string }>('/v1/roles', {
      name: 'Role maker',
      permissions: ['core.role.read', 'core.role.update'],
    });
    await give(admin, half, { roleId: made.body.id, entities: 'all' });
    const maker = await portal.signedIn('half@example.in');
    const change = (permissions: string[]) =>
      maker.call<{ code: string }>('PATCH', `/v1/roles/${made.body.id}`, { permissions });
    expect((await change(['core.role.read', 'core.role.update', 'core.plugin.update'])).body.code).toBe(
      'BEYOND_OWN_ACCESS',
    );
    expect((await change(['core.role.read', 'core.role.update'])).status).toBe(200);
    expect((await change(['operator.log.read'])).status).toBe(422);
  });
});

describe('a grant is refused', () => {
  test.each<[string, object, number]>([
    ['over no entity', { roleId: 'sample-lead', entities: [] }, 422],
    [
      'over no value of a dimension',
      { roleId: 'sample-lead', entities: 'all', dimensions: { family: [] } },
      422,
    ],
    [
      'over an unknown dimension',
      { roleId: 'sample-lead', entities: 'all', dimensions: { colour: ['red'] } },
      422,
    ],
    ['over an unknown value', { roleId: 'sample-lead', entities: 'all', dimensions: { family: ['z'] } }, 422],
    ['as auditor without an end', { roleId: AUDITOR, entities: 'all' }, 422],
    [
      'that ends before it begins',
      { roleId: 'sample-lead', entities: 'all', validFrom: '2027-02-01', validTo: '2027-01-31' },
      422,
    ],
    ['of an unknown role', { roleId: 'nothing', entities: 'all' }, 404],
    ['over an entity of another tenant', { roleId: 'sample-lead', entities: ['FOREIGN'] }, 404],
  ])('%s', async (_, body, status) => {
    const person = await portal.person('refused@example.in', { a: [] });
    const sent = JSON.parse(JSON.stringify(body).replace('FOREIGN', foreignEntity)) as object;
    expect((await give(admin, person, sent)).status).toBe(status);
  });
});

describe('the last administrator', () => {
  test('cannot be disabled or lose the role; one with an end date does not count', async () => {
    const { body: me } = await admin.get<{ person: { id: string } }>('/v1/me');
    await portal.person('deputy@example.in', { a: [grant(TENANT_ADMINISTRATOR, { validTo: '2030-01-01' })] });
    const people = (await admin.get<List>('/v1/people?limit=100')).body.items;
    const others = people.filter(({ id }) => id !== me.person.id);
    for (const { id, grants, email } of others.filter((person) => person.email !== 'deputy@example.in')) {
      for (const held of grants.filter(({ roleId }) => roleId === TENANT_ADMINISTRATOR)) {
        expect(`${email} ${(await take(admin, id, held.id)).status}`).toBe(`${email} 204`);
      }
    }
    const own = people.find(({ id }) => id === me.person.id)!.grants[0]!;
    const refused = { status: 409, body: { code: 'LAST_ADMINISTRATOR' } };
    expect(await admin.post(`/v1/people/${me.person.id}/disable`)).toMatchObject(refused);
    expect(await take(admin, me.person.id, own.id)).toMatchObject(refused);
    expect((await admin.get('/v1/people')).status).toBe(200);
  });

  test('stays when two disable each other at once: the second waits, and sees what the first did', async () => {
    const first = await portal.person('first@example.in', { b: [grant(TENANT_ADMINISTRATOR)] });
    const { body: second } = await (await portal.signedIn(ADMIN_B)).get<{ person: { id: string } }>('/v1/me');
    const { db } = await portal.host.host.services.resolve('core', { db: coreDb });
    const disable = (person: string, meanwhile: () => Promise<void>): Promise<void> => {
      const ctx = portal.host.context('b', 'core.person.disable');
      return db.tenant(ctx, async (tx) => {
        await lockAdministrators(tx, ctx.tenant);
        await setMembershipStatus(tx, ctx.tenant, person, 'disabled');
        await requireAdministrator(tx, ctx.tenant, ctx.today);
        await meanwhile();
      });
    };
    let other: Promise<void> | undefined;
    await disable(first, async () => {
      other = disable(second.person.id, async () => {});
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
    await expect(other).rejects.toMatchObject({ code: 'LAST_ADMINISTRATOR' });
  });
});
