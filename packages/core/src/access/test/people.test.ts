import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { setMembershipStatus } from '../../identity/people-rows.ts';
import { coreDb } from '../../tenancy/core-db.ts';
import { lockAdministrators, requireAdministrator } from '../administrators.ts';
import { AUDITOR, TENANT_ADMINISTRATOR } from '../built-in-roles.ts';
import {
  ADMIN_A,
  ADMIN_B,
  grant,
  PASSWORD,
  startPortal,
  type TestPortal,
} from '../../identity/test/portal.ts';
import type { Visitor } from '../../identity/test/visitor.ts';

interface Item {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly grants: readonly { id: string; roleId: string }[];
}
interface List {
  readonly items: Item[];
  readonly pageInfo: { nextCursor: string | null; hasNext: boolean };
}

let portal: TestPortal;
let admin: Visitor;
let entity: string;
let foreignEntity: string;

beforeAll(async () => {
  portal = await startPortal(inject('postgresUrl'));
  const add = async (email: string) =>
    (
      await (
        await portal.signedIn(email)
      ).post<{ id: string }>('/v1/entities', {
        name: 'Acme',
        legalName: 'Acme Private Limited',
        kind: 'company',
        pan: 'aaaca1234c',
      })
    ).body.id;
  entity = await add(ADMIN_A);
  foreignEntity = await add(ADMIN_B);
});
afterAll(() => portal.stop());
beforeEach(async () => {
  portal.host.clock.advance(3_600_000);
  admin = await portal.signedIn(ADMIN_A);
});

const give = (who: Visitor, person: string, body: object) =>
  who.post<{ id: string; code: string }>(`/v1/people/${person}/grants`, body);
const take = (who: Visitor, person: string, id: string) =>
  who.call('DELETE', `/v1/people/${person}/grants/${id}`);

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

describe('an invitation', () => {
  const invite = (who: Visitor, email: string, grants: object[]) =>
    who.post('/v1/invitations', { email, name: 'New Person', grants });
  const accept = (token: string, password: string) =>
    portal.visitor().post<{ tenants: object[] }>('/v1/auth/accept-invitation', { token, password });
  const lead = { roleId: 'sample-lead', entities: 'all' };

  test('makes a new person a member, who chooses a password', async () => {
    expect(await invite(admin, 'New.Person@example.in', [lead])).toMatchObject({
      status: 201,
      body: { email: 'new.person@example.in', roles: [{ id: 'sample-lead' }] },
    });
    expect((await admin.get<List>('/v1/invitations')).body.items).toHaveLength(1);
    const token = await portal.mailedSecret('new.person@example.in');
    expect((await accept(token, 'password123')).status).toBe(422);
    expect(await accept(token, 'nine-green-bottles')).toMatchObject({
      status: 200,
      body: { person: { name: 'New Person' }, tenant: { id: portal.host.tenants.a } },
    });
    expect((await accept(token, 'nine-green-bottles')).status).toBe(410);
    const visitor = portal.visitor();
    await visitor.signIn('new.person@example.in', 'nine-green-bottles');
    expect((await visitor.get('/v1/people')).status).toBe(200);
    expect((await admin.get<List>('/v1/invitations')).body.items).toEqual([]);
  });

  test('links somebody who has an account, who gives their own password: the mail alone opens nothing', async () => {
    expect((await invite(admin, ADMIN_B, [lead])).status).toBe(201);
    const token = await portal.mailedSecret(ADMIN_B);
    expect(await accept(token, 'nine-green-bottles')).toMatchObject({
      status: 401,
      body: { code: 'SIGN_IN_REFUSED' },
    });
    expect((await accept(token, PASSWORD)).body.tenants).toHaveLength(2);
    expect(await invite(admin, ADMIN_B, [lead])).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_MEMBER' },
    });
  });

  test('accepted by many at once makes one member', async () => {
    await invite(admin, 'race@example.in', [lead]);
    const token = await portal.mailedSecret('race@example.in');
    const answers = await Promise.all(Array.from({ length: 6 }, () => accept(token, 'nine-green-bottles')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await admin.get<List>('/v1/people?q=race')).body.items).toHaveLength(1);
  });

  test('is not good any more when withdrawn, replaced, expired, or when who sent it is disabled', async () => {
    await invite(admin, 'late@example.in', [lead]);
    const replaced = await portal.mailedSecret('late@example.in');
    await invite(admin, 'late@example.in', [lead]);
    await expect.poll(() => portal.mailedSecret('late@example.in')).not.toBe(replaced);
    expect((await accept(replaced, 'nine-green-bottles')).status).toBe(410);

    const open = (await admin.get<List>('/v1/invitations')).body.items;
    expect(open).toHaveLength(1);
    expect((await admin.call('DELETE', `/v1/invitations/${open[0]!.id}`)).status).toBe(204);
    expect((await accept(await portal.mailedSecret('late@example.in'), 'nine-green-bottles')).status).toBe(
      410,
    );

    await portal.person('inviter@example.in', { a: [grant(TENANT_ADMINISTRATOR)] });
    const inviter = await portal.signedIn('inviter@example.in');
    await invite(inviter, 'guest@example.in', [lead]);
    const token = await portal.mailedSecret('guest@example.in');
    const inviterId = (await inviter.get<{ person: { id: string } }>('/v1/me')).body.person.id;
    await admin.post(`/v1/people/${inviterId}/disable`);
    expect((await accept(token, 'nine-green-bottles')).status).toBe(410);

    await invite(admin, 'old@example.in', [lead]);
    const old = await portal.mailedSecret('old@example.in');
    portal.host.clock.advance(7 * 86_400_000);
    expect((await accept(old, 'nine-green-bottles')).status).toBe(410);
  });

  test('gives no more than the inviter has', async () => {
    const role = await admin.post<{ id: string }>('/v1/roles', {
      name: 'Inviter',
      permissions: ['core.person.invite'],
    });
    const person = await portal.person('small@example.in', { a: [] });
    await give(admin, person, { roleId: role.body.id, entities: 'all' });
    const small = await portal.signedIn('small@example.in');
    expect(await invite(small, 'friend@example.in', [lead])).toMatchObject({
      status: 403,
      body: { code: 'BEYOND_OWN_ACCESS' },
    });
    expect(
      (await invite(small, 'friend@example.in', [{ roleId: role.body.id, entities: 'all' }])).status,
    ).toBe(201);
  });
});

describe('what belongs to another tenant', () => {
  test('is not there: people, grants, roles, invitations, entities', async () => {
    const foreign = await portal.person('foreign@example.in', { b: [grant('sample-lead')] });
    const adminB = await portal.signedIn(ADMIN_B, portal.host.tenants.b);
    const role = await adminB.post<{ id: string }>('/v1/roles', {
      name: 'Of B',
      permissions: ['core.entity.read'],
    });
    const invited = await adminB.post<{ id: string }>('/v1/invitations', {
      email: 'x@example.in',
      name: 'X',
      grants: [{ roleId: 'sample-lead', entities: 'all' }],
    });
    const theirs = (await adminB.get<Item>(`/v1/people/${foreign}`)).body;
    const before = await portal.host.sql<{ all: string }>(
      `select md5(string_agg(t::text, '|' order by t::text)) as all from (select * from core.role_grant where tenant_id = $1) t`,
      [portal.host.tenants.b],
    );
    const attempts = await Promise.all([
      admin.get(`/v1/people/${foreign}`),
      admin.post(`/v1/people/${foreign}/disable`),
      admin.post(`/v1/people/${foreign}/enable`),
      give(admin, foreign, { roleId: 'sample-lead', entities: 'all' }),
      take(admin, foreign, theirs.grants[0]!.id),
      admin.call('PATCH', `/v1/roles/${role.body.id}`, { name: 'Mine' }),
      admin.call('DELETE', `/v1/invitations/${invited.body.id}`),
      admin.get(`/v1/entities/${foreignEntity}`),
      admin.call('PATCH', `/v1/entities/${foreignEntity}`, { name: 'Mine' }),
    ]);
    expect(attempts.map(({ status }) => status)).toEqual(attempts.map(() => 404));
    const own = (await admin.get<List>('/v1/people?limit=100')).body.items[0]!;
    expect((await give(admin, own.id, { roleId: role.body.id, entities: 'all' })).status).toBe(404);
    const listed = JSON.stringify([
      (await admin.get('/v1/people?limit=500')).body,
      (await admin.get('/v1/roles')).body,
      (await admin.get('/v1/invitations')).body,
      (await admin.get('/v1/entities?limit=500')).body,
    ]);
    for (const id of [foreign, role.body.id, invited.body.id, foreignEntity])
      expect(listed).not.toContain(id);
    const after = await portal.host.sql(
      `select md5(string_agg(t::text, '|' order by t::text)) as all from (select * from core.role_grant where tenant_id = $1) t`,
      [portal.host.tenants.b],
    );
    expect(after).toEqual(before);
  });
});

describe('lists', () => {
  test('of people come in pages that neither skip nor repeat', async () => {
    for (const name of ['p1', 'p2', 'p3']) await portal.person(`${name}@example.in`, { a: [] });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await admin.get<List>(`/v1/people?limit=2&sort=-email${query}`);
      seen.push(...body.items.map(({ email }) => email));
      cursor = body.pageInfo.nextCursor;
    }
    const all = (await admin.get<List & { total: number }>('/v1/people?limit=500&total=true')).body;
    expect(seen).toEqual(seen.toSorted().toReversed());
    expect(seen).toHaveLength(all.total);
    expect((await admin.get('/v1/people?cursor=nonsense')).status).toBe(422);
    expect((await admin.get<List>('/v1/people?q=P2@')).body.items.map(({ email }) => email)).toEqual([
      'p2@example.in',
    ]);
  });

  test('of permissions and roles leave out what is off for the tenant', async () => {
    const names = async (path: string) => JSON.stringify((await admin.get(path)).body);
    expect(await names('/v1/permissions')).toContain('sample.thing.approve');
    expect(await names('/v1/roles')).toContain('sample.thing.approve');
    await portal.host.setPlugin('a', 'sample', false);
    expect(await names('/v1/permissions')).not.toContain('sample.');
    expect(await names('/v1/roles')).not.toContain('sample.thing');
    await portal.host.setPlugin('a', 'sample', true);
    expect(await names('/v1/permissions')).not.toContain('operator.');
  });
});
