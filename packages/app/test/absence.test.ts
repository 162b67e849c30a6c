import { setTimeout as delay } from 'node:timers/promises';
import { mountOf, type PluginManifest } from '@compliance-os/core/host';
import { startTestHost, type TestClient, type TestHost } from '@compliance-os/core/testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { plugins } from './composition.ts';
import { addCompany, made } from './company.ts';
import { signIn } from './people.ts';

interface Named {
  readonly items: readonly { readonly id: string; readonly name: string }[];
}
interface Portal {
  readonly permissions: readonly string[];
  readonly plugins: Record<string, { ui?: { slots: string[] } }>;
}
interface Me {
  readonly permissions: readonly string[];
}
interface OpenApi {
  readonly paths: Record<string, Record<string, { operationId: string; tags: string[] }>>;
}

/** The plugins that go when one is switched off: itself, and what cannot be without it. */
const withDependants = (id: string): readonly PluginManifest[] => {
  const gone = new Set([id]);
  for (let before = -1; before !== gone.size;) {
    before = gone.size;
    for (const { id: other, requires = {} } of plugins)
      if (Object.keys(requires).some((required) => gone.has(required))) gone.add(other);
  }
  return plugins.filter((manifest) => gone.has(manifest.id));
};

const PAN = { a: 'AABCL1234K', b: 'AABCM1234K' } as const;

/**
 * Off means absent, and what there is to be absent is read from the manifests of the portal as it is shipped: a plugin
 * that is added to the composition stands in here by that.
 */
describe.each(plugins.map(({ id }) => id))('with the plugin %s off for one tenant', (id) => {
  const off = withDependants(id);
  const offIds = new Set(off.map((manifest) => manifest.id));
  const each = <T>(of: (manifest: PluginManifest) => readonly T[] | undefined): T[] =>
    off.flatMap((manifest) => of(manifest) ?? []);
  let t: TestHost<'a' | 'b'>;
  let known: Record<'a' | 'b', string[]>;
  let administrators: Record<'a' | 'b', TestClient>;
  let before: Awaited<ReturnType<typeof there>>;
  const client = (tenant: 'a' | 'b'): TestClient => administrators[tenant];
  const get = <T>(tenant: 'a' | 'b', path: string): Promise<T> => made(client(tenant).get<T>(path));
  const rowsOf = (tenant: 'a' | 'b') =>
    t.sql<{ n: number }>('select count(*)::int as n from compliance.instance where tenant_id = $1', [
      t.tenants[tenant],
    ]);
  const everybodySignsIn = async (): Promise<void> => {
    administrators = {
      a: await signIn(t, 'a', 'asha@a.example', [{ role: 'tenant-administrator' }]),
      b: await signIn(t, 'b', 'bela@b.example', [{ role: 'tenant-administrator' }]),
    };
  };
  /** What a tenant sees of the bodies of law that are on. */
  const there = async (tenant: 'a' | 'b') => {
    const ask = async <T>(path: string): Promise<T | undefined> => {
      const { status, body } = await client(tenant).get<T>(`/v1/compliance/${path}`);
      expect([200, 404]).toContain(status);
      return status === 404 ? undefined : body;
    };
    const [list, masters, search, types] = [
      await ask<{ total: number }>('instances?limit=1&total=true&dueTo=2027-01-31'),
      await ask<{ total: number }>('masters?limit=1&total=true'),
      await ask<{ facets: Record<string, number> }>('search?q=GSTR'),
      await ask<{ items: object[] }>('registration-types'),
    ];
    return {
      instances: list?.total ?? 0,
      masters: masters?.total ?? 0,
      found: (search?.facets['instance'] ?? 0) + (search?.facets['master'] ?? 0),
      types: types?.items.length ?? 0,
    };
  };
  /** Runs what is due until nothing is: a sweep of the host may hold rows for a moment. */
  const runDue = async (): Promise<void> => {
    for (let quiet = 0; quiet < 3; await delay(20)) quiet = (await t.drain()) > 0 ? 0 : quiet + 1;
  };

  beforeAll(async () => {
    t = await startTestHost({
      plugins,
      postgresUrl: inject('postgresUrl'),
      realSignIn: true,
      logLevel: 'error',
    });
    await everybodySignsIn();
    known = { a: [], b: [] };
    for (const tenant of ['a', 'b'] as const) {
      const company = await addCompany(client(tenant), 'Lotus', PAN[tenant]);
      await made(client(tenant).post('/v1/compliance/generation/run', { from: '2026-09-01', months: 3 }));
      const { items } = await get<Named>(tenant, '/v1/compliance/instances?limit=1');
      known[tenant] = [company.entityId, company.registrationId, items[0]!.id];
    }
    await t.host.jobs.tick();
    await runDue();
    before = await there('b');
    for (const manifest of off.toReversed()) await t.setPlugin('b', manifest.id, false);
  });
  afterAll(() => t?.stop());

  it('no route of it answers, whatever id is asked for', async () => {
    const answered: string[] = [];
    for (const manifest of off)
      for (const { method, path } of manifest.routes ?? [])
        for (const own of known.b) {
          const target = `${mountOf(manifest.id)}${path.replaceAll(/:\w+/g, own)}`;
          const reply = await client('b').request<{ code: string }>(
            method.toUpperCase(),
            target,
            method === 'get' ? undefined : {},
          );
          if (reply.status !== 404) answered.push(`${method} ${target}: ${reply.status}`);
        }
    expect(answered).toEqual([]);
  });

  it('the description of the API has none of its paths, and still has them where it is on', async () => {
    const paths = async (tenant: 'a' | 'b') =>
      Object.keys((await get<OpenApi>(tenant, '/v1/openapi')).paths).filter((path) =>
        off.some((manifest) => path.startsWith(`${mountOf(manifest.id)}/`)),
      );
    const expected = off.flatMap((manifest) =>
      (manifest.routes ?? []).map(
        ({ path }) => `${mountOf(manifest.id)}${path.replaceAll(/:(\w+)/g, '{$1}')}`,
      ),
    );
    expect(await paths('b')).toEqual([]);
    expect(new Set(await paths('a'))).toEqual(new Set(expected));
    expect(JSON.stringify(await get('b', '/v1/openapi'))).not.toMatch(
      new RegExp(off.map((manifest) => `/v1/${manifest.id}\\b`).join('|')),
    );
  });

  it('the portal has no menu, panel, page or permission of it, and nor has what a person may do', async () => {
    const permissions = new Set(each((manifest) => manifest.permissions).map(({ name }) => name));
    const portal = await get<Portal>('b', '/v1/portal');
    expect(Object.keys(portal.plugins)).toEqual(
      plugins.map((manifest) => manifest.id).filter((other) => !offIds.has(other)),
    );
    expect(portal.permissions.filter((one) => permissions.has(one))).toEqual([]);
    const on = await get<Portal>('a', '/v1/portal');
    for (const { id: one, ui } of off) expect(on.plugins[one]?.ui?.slots).toEqual(ui && [...ui.slots]);
    expect(on.permissions.filter((one) => permissions.has(one))).toHaveLength(permissions.size);
    const me = await get<Me>('b', '/v1/me');
    expect(me.permissions.filter((one) => permissions.has(one))).toEqual([]);
    expect(me.permissions).toContain('core.entity.read');
  });

  it('its roles, permissions and dimensions are not there to be given', async () => {
    const roles = each((manifest) => manifest.roles).map(({ key }) => key);
    const permissions = each((manifest) => manifest.permissions).map(({ name }) => name);
    const dimensions = each((manifest) => manifest.dimensions).map(({ name }) => name);
    const given = async (tenant: 'a' | 'b', path: string) =>
      (await get<Named>(tenant, path)).items.map((item) => item.id);
    for (const [path, its] of [
      ['/v1/roles', roles],
      ['/v1/permissions', permissions],
      ['/v1/grant-dimensions', dimensions],
    ] as const) {
      expect((await given('b', path)).filter((one) => its.includes(one))).toEqual([]);
      expect((await given('a', path)).filter((one) => its.includes(one)).toSorted()).toEqual(its.toSorted());
    }
    const administrator = (await get<{ items: { id: string; permissions: string[] }[] }>('b', '/v1/roles'))
      .items;
    for (const role of administrator)
      expect(role.permissions.filter((one) => permissions.includes(one))).toEqual([]);
  });

  it('what it contributes to others is not there', async () => {
    const seen: string[] = [];
    for (const manifest of off)
      for (const { point } of manifest.contributes ?? []) {
        const of = async (tenant: 'a' | 'b') =>
          (await t.host.contributions.of(t.context(tenant), point as never)).filter(
            ({ plugin }) => plugin === manifest.id,
          );
        expect(await of('a')).not.toEqual([]);
        if ((await of('b')).length > 0) seen.push(`${manifest.id}: ${point.id}`);
      }
    expect(seen).toEqual([]);
  });

  it('none of its jobs runs: schedules are not filled, what is queued waits', async () => {
    const jobs = each((manifest) => manifest.jobs?.map((job) => ({ plugin: manifest.id, ...job })));
    await t.sql('delete from core.occurrence');
    await t.sql('delete from core.job');
    for (const { plugin, name } of jobs)
      await t.sql(
        `insert into core.job (tenant_id, id, plugin, name, run_at) values ($1, gen_random_uuid(), $2, $3, now())`,
        [t.tenants.b, plugin, name],
      );
    t.clock.advance(2 * 86_400_000);
    await everybodySignsIn();
    await t.host.jobs.tick();
    await runDue();
    const filled = await t.sql<{ schedule: string; tenant_id: string }>(
      'select distinct schedule, tenant_id from core.occurrence',
    );
    const scheduled = jobs.filter(({ schedule }) => schedule).map(({ name }) => name);
    expect(filled.filter((row) => row.tenant_id === t.tenants.b && scheduled.includes(row.schedule))).toEqual(
      [],
    );
    const elsewhere = filled.filter((row) => row.tenant_id === t.tenants.a).map(({ schedule }) => schedule);
    expect(elsewhere).toEqual(expect.arrayContaining(scheduled));
    const rows = await t.sql<{ name: string; state: string; attempts: number }>(
      `select name, state, attempts from core.job where tenant_id = $1 and plugin = any($2) order by name`,
      [t.tenants.b, [...offIds]],
    );
    expect(rows).toEqual(
      jobs
        .map(({ name }) => ({ name, state: 'held', attempts: 0 }))
        .toSorted((x, y) => (x.name < y.name ? -1 : 1)),
    );
  });

  it('nothing is told to it of what happens', async () => {
    const subscriptions = off.flatMap((manifest) =>
      (manifest.events?.on ?? []).map(({ event }) => `${manifest.id}.on.${event}`),
    );
    const fields = { entityId: known.b[0]!, subjectType: 'entity', subjectId: known.b[0]!, kind: 'proof' };
    await made(
      client('b').upload('/v1/evidence', fields, { name: 'x.csv', type: 'text/csv', content: 'a,b\n' }),
    );
    const queued = await t.sql<{ name: string }>('select name from core.job where tenant_id = $1', [
      t.tenants.b,
    ]);
    expect(queued.filter(({ name }) => subscriptions.includes(name))).toEqual([]);
    expect(
      queued.filter(({ name }) => off.some((manifest) => name.startsWith(`${manifest.id}.on.`))),
    ).toEqual([]);
  });

  it('no gauge counts what is its', async () => {
    const text = await fetch(`${t.url}/metrics`).then((reply) => reply.text());
    const own = text
      .split('\n')
      .filter((line) => line.startsWith('compliance_') && line.includes(t.tenants.b));
    const allowed = offIds.has('compliance') ? /^$/ : / 0$/;
    expect(own.filter((line) => !allowed.test(line))).toEqual([]);
    expect(text).toContain(t.tenants.a);
  });

  it('its obligations, masters and search results are nowhere, its data stays, and all is back when it is on again', async () => {
    const kept = await rowsOf('b');
    expect(await there('b')).toEqual({ instances: 0, masters: 0, found: 0, types: 0 });
    for (const manifest of off) await t.setPlugin('b', manifest.id, true);
    expect(await rowsOf('b')).toEqual(kept);
    expect(await there('b')).toEqual(before);
    expect(Object.values(before).every((n) => n > 0)).toBe(true);
  });
});
