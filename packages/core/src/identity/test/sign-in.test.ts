import { createHmac } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ADMIN_A, OPERATOR, PASSWORD, startPortal, type TestPortal } from './portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal(inject('postgresUrl'));
});
afterAll(() => portal.stop());

describe('signing in', () => {
  test('gives a token for the only tenant, and a cookie that no script reads', async () => {
    const visitor = portal.visitor();
    const { status, body, headers } = await visitor.signIn(ADMIN_A.toUpperCase(), PASSWORD);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      expiresAt: '2026-11-22T06:10:00.000Z',
      person: { email: ADMIN_A },
      tenant: { id: portal.host.tenants.a, slug: 'tenant-a' },
      tenants: [{ id: portal.host.tenants.a }],
    });
    expect(headers.getSetCookie()[0]).toMatch(
      /^cos_refresh=[\w-]{43}; Path=\/v1\/auth; Max-Age=604800; HttpOnly; SameSite=Strict$/,
    );
    expect((await visitor.get('/v1/me')).body).toMatchObject({
      person: { email: ADMIN_A },
      tenant: { id: portal.host.tenants.a },
      roles: [{ id: 'tenant-administrator', name: 'Tenant administrator' }],
      entities: 'all',
    });
  });

  test('says the same about a wrong password, an unknown e-mail and a disabled account', async () => {
    const id = await portal.person('disabled@example.in');
    await portal.host.sql(`update core.person set status = 'disabled' where id = $1`, [id]);
    const answers = await Promise.all([
      portal.visitor().signIn(ADMIN_A, 'not the password'),
      portal.visitor().signIn('nobody@example.in', 'not the password'),
      portal.visitor().signIn('disabled@example.in', PASSWORD),
    ]);
    const said = answers.map(({ status, body }) => {
      const { requestId: _requestId, ...rest } = body as unknown as Record<string, unknown>;
      return { status, ...rest };
    });
    expect(said[0]).toMatchObject({ status: 401, code: 'SIGN_IN_REFUSED' });
    expect(said[1]).toEqual(said[0]);
    expect(said[2]).toEqual(said[0]);
  });

  test('takes the same time for an unknown e-mail as for a wrong password', async () => {
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let round = 0; round < 12; round++) {
      await portal.person(`timing${round}@example.in`);
      for (const [kind, email] of [
        ['known', `timing${round}`],
        ['unknown', `stranger${round}`],
      ] as const) {
        const start = performance.now();
        await portal.visitor().signIn(`${email}@example.in`, 'not the password');
        times[kind].push(performance.now() - start);
      }
      portal.host.clock.advance(10_000);
    }
    const median = (values: number[]): number => values.toSorted((a, b) => a - b)[6]!;
    const ratio = median(times.unknown) / median(times.known);
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.4);
  });

  test('is logged, refused or not, without what was typed', async () => {
    await portal.visitor().signIn('my secret password', 'x');
    await portal.visitor().signIn('somebody.unknown@example.in', 'typed-by-mistake');
    const log = await portal.host.sql<{ act: string; detail: object; actor: object }>(
      'select act, detail, actor from core.system_log',
    );
    expect(log.map(({ act }) => act)).toEqual(
      expect.arrayContaining(['identity.sign-in', 'identity.sign-in.refused']),
    );
    expect(JSON.stringify(log)).not.toMatch(/typed-by-mistake|my secret|somebody\.unknown/);
  });
});

describe('guessing', () => {
  test('is slowed down after five failures, for unknown accounts too, and a restart does not forget', async () => {
    for (const email of ['guessed@example.in', 'unknown.guessed@example.in']) {
      portal.host.clock.advance(120_000);
      const answers = [];
      for (let attempt = 0; attempt < 6; attempt++)
        answers.push(await portal.visitor().signIn(email, `guess ${attempt}`));
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
    }
    const kept = await portal.host.sql<{ count: number }>(
      'select count from core.sign_in_throttle where count = 5',
    );
    expect(kept.length).toBeGreaterThanOrEqual(2);
  });

  test('a hundred at once are not more than five', async () => {
    portal.host.clock.advance(120_000);
    const statuses = await Promise.all(
      Array.from(
        { length: 100 },
        async (_, at) => (await portal.visitor().signIn('parallel@example.in', `guess ${at}`)).status,
      ),
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  });

  test('of many accounts from one address ends after twenty in a minute, and a right password then waits too', async () => {
    portal.host.clock.advance(120_000);
    const statuses = [];
    for (let at = 0; at < 21; at++)
      statuses.push((await portal.visitor().signIn(`spray${at}@example.in`, 'guess')).status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(20);
    const refused = await portal.visitor().signIn(ADMIN_A, PASSWORD);
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({ code: 'SIGN_IN_THROTTLED' });
    portal.host.clock.advance(60_000);
    expect((await portal.visitor().signIn(ADMIN_A, PASSWORD)).status).toBe(200);
  });
});

describe('a token', () => {
  test('is signed with a published key', async () => {
    const visitor = await portal.signedIn(ADMIN_A);
    const { body } = await visitor.get<{ keys: { kid: string; d?: string }[] }>('/v1/auth/keys');
    expect(body.keys).toHaveLength(2);
    expect(body.keys.every((key) => key.d === undefined)).toBe(true);
    const { header, payload } = jwt.decode(visitor.token!, { complete: true })!;
    expect(header).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
    expect(body.keys.map(({ kid }) => kid)).toContain(header.kid);
    expect(payload).toMatchObject({
      tenant: portal.host.tenants.a,
      roles: ['tenant-administrator'],
      aud: 'compliance-os',
    });
    expect(JSON.stringify(payload)).not.toContain(ADMIN_A);
  });

  test('that somebody else made is refused', async () => {
    const visitor = await portal.signedIn(ADMIN_A);
    const [header = '', payload = ''] = visitor.token!.split('.');
    const { body } = await visitor.get<{ keys: { kid: string }[] }>('/v1/auth/keys');
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const hs256 = `${encode({ alg: 'HS256', typ: 'at+jwt', kid: body.keys[0]!.kid })}.${payload}`;
    const forged = [
      `${encode({ alg: 'none', typ: 'at+jwt', kid: body.keys[0]!.kid })}.${payload}.`,
      `${hs256}.${createHmac('sha256', JSON.stringify(body.keys[0])).update(hs256).digest('base64url')}`,
      `${header}.${payload}.${Buffer.alloc(64).toString('base64url')}`,
      `${header}.${encode({ ...(jwt.decode(visitor.token!) as object), tenant: portal.host.tenants.b })}.${visitor.token!.split('.')[2]}`,
    ];
    for (const token of forged) {
      visitor.token = token;
      expect((await visitor.get('/v1/me')).status).toBe(401);
    }
  });

  test('ends after ten minutes', async () => {
    const visitor = await portal.signedIn(ADMIN_A);
    portal.host.clock.advance(599_000);
    expect((await visitor.get('/v1/me')).status).toBe(200);
    portal.host.clock.advance(1_000);
    expect((await visitor.get('/v1/me')).status).toBe(401);
  });

  test('of an operator opens nothing of a tenant, and the other way round', async () => {
    const operator = await portal.operator();
    expect((await operator.get('/v1/operator/tenants')).status).toBe(200);
    expect((await operator.get('/v1/people')).status).toBe(403);
    expect((await operator.get('/v1/me')).status).toBe(403);
    const administrator = await portal.signedIn(ADMIN_A);
    expect((await administrator.get('/v1/operator/tenants')).status).toBe(403);
    expect((await portal.visitor().signIn(OPERATOR, PASSWORD)).status).toBe(401);
    expect((await portal.visitor().signInAsOperator(ADMIN_A, PASSWORD)).status).toBe(401);
  });
});
