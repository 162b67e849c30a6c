import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { handOver, type HandOver } from '../hand-over.ts';
import { OPERATOR, PASSWORD, startPortal, type TestPortal } from './portal.ts';

/** How people get in, and in again, where the portal sends no mail. */
let portal: TestPortal;
let links: HandOver;

beforeAll(async () => {
  portal = await startPortal(inject('postgresUrl'));
  ({ links } = await portal.host.host.services.resolve('core', { links: handOver }));
});
afterAll(() => portal?.stop());

const tokenOf = (link: string): string => new URL(link).searchParams.get('token')!;
const asha = { tenant: 'tenant-a', email: 'Asha@example.in', name: 'Asha' };

describe('a link that is handed over', () => {
  test('lets a person in, with the role it was made for', async () => {
    const link = await links.invite({ ...asha, role: 'sample-lead' });
    expect(link).toMatch(/^http:\/\/localhost\/accept-invitation\?token=/);
    const visitor = portal.visitor();
    const joined = await visitor.post('/v1/auth/accept-invitation', {
      token: tokenOf(link),
      password: PASSWORD,
    });
    expect(joined.status).toBe(200);
    const asMember = await portal.signedIn('asha@example.in');
    expect((await asMember.get('/v1/me')).body).toMatchObject({
      tenant: { id: portal.host.tenants.a },
      roles: [{ id: 'sample-lead' }],
    });
    await expect(links.invite({ ...asha, role: 'sample-lead' })).rejects.toThrow('is a member');
  });

  test('sets a new password, once', async () => {
    await portal.person('forgetful@example.in', { a: [] });
    const link = await links.reset('forgetful@example.in');
    const reset = () =>
      portal
        .visitor()
        .post('/v1/auth/password-reset', { token: tokenOf(link), password: 'four-green-bridges' });
    expect((await reset()).status).toBe(204);
    expect((await reset()).status).not.toBe(204);
    expect((await portal.visitor().signIn('forgetful@example.in', 'four-green-bridges')).status).toBe(200);
  });

  test.each([
    [{ ...asha, tenant: 'tenant-aa', role: 'auditor' }, 'did you mean "tenant-a"'],
    [{ ...asha, email: 'x@example.in', role: 'sample-laed' }, 'did you mean "sample-lead"'],
    [{ ...asha, email: 'x@example.in', role: 'auditor' }, 'until: Auditor is given until a date'],
  ])('is not made for what does not exist: %o', async (invitation, message) => {
    await expect(links.invite(invitation)).rejects.toThrow(message);
  });

  test('nor for somebody who is not here', async () => {
    await expect(links.reset('nobody@example.in')).rejects.toThrow('nobody@example.in');
  });
});

test('an operator who lost the password gets another, and every session of theirs ends', async () => {
  const before = await portal.operator();
  await portal.accounts.resetOperator(OPERATOR, 'nine-quiet-harbours');
  expect((await before.get('/v1/operator/tenants')).status).toBe(401);
  expect((await portal.visitor().signInAsOperator(OPERATOR, 'nine-quiet-harbours')).status).toBe(200);
  await portal.accounts.resetOperator(OPERATOR, PASSWORD);
});

test('an embedded portal shows the operator the mails that no tenant can look after', async () => {
  await portal.person('kept@example.in', { a: [] });
  await portal.visitor().post('/v1/auth/password-reset-request', { email: 'kept@example.in' });
  await portal.mailedSecret('kept@example.in');
  const operator = await portal.operator();
  await operator.post('/v1/operator/tenants', {
    slug: 'fourth',
    name: 'Fourth',
    administrator: { email: 'first@fourth.example', name: 'First' },
  });
  const { items } = (
    await operator.get<{ items: { recipient: string; body: string }[] }>('/v1/operator/mail')
  ).body;
  expect(items.map(({ recipient }) => recipient).slice(0, 2)).toEqual([
    'first@fourth.example',
    'kept@example.in',
  ]);
  expect(items.slice(0, 2).every(({ body }) => body.includes('?token='))).toBe(true);
  const member = await portal.signedIn('kept@example.in');
  expect((await member.get('/v1/operator/mail')).status).toBe(403);
});
