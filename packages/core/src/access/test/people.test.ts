import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { TENANT_ADMINISTRATOR } from '../built-in-roles.ts';
import {
  ADMIN_A,
  ADMIN_B,
  grant,
  PASSWORD,
  startPortal,
  type TestPortal,
} from '../../identity/test/portal.ts';
import type { Visitor } from '../../identity/test/visitor.ts';
import { addEntity, give, take, type Item, type List } from './calls.ts';

let portal: TestPortal;
let admin: Visitor;
let foreignEntity: string;

beforeAll(async () => {
  portal = await startPortal(inject('postgresUrl'));
  foreignEntity = await addEntity(await portal.signedIn(ADMIN_B));
});
afterAll(() => portal.stop());
beforeEach(async () => {
  portal.host.clock.advance(3_600_000);
  admin = await portal.signedIn(ADMIN_A);
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
