import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { TENANT_ADMINISTRATOR } from '../../access/built-in-roles.ts';
import { signingKeys } from '../token/signing-keys.ts';
import { identityUpkeep } from '../upkeep.ts';
import { ADMIN_A, ADMIN_B, grant, OPERATOR, PASSWORD, startPortal, type TestPortal } from './portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal(inject('postgresUrl'));
  await portal.person('both@example.in', {
    a: [grant(TENANT_ADMINISTRATOR)],
    b: [grant('auditor', { validTo: '2027-03-31' })],
  });
});
afterAll(() => portal.stop());
beforeEach(() => portal.host.clock.advance(3_600_000));

const COOKIE = 'cos_refresh';

describe('a refresh token', () => {
  test('is good once: it is replaced, and the new one works', async () => {
    const visitor = await portal.signedIn(ADMIN_A);
    const first = visitor.cookies.get(COOKIE);
    expect((await visitor.refresh()).status).toBe(200);
    expect(visitor.cookies.get(COOKIE)).not.toBe(first);
    portal.host.clock.advance(60_000);
    expect((await visitor.refresh()).status).toBe(200);
    expect((await visitor.get('/v1/me')).status).toBe(200);
  });

  test('shown fifty times at once has one successor', async () => {
    const visitor = await portal.signedIn(ADMIN_A);
    const copies = Array.from({ length: 50 }, () => visitor.copy());
    const answers = await Promise.all(copies.map((copy) => copy.refresh()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(copies.map((copy) => copy.cookies.get(COOKIE))).size).toBe(1);
    const family = await portal.host.sql(
      `select 1 from core.refresh_token where session_id = (
         select t.session_id from core.refresh_token t where t.hash = sha256(convert_to($1, 'UTF8')))`,
      [visitor.cookies.get(COOKIE)],
    );
    expect(family).toHaveLength(2);
  });

  test('shown again within ten seconds gives the same successor; later it ends the session for everybody', async () => {
    const visitor = await portal.signedIn(ADMIN_A);
    const thief = visitor.copy();
    await visitor.refresh();
    portal.host.clock.advance(10_000);
    const late = visitor.copy();
    late.cookies.set(COOKIE, thief.cookies.get(COOKIE)!);
    expect((await late.refresh()).status).toBe(200);
    expect(late.cookies.get(COOKIE)).toBe(visitor.cookies.get(COOKIE));

    expect((await visitor.get('/v1/me')).status).toBe(200);
    portal.host.clock.advance(1);
    const reused = await thief.refresh();
    expect(reused.status).toBe(401);
    expect(reused.body).toMatchObject({ code: 'SESSION_REUSED' });
    expect((await visitor.get('/v1/me')).status).toBe(401);
    expect((await visitor.refresh()).status).toBe(401);
    const logged = await portal.host.sql(
      `select 1 from core.system_log where act = 'identity.session.reused'`,
    );
    expect(logged).toHaveLength(1);
  });

  test('continues a session for seven days and no longer', async () => {
    const visitor = await portal.signedIn(ADMIN_A);
    for (let day = 1; day <= 6; day++) {
      portal.host.clock.advance(86_400_000);
      expect((await visitor.refresh()).status).toBe(200);
    }
    portal.host.clock.advance(86_399_000);
    const last = await visitor.refresh();
    expect(last.body.expiresAt).toBe(new Date(portal.host.clock.now().getTime() + 1000).toISOString());
    portal.host.clock.advance(1_000);
    expect((await visitor.refresh()).status).toBe(401);
  });

  test('of an operator is not good for a person, nor the other way round', async () => {
    const visitor = await portal.signedIn(ADMIN_A);
    visitor.cookies.set('cos_operator_refresh', visitor.cookies.get(COOKIE)!);
    expect((await visitor.post('/v1/operator/refresh')).status).toBe(401);
    const operator = await portal.operator();
    expect((await operator.post('/v1/operator/refresh')).status).toBe(200);
    operator.cookies.set(COOKIE, operator.cookies.get('cos_operator_refresh')!);
    expect((await operator.refresh()).status).toBe(401);
  });

  test('is not stored, nor is anything that gives it away', async () => {
    const visitor = await portal.signedIn(ADMIN_A);
    await visitor.refresh();
    const rows = await portal.host.sql('select * from core.refresh_token');
    const dump = rows.map((row) =>
      Object.values(row).map((value) => (value instanceof Buffer ? value.toString('base64url') : value)),
    );
    expect(JSON.stringify(dump)).not.toContain(visitor.cookies.get(COOKIE));
  });

  test('is refused from a page that is not the portal', async () => {
    const visitor = await portal.signedIn(ADMIN_A);
    visitor.token = undefined;
    for (const headers of [{ 'x-requested-with': 'other' }, { 'sec-fetch-site': 'cross-site' }]) {
      const answer = await visitor.call('POST', '/v1/auth/refresh', {}, headers);
      expect(answer).toMatchObject({ status: 403, body: { code: 'NOT_FROM_PORTAL' } });
    }
    expect((await visitor.refresh()).status).toBe(200);
  });
});

describe('a session ends at the next request', () => {
  test('after signing out, for the access token too', async () => {
    const visitor = await portal.signedIn(ADMIN_A);
    const copy = visitor.copy();
    expect((await copy.get('/v1/me')).status).toBe(200);
    const out = await visitor.post('/v1/auth/sign-out');
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()[0]).toContain('Max-Age=0');
    expect((await copy.get('/v1/me')).status).toBe(401);
    expect((await copy.refresh()).status).toBe(401);
    expect((await visitor.post('/v1/auth/sign-out')).status).toBe(204);
  });

  test('when its tenant is suspended; another tenant of the person goes on', async () => {
    const visitor = await portal.signedIn('both@example.in', portal.host.tenants.b);
    const operator = await portal.operator();
    expect((await visitor.get('/v1/me')).status).toBe(200);
    const path = `/v1/operator/tenants/${portal.host.tenants.b}`;
    expect((await operator.call('PATCH', path, { status: 'suspended' })).status).toBe(200);
    expect((await visitor.get('/v1/me')).status).toBe(401);
    const refreshed = await visitor.refresh();
    expect(refreshed.body).toMatchObject({
      tenant: { id: portal.host.tenants.a },
      tenants: [{ id: portal.host.tenants.a }],
    });
    expect((await portal.signedIn(ADMIN_B)).token).toBeDefined();
    expect((await operator.call('PATCH', path, { status: 'active' })).status).toBe(200);
  });

  test('when the person gets a new password, everywhere', async () => {
    await portal.person('forgetful@example.in', { a: [grant('sample-lead')] });
    const visitor = await portal.signedIn('forgetful@example.in');
    expect(
      (await portal.visitor().post('/v1/auth/password-reset-request', { email: 'Forgetful@example.in' }))
        .status,
    ).toBe(204);
    const token = await portal.mailedSecret('forgetful@example.in');
    const reset = (password: string) => portal.visitor().post('/v1/auth/password-reset', { token, password });

    expect(await reset('password123')).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'password' }] },
    });
    expect((await visitor.get('/v1/me')).status).toBe(200);
    expect((await reset('nine-green-bottles')).status).toBe(204);
    expect((await visitor.get('/v1/me')).status).toBe(401);
    expect((await visitor.refresh()).status).toBe(401);
    expect((await reset('ten-green-bottles')).status).toBe(410);
    expect((await portal.visitor().signIn('forgetful@example.in', PASSWORD)).status).toBe(401);
    expect((await portal.visitor().signIn('forgetful@example.in', 'nine-green-bottles')).status).toBe(200);
  });
});

describe('a link for a new password', () => {
  test('is promised to everybody and sent to those who have an account, three times in a quarter of an hour', async () => {
    await portal.person('asked@example.in');
    for (let at = 0; at < 5; at++) {
      expect(
        (await portal.visitor().post('/v1/auth/password-reset-request', { email: 'asked@example.in' }))
          .status,
      ).toBe(204);
    }
    expect(
      (await portal.visitor().post('/v1/auth/password-reset-request', { email: 'nobody@example.in' })).status,
    ).toBe(204);
    await portal.mailedSecret('asked@example.in');
    await expect.poll(() => portal.mailsTo('asked@example.in')).toBe(3);
    expect(await portal.mailsTo('nobody@example.in')).toBe(0);
  });

  test('is good for an hour', async () => {
    await portal.person('slow@example.in');
    await portal.visitor().post('/v1/auth/password-reset-request', { email: 'slow@example.in' });
    const token = await portal.mailedSecret('slow@example.in');
    portal.host.clock.advance(3_600_000);
    const answer = await portal
      .visitor()
      .post('/v1/auth/password-reset', { token, password: 'nine-green-bottles' });
    expect(answer).toMatchObject({ status: 410, body: { code: 'LINK_EXPIRED' } });
  });
});

describe('a person of two tenants', () => {
  test('chooses one, and the other opens nothing with that token', async () => {
    const visitor = await portal.signedIn('both@example.in', portal.host.tenants.a);
    expect((await visitor.switchTenant(portal.host.tenants.b)).body).toMatchObject({
      tenant: { id: portal.host.tenants.b },
    });
    expect((await visitor.get('/v1/me')).body).toMatchObject({
      tenant: { id: portal.host.tenants.b },
      roles: [{ id: 'auditor' }],
    });
    expect(
      (await visitor.call('POST', '/v1/entities', { name: 'X', legalName: 'X', kind: 'company' })).status,
    ).toBe(403);
    expect((await visitor.refresh()).body).toMatchObject({ tenant: { id: portal.host.tenants.b } });
    expect((await visitor.refresh({ tenantId: portal.host.tenants.a })).body).toMatchObject({
      tenant: { id: portal.host.tenants.a },
    });
  });

  test('cannot choose a tenant they do not belong to', async () => {
    const visitor = await portal.signedIn(ADMIN_A);
    expect((await visitor.switchTenant(portal.host.tenants.b)).status).toBe(404);
    expect((await portal.visitor().signIn(ADMIN_A, PASSWORD, portal.host.tenants.b)).status).toBe(404);
    expect((await portal.visitor().switchTenant(portal.host.tenants.b)).status).toBe(401);
  });

  test('without having chosen sees who they are and nothing else', async () => {
    await portal.person('fresh@example.in', { a: [], b: [] });
    const visitor = portal.visitor();
    const { body } = await visitor.signIn('fresh@example.in', PASSWORD);
    expect(body).toMatchObject({
      tenant: null,
      tenants: [{ id: portal.host.tenants.a }, { id: portal.host.tenants.b }],
    });
    expect((await visitor.get('/v1/me')).body).toMatchObject({ tenant: null, roles: [], entities: [] });
    expect((await visitor.get('/v1/people')).status).toBe(403);
    expect((await visitor.switchTenant(portal.host.tenants.a)).status).toBe(200);
  });
});

describe('signing keys', () => {
  const parts = async () => {
    const { keys, upkeep } = await portal.host.host.services.resolve('core', {
      keys: signingKeys,
      upkeep: identityUpkeep,
    });
    return { keys, upkeep };
  };

  test('change under load without refusing a good token', async () => {
    const { keys } = await parts();
    const visitor = await portal.signedIn(ADMIN_A);
    const statuses: number[] = [];
    let rotating = true;
    const load = Array.from({ length: 4 }, async () => {
      while (rotating) statuses.push((await visitor.get('/v1/me')).status);
    });
    const before = (await keys.current()).kid;
    portal.host.clock.set(new Date(portal.host.clock.now().getTime()));
    await portal.host.sql(
      `update core.signing_key set activated_at = activated_at - interval '40 days' where state = 'current'`,
    );
    expect(await keys.rotate()).toBe(true);
    expect(await keys.rotate()).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 100));
    rotating = false;
    await Promise.all(load);
    expect((await keys.current()).kid).not.toBe(before);
    expect((await keys.published()).map(({ kid }) => kid)).toContain(before);
    expect(statuses.length).toBeGreaterThan(10);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  test('that got out are not believed from the next request on; a refresh helps', async () => {
    const { keys } = await parts();
    const visitor = await portal.signedIn(ADMIN_A);
    expect((await visitor.get('/v1/me')).status).toBe(200);
    await keys.rotate({ force: true });
    expect((await visitor.get('/v1/me')).status).toBe(401);
    expect((await visitor.refresh()).status).toBe(200);
    expect((await visitor.get('/v1/me')).status).toBe(200);
  });

  test('rest sealed', async () => {
    const rows = await portal.host.sql<{ sealed_by: string | null; private_key: Buffer }>(
      'select * from core.signing_key',
    );
    expect(rows.every((row) => row.sealed_by !== null)).toBe(true);
  });

  test('and everything old are looked after by upkeep', async () => {
    const { upkeep } = await parts();
    await portal.signedIn(ADMIN_A);
    portal.host.clock.advance(40 * 86_400_000);
    await upkeep.run();
    expect(await portal.host.sql('select 1 from core.session')).toEqual([]);
    expect(await portal.host.sql('select 1 from core.refresh_token')).toEqual([]);
    expect(await portal.host.sql('select 1 from core.sign_in_throttle')).toEqual([]);
    expect((await portal.visitor().signInAsOperator(OPERATOR, PASSWORD)).status).toBe(200);
  });
});
