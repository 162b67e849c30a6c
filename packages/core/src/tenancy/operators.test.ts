import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ADMIN_A, startPortal, type TestPortal } from '../identity/test/portal.ts';
import type { Visitor } from '../identity/test/visitor.ts';

interface Tenant {
  readonly id: string;
  readonly slug: string;
  readonly status: string;
  readonly people: number;
}
interface List<T> {
  readonly items: T[];
  readonly pageInfo: { nextCursor: string | null };
  readonly total?: number;
}

let portal: TestPortal;
let operator: Visitor;
beforeAll(async () => {
  portal = await startPortal(inject('postgresUrl'));
  operator = await portal.operator();
});
afterAll(() => portal.stop());

const NEW_TENANT = {
  name: 'Third',
  slug: 'third',
  administrator: { email: 'first@third.example', name: 'First Third' },
};

describe('an operator', () => {
  test('creates a tenant, whose first administrator comes by invitation and may do everything in it', async () => {
    const added = await operator.post<Tenant>('/v1/operator/tenants', NEW_TENANT);
    expect(added).toMatchObject({ status: 201, body: { slug: 'third', status: 'active', people: 0 } });
    const token = await portal.mailedSecret('first@third.example');
    const visitor = portal.visitor();
    const accepted = await visitor.post<{ accessToken: string }>('/v1/auth/accept-invitation', {
      token,
      password: 'nine-green-bottles',
    });
    visitor.token = accepted.body.accessToken;
    expect((await visitor.get('/v1/me')).body).toMatchObject({
      tenant: { id: added.body.id },
      roles: [{ id: 'tenant-administrator' }],
    });
    expect((await visitor.get('/v1/people')).status).toBe(200);

    const audited = await portal.host.sql<{ relation: string; actor: string; after: string }>(
      `select relation, actor, after from core.audit_outbox where tenant_id = $1 and kind = 'row' order by seq`,
      [added.body.id],
    );
    expect(audited.map(({ relation }) => relation)).toEqual([
      'core.invitation',
      'core.invitation',
      'core.membership',
      'core.role_grant',
    ]);
    expect(JSON.parse(audited[0]!.actor)).toMatchObject({ kind: 'operator', name: 'Operator' });
    expect(JSON.parse(audited[2]!.actor)).toMatchObject({ kind: 'user', name: 'First Third' });
    expect(audited[0]!.after).not.toContain('token_hash');
  });

  test('is told when a short name is taken, or is none', async () => {
    expect(await operator.post('/v1/operator/tenants', { ...NEW_TENANT, slug: 'tenant-a' })).toMatchObject({
      body: { code: 'SLUG_TAKEN' },
    });
    expect((await operator.post('/v1/operator/tenants', { ...NEW_TENANT, slug: 'Not A Slug' })).status).toBe(
      422,
    );
    expect(await portal.mailsTo('first@third.example')).toBe(1);
  });

  test('lists tenants page by page', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { body } = await operator.get<List<Tenant>>(
        `/v1/operator/tenants?limit=1&sort=-createdAt${query}`,
      );
      seen.push(...body.items.map(({ slug }) => slug));
      cursor = body.pageInfo.nextCursor;
    }
    const all = (await operator.get<List<Tenant>>('/v1/operator/tenants?total=true')).body;
    expect(seen.toSorted()).toEqual(all.items.map(({ slug }) => slug).toSorted());
    expect(all.total).toBe(seen.length);
    expect((await operator.get<List<Tenant>>('/v1/operator/tenants?q=TENANT-A')).body.items).toMatchObject([
      { slug: 'tenant-a', people: 1 },
    ]);
  });

  test('lets a tenant have a plugin and takes it back; the tenant switches it on', async () => {
    const path = `/v1/operator/tenants/${portal.host.tenants.a}/plugins/sample`;
    const administrator = await portal.signedIn(ADMIN_A);
    expect((await operator.call('PUT', path, { allowed: false })).status).toBe(204);
    expect(await administrator.post('/v1/plugins/sample/enable')).toMatchObject({ status: 409 });
    expect((await operator.call('PUT', path, { allowed: true })).status).toBe(204);
    expect(await administrator.post('/v1/plugins/sample/enable')).toMatchObject({
      status: 200,
      body: { state: 'enabled' },
    });
    expect((await operator.get<List<{ id: string }>>('/v1/operator/plugins')).body.items).toMatchObject([
      { id: 'sample' },
    ]);
    expect((await operator.call('PUT', path.replace('sample', 'nothing'), { allowed: true })).status).toBe(
      404,
    );
    const nobody = path.replace(portal.host.tenants.a, '01970000-0000-7000-8000-000000000000');
    expect((await operator.call('PUT', nobody, { allowed: true })).status).toBe(404);
  });

  test('reads the log of acts outside tenants, newest first', async () => {
    const { body } = await operator.get<List<{ act: string; actor: { kind: string } }>>(
      '/v1/operator/log?limit=500',
    );
    const acts = body.items.map(({ act }) => act);
    expect(acts).toEqual(
      expect.arrayContaining(['operator.tenant.create', 'operator.plugin.allow', 'identity.person.create']),
    );
    expect(acts.indexOf('operator.plugin.allow')).toBeLessThan(acts.indexOf('operator.tenant.create'));
    expect(body.items.find(({ act }) => act === 'operator.tenant.create')?.actor.kind).toBe('operator');
    const some = await operator.get<List<{ act: string }>>('/v1/operator/log?act=operator.tenant.create');
    expect(some.body.items).toHaveLength(1);
  });
});
