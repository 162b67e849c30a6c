import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import { lampPlugin, shelfPlugin } from './shelf/plugin.ts';

interface Outcome {
  readonly plugin: string;
  readonly outcome: string;
  readonly code: string | null;
}
interface Bulk {
  readonly code?: string;
  readonly dryRun: boolean;
  readonly tenants: readonly {
    readonly tenant: { readonly slug: string };
    readonly outcome: string;
    readonly code: string | null;
    readonly detail: string | null;
    readonly plugins: readonly Outcome[];
  }[];
}

describe('sets of plugins, and many tenants at once', () => {
  let t: TestHost<'a' | 'b' | 'c'>;
  beforeAll(async () => {
    t = await startTestHost({
      plugins: [lampPlugin, shelfPlugin()],
      tenants: ['a', 'b', 'c'],
      bundles: [
        { id: 'room', name: 'Room', plugins: ['lamp', 'shelf'] },
        { id: 'house', name: 'House', plugins: ['shelf', 'roof'] },
      ],
    });
  });
  afterAll(() => t?.stop());
  beforeEach(async () => {
    for (const tenant of ['a', 'b', 'c'] as const)
      for (const plugin of ['lamp', 'shelf']) await t.setPlugin(tenant, plugin, false);
  });

  const bulk = (order: object, tenants: readonly ('a' | 'b' | 'c')[] = ['a', 'b', 'c']) =>
    t.asOperator().post<Bulk>('/v1/operator/plugins/bulk', {
      tenants: tenants.map((tenant) => t.tenants[tenant]),
      ...order,
    });
  const states = async (tenant: 'a' | 'b' | 'c') => {
    const { body } = await t
      .as(tenant)
      .get<{ items: { id: string; state: string; allowed: boolean }[] }>('/v1/plugins?archived=true');
    return Object.fromEntries(
      body.items.map(({ id, state, allowed }) => [id, allowed ? state : `${state}, not allowed`]),
    );
  };
  const acts = (name: string) =>
    t.sql<{ slug: string }>(
      `select t.slug from core.audit_outbox o join core.tenant t on t.id = o.tenant_id
       where kind = 'act' and act::jsonb ->> 'name' = $1 order by t.slug`,
      [name],
    );
  const disallow = (tenant: 'a' | 'b' | 'c', plugin: string) =>
    t.asOperator().put(`/v1/operator/tenants/${t.tenants[tenant]}/plugins/${plugin}`, { allowed: false });

  it('a bundle says what it would do, in the order in which it would', async () => {
    const { body } = await t
      .as('a')
      .get<{ items: { id: string; plugins: Outcome[] }[] }>('/v1/plugin-bundles');
    expect(body.items).toMatchObject([
      {
        id: 'room',
        plugins: [
          { plugin: 'shelf', outcome: 'changed' },
          { plugin: 'lamp', outcome: 'changed' },
        ],
      },
      {
        id: 'house',
        plugins: [{ plugin: 'shelf' }, { plugin: 'roof', outcome: 'refused', code: 'NOT_FOUND' }],
      },
    ]);
  });

  it('operators see which sets there are', async () => {
    const { body } = await t.asOperator().get<{ items: object[] }>('/v1/operator/plugin-bundles');
    expect(body.items[0]).toEqual({ id: 'room', name: 'Room', plugins: ['lamp', 'shelf'] });
  });

  it('a bundle enables all of its plugins, and a second time none', async () => {
    const enable = () => t.as('a').post<{ plugins: Outcome[] }>('/v1/plugin-bundles/room/enable', {});
    const outcomes = async () => (await enable()).body.plugins.map(({ outcome }) => outcome);
    expect(await outcomes()).toEqual(['changed', 'changed']);
    expect(await outcomes()).toEqual(['unchanged', 'unchanged']);
    expect(await states('a')).toEqual({ shelf: 'enabled', lamp: 'enabled' });
    expect(await states('b')).toEqual({ shelf: 'disabled', lamp: 'disabled' });
  });

  it('of a bundle of which one is refused, none is enabled, and each that is refused is named', async () => {
    await disallow('a', 'lamp');
    const refused = await t
      .as('a')
      .post<{ code: string; errors: { path: string }[] }>('/v1/plugin-bundles/room/enable', {});
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'BUNDLE_REFUSED', errors: [{ path: 'lamp' }] });
    expect(await states('a')).toEqual({ shelf: 'disabled', lamp: 'disabled, not allowed' });
    expect((await t.as('a').post<{ code: string }>('/v1/plugin-bundles/house/enable', {})).body.code).toBe(
      'BUNDLE_REFUSED',
    );
    expect((await t.as('a').post('/v1/plugin-bundles/garden/enable', {})).status).toBe(404);
  });

  it('for many tenants, one that is refused does not hold up the others, and keeps what it had', async () => {
    await t.as('b').post('/v1/plugins/lamp/archive', {});
    const before = (await acts('operator.plugin.enable')).length;
    const { body } = await bulk({ action: 'enable', bundle: 'room' });
    expect(body.tenants.map(({ tenant, outcome, code }) => [tenant.slug, outcome, code])).toEqual([
      ['tenant-a', 'changed', null],
      ['tenant-b', 'refused', 'PLUGIN_STATE_UNFIT'],
      ['tenant-c', 'changed', null],
    ]);
    expect(await states('a')).toEqual({ shelf: 'enabled', lamp: 'enabled' });
    expect(await states('b')).toEqual({ shelf: 'disabled', lamp: 'archived' });
    const after = await acts('operator.plugin.enable');
    expect(after.length - before).toBe(2);
    expect(after.map(({ slug }) => slug)).not.toContain('tenant-b');
  });

  it("an error in one tenant that is nobody's mistake leaves the others done", async () => {
    await t.sql(`
      create function core.break_b() returns trigger language plpgsql as $$
        begin if new.tenant_id = '${t.tenants.b}' then raise exception 'disk full'; end if; return new; end $$;
      create trigger zz_break before update on core.tenant_plugin for each row execute function core.break_b()`);
    const { body } = await bulk({ action: 'enable', plugin: 'shelf' });
    await t.sql('drop trigger zz_break on core.tenant_plugin; drop function core.break_b');
    expect(body.tenants.map(({ outcome }) => outcome)).toEqual(['changed', 'failed', 'changed']);
    expect(JSON.stringify(body)).not.toContain('disk full');
    const again = await bulk({ action: 'enable', plugin: 'shelf' });
    expect(again.body.tenants.map(({ outcome }) => outcome)).toEqual(['unchanged', 'changed', 'unchanged']);
  });

  it('a dry run says the same and changes nothing', async () => {
    await disallow('c', 'shelf');
    const dry = await bulk({ action: 'enable', plugin: 'lamp', dryRun: true });
    expect(dry.body).toMatchObject({ dryRun: true });
    expect(dry.body.tenants.map(({ outcome, code }) => [outcome, code])).toEqual(
      Array.from({ length: 3 }, () => ['refused', 'PLUGIN_REQUIRES_OTHERS']),
    );
    expect((await bulk({ action: 'enable', bundle: 'room', dryRun: true })).body.tenants[2]).toMatchObject({
      outcome: 'changed',
    });
    expect(await states('c')).toEqual({ shelf: 'disabled, not allowed', lamp: 'disabled' });
  });

  it('what an operator enables is allowed thereby, and what is disallowed is off', async () => {
    await disallow('a', 'shelf');
    await bulk({ action: 'enable', plugin: 'shelf' }, ['a']);
    expect(await states('a')).toMatchObject({ shelf: 'enabled' });
    await bulk({ action: 'disallow', bundle: 'room' }, ['a']);
    expect(await states('a')).toEqual({ shelf: 'disabled, not allowed', lamp: 'disabled, not allowed' });
  });

  it('a bundle is disabled from its end', async () => {
    await bulk({ action: 'enable', bundle: 'room' });
    const { body } = await bulk({ action: 'disable', bundle: 'room' });
    expect(body.tenants[0]!.plugins.map(({ plugin }) => plugin)).toEqual(['lamp', 'shelf']);
    expect(await states('c')).toEqual({ shelf: 'disabled', lamp: 'disabled' });
  });

  it('names a plugin or a bundle, tenants that are there, and is for operators', async () => {
    expect((await bulk({ action: 'enable' })).status).toBe(422);
    expect((await bulk({ action: 'enable', plugin: 'lamp', bundle: 'room' })).status).toBe(422);
    expect((await bulk({ action: 'enable', plugin: 'roof' })).status).toBe(404);
    expect((await bulk({ action: 'enable', bundle: 'house' })).body.code).toBe('BUNDLE_REFUSED');
    const unknown = await bulk({
      action: 'enable',
      plugin: 'lamp',
      tenants: [t.tenants.a, crypto.randomUUID()],
    });
    expect(unknown.status).toBe(404);
    const member = await t
      .as('a')
      .post('/v1/operator/plugins/bulk', { action: 'enable', plugin: 'lamp', tenants: [t.tenants.a] });
    expect(member.status).toBe(403);
  });
});
