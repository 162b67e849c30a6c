import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ADMIN_A, ADMIN_B, grant, startPortal, type TestPortal } from './portal.ts';

/** What the roles of tenants and plugins reach of identity's tables, asked of the database itself. */

let portal: TestPortal;
let client: pg.PoolClient;
beforeAll(async () => {
  portal = await startPortal(inject('postgresUrl'));
  await portal.person('both@example.in', { a: [grant('sample-lead')], b: [grant('sample-lead')] });
  await portal.signedIn(ADMIN_A);
  client = await portal.host.database.pool.connect();
});
afterAll(async () => {
  client.release();
  await portal.stop();
});

const SECRET = [
  'person_credential',
  'operator',
  'operator_credential',
  'session',
  'refresh_token',
  'sign_in_throttle',
  'password_reset',
  'signing_key',
  'system_log',
];

/** Runs one statement in a role and a tenant, as the host does. */
const as = async (role: string, tenant: string | undefined, text: string): Promise<pg.QueryResult> => {
  await client.query('begin');
  try {
    await client.query(`select set_config('app.tenant', $1, true), set_config('role', $2, true)`, [
      tenant ?? '',
      role,
    ]);
    return await client.query(text);
  } finally {
    await client.query('rollback');
  }
};

describe.skipIf(inject('postgresUrl') === undefined)('in the database', () => {
  test.each(['cos_core', 'cos_plugins'])('%s sees the people of its tenant and nobody else', async (role) => {
    const emails = async (tenant: string | undefined): Promise<string[]> =>
      (await as(role, tenant, 'select email from core.person order by email')).rows.map(
        (row: { email: string }) => row.email,
      );
    expect(await emails(portal.host.tenants.a)).toEqual([ADMIN_A, 'both@example.in']);
    expect(await emails(portal.host.tenants.b)).toEqual([ADMIN_B, 'both@example.in']);
    expect(await emails(undefined)).toEqual([]);
  });

  test.each(SECRET)('core.%s is out of reach of tenants and plugins', async (table) => {
    for (const role of ['cos_core', 'cos_plugins', 'cos_sample']) {
      await expect(as(role, portal.host.tenants.a, `select 1 from core.${table}`)).rejects.toMatchObject({
        code: '42501',
      });
    }
  });

  test.each([
    'update core.person set status = status',
    `insert into core.person (id, email, name, created_at) values (gen_random_uuid(), 'x@example.in', 'X', now())`,
    'delete from core.membership',
    'update core.membership set status = status',
    'select 1 from core.role_grant',
    'select 1 from core.invitation',
    'select last_sign_in_at from core.person',
  ])('a plugin cannot: %s', async (statement) => {
    await expect(as('cos_plugins', portal.host.tenants.a, statement)).rejects.toMatchObject({
      code: '42501',
    });
  });

  test('identity reaches no table of a plugin, nor the audit log', async () => {
    await expect(
      as('cos_identity', portal.host.tenants.a, 'select 1 from core.audit_outbox'),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      as('cos_identity', portal.host.tenants.a, 'update core.system_log set act = act'),
    ).rejects.toMatchObject({ code: '42501' });
  });
});
