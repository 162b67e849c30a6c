import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { accessCatalogue } from '../src/access/catalogue.ts';
import { systemDb } from '../src/db/role-db.ts';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import * as troubled from './troubled/plugins.ts';

interface Problem {
  code: string;
  detail: string;
}
interface Portal {
  plugins: Record<string, { state: string; reason?: string }>;
}
const TIMING = {
  startMs: 250,
  stopMs: 250,
  healthMs: 200,
  metricsMs: 200,
  migrateMs: 2_000,
  deliveryMs: 300,
};
const troubles = ['throws', 'hangs'] as const;
const unfit = troubles.flatMap((trouble) =>
  Object.entries(troubled.unfit(trouble)).map(([phase, manifest]) => ({ phase, trouble, manifest })),
);
const unreliable = troubles.map((trouble) => troubled.unreliable(trouble));

describe('a host with plugins in trouble', () => {
  let t: TestHost<'a' | 'b'>;
  let startedInMs: number;

  beforeAll(async () => {
    const begun = performance.now();
    t = await startTestHost({
      plugins: [
        troubled.steady,
        ...unfit.map(({ manifest }) => manifest),
        ...troubled.refused,
        ...unreliable,
        troubled.garbage,
        troubled.halfWay(),
        troubled.greedy,
        troubled.usurper,
      ],
      postgresUrl: inject('postgresUrl'),
      pool: 3,
      timing: TIMING,
      handlerTimeoutMs: 2_500,
    });
    startedInMs = performance.now() - begun;
  });
  afterAll(() => t?.stop());

  const steadyServes = async (): Promise<void> =>
    expect(await t.as('a').get('/v1/steady/ping')).toMatchObject({ status: 200, body: { ok: true } });
  const portal = async (): Promise<Portal['plugins']> =>
    (await t.as('a').get<Portal>('/v1/portal')).body.plugins;

  it('is ready in time, and the others serve', async () => {
    expect(startedInMs).toBeLessThan(25_000);
    await steadyServes();
    expect((await fetch(`${t.url}/readyz`)).status).toBe(200);
  });

  it.each(unfit)('quarantines a plugin whose $phase $trouble', async ({ phase, trouble, manifest }) => {
    const reason = new RegExp(
      `^${phase.split(' ')[0] === 'migration' ? 'migration 0001_thing.ts' : 'start'}: ` +
        (trouble === 'throws' ? '.*threw$' : '.*did not settle within \\d+ ms$'),
    );
    expect((await portal())[manifest.id]).toMatchObject({
      state: 'quarantined',
      reason: expect.stringMatching(reason),
    });
    const reply = await t.as('a').get<Problem>(`/v1/${manifest.id}/ping`);
    expect(reply).toMatchObject({ status: 503, body: { code: 'PLUGIN_QUARANTINED' } });
    expect(reply.body.detail).toContain((await portal())[manifest.id]?.reason);
    await steadyServes();
  });

  it('undoes a migration that threw or hung, whatever it does later', async () => {
    await delay(1_200);
    expect(
      await t.sql(`select relname from pg_class where relname in ('late') union
        select nspname || '.thing' from pg_class c join pg_namespace n on n.oid = relnamespace where relname = 'thing'`),
    ).toEqual([]);
    expect(await t.sql(`select name from core.migration where plugin like 'migration-%'`)).toEqual([]);
  });

  it('gives no plugin a handle of core, by its manifest or past it', async () => {
    expect((await portal())['greedy']?.reason).toContain(
      'start.deps.everywhere: expected a service that plugins may use, received "core.system-db"',
    );
    await expect(t.host.services.resolve('steady', { everywhere: systemDb })).rejects.toThrow(
      'plugin "steady": deps: expected a service that plugins may use, received "core.system-db"',
    );
  });

  it('lets no role of a plugin stand in for one of its own', async () => {
    expect((await portal())['usurper']?.reason).toContain('a key that core does not use');
    const { catalogue } = await t.host.services.resolve('core', { catalogue: accessCatalogue });
    expect(catalogue.roles().map(({ key }) => key)).not.toContain('auditor');
  });

  it('names what the owner of a point refuses, and what cannot be read', async () => {
    const plugins = await portal();
    expect(plugins['refused']?.reason).toBe(
      'start: plugin "refused": contributes[0].size: expected a positive number, received -1',
    );
    expect(plugins['unread']?.reason).toContain('the migration cannot be imported');
    expect(plugins['no-folder']?.reason).toContain('ENOENT');
  });

  it('quarantines those that require a plugin in trouble, however far', async () => {
    const plugins = await portal();
    const why = 'it requires "start-throws", which failed at start: the start threw';
    expect(plugins['dependant']).toMatchObject({ state: 'quarantined', reason: why });
    expect(plugins['dependant-of-dependant']).toMatchObject({ state: 'quarantined', reason: why });
  });

  it.each(unreliable)('$id: answers for a route that fails, and keeps no connection', async ({ id }) => {
    const status = id.endsWith('hangs') ? 503 : 500;
    const code = id.endsWith('hangs') ? 'PLUGIN_TIMEOUT' : 'INTERNAL';
    for (const path of ['handler', 'import'])
      expect(await t.as('a').get(`/v1/${id}/${path}`)).toMatchObject({ status, body: { code } });
    const writes = await Promise.all(
      Array.from({ length: 6 }, () => t.as('a').post<Problem>(`/v1/${id}/write`)),
    );
    expect(new Set(writes.map((reply) => reply.body.code))).toEqual(new Set([code]));
    await steadyServes();
    await delay(id.endsWith('hangs') ? 1_800 : 0);
    expect(await t.sql(`select text from ${id.replace('-', '_')}.note`)).toEqual([]);
    expect(
      await t.sql(`select act from core.audit_outbox where act::jsonb ->> 'plugin' = '${id}@1.0.0'`),
    ).toEqual([]);
  });

  it('lets other jobs and consumers run beside those that fail', async () => {
    expect((await t.as('a').post('/v1/steady/strike')).status).toBe(200);
    for (const { id } of unreliable)
      for (const name of ['work', 'imported', 'served'])
        await t.sql(
          `insert into core.job (tenant_id, id, plugin, name, run_at) values ($1, gen_random_uuid(), $2, $3, now())`,
          [t.tenants.a, id, `${id}.${name}`],
        );
    await t.drain();
    const states = await t.sql<{ name: string; state: string; error: string }>(
      `select name, state, last_error as error from core.job order by name`,
    );
    const hung = (state: string) => expect.stringMatching(new RegExp(`^${state}: .*did not settle`));
    expect(Object.fromEntries(states.map(({ name, state, error }) => [name, `${state}: ${error}`]))).toEqual({
      'steady.work': 'done: null',
      'unreliable-hangs.on.steady.struck': hung('pending'),
      'unreliable-hangs.on.steady.struck-twice': hung('pending'),
      'unreliable-hangs.work': hung('dead'),
      'unreliable-hangs.imported': hung('dead'),
      'unreliable-hangs.served': hung('dead'),
      'unreliable-throws.on.steady.struck': 'pending: the consumer threw',
      'unreliable-throws.on.steady.struck-twice': 'pending: the import of the consumer threw',
      'unreliable-throws.work': 'dead: the job threw',
      'unreliable-throws.imported': 'dead: the import threw',
      'unreliable-throws.served': 'dead: the factory threw',
    });
  });

  it('reports a health check that fails as down', async () => {
    const health = (id: string) =>
      t.host.lifecycle.health(t.host.manifests.find((manifest) => manifest.id === id)!);
    expect(await health('steady')).toEqual({ status: 'ok' });
    expect(await health('unreliable-throws')).toEqual({ status: 'down', detail: 'the health check threw' });
    expect(await health('unreliable-hangs')).toMatchObject({
      status: 'down',
      detail: expect.stringContaining('did not settle'),
    });
    expect(await health('start-throws')).toEqual({ status: 'down', detail: 'start: the start threw' });
  });

  it('shows the gauges that can be shown', async () => {
    const reply = await fetch(`${t.url}/metrics`);
    expect(reply.status).toBe(200);
    const text = await reply.text();
    expect(text).toContain(`steady_gauge{tenant="${t.tenants.a}"} 7`);
    expect(text).toContain(`garbage_gauge{tenant="${t.tenants.a}"} 1`);
    expect(text).not.toMatch(/colour|not a name/);
  });

  it('shows how each plugin is, and nothing of one whose gauges hang half-way', async () => {
    const text = await (await fetch(`${t.url}/metrics`)).text();
    expect(text).toContain('plugin_health{plugin="core"} 1');
    expect(text).toContain('plugin_health{plugin="steady"} 1');
    expect(text).toContain('plugin_health{plugin="unreliable-hangs"} 0');
    expect(text).toContain('plugin_health{plugin="start-throws"} 0');
    expect(text).not.toContain('half_way_gauge');
  });

  it('shows the operator how each plugin is', async () => {
    const { body } = await t
      .asOperator()
      .get<{ items: { id: string; health: object }[] }>('/v1/operator/plugins');
    const health = Object.fromEntries(body.items.map((plugin) => [plugin.id, plugin.health]));
    expect(health['steady']).toEqual({ state: 'ready', status: 'ok' });
    expect(health['unreliable-throws']).toEqual({
      state: 'ready',
      status: 'down',
      detail: 'the health check threw',
    });
    expect(health['unreliable-hangs']).toMatchObject({ state: 'ready', status: 'down' });
    expect(health['start-throws']).toMatchObject({ state: 'quarantined', status: 'down' });
  });

  it('stops in time, and stops the others', async () => {
    const begun = performance.now();
    await t.host.stop();
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(troubled.stopOrder()).toEqual(['steady']);
  });

  it('does not start without a critical plugin', async () => {
    const postgresUrl = inject('postgresUrl');
    const critical = { ...troubled.unfit('throws')['start']!, critical: true };
    await expect(startTestHost({ plugins: [critical], postgresUrl, timing: TIMING })).rejects.toThrow(
      'critical plugin "start-throws" failed at start: the start threw',
    );
  });
});

describe('a host with manifests that do not fit', () => {
  let t: TestHost<'a' | 'b'>;
  beforeAll(async () => {
    t = await startTestHost({
      plugins: [troubled.steady, ...troubled.malformed],
      postgresUrl: inject('postgresUrl'),
    });
  });
  afterAll(() => t?.stop());

  it('quarantines each by name, and serves the others', async () => {
    const { plugins } = (await t.as('a').get<Portal>('/v1/portal')).body;
    expect(plugins['steady']?.state).toBe('ready');
    const reasons = Object.entries(plugins).flatMap(([id, { reason }]) =>
      reason ? [`${id}: ${reason}`] : [],
    );
    expect(reasons.toSorted()).toEqual([
      expect.stringMatching(/^bad-address: validation: .*capabilities\.http\[0\]/),
      expect.stringMatching(/^bad-cron: validation: .*jobs\[0\]\.cron/),
      expect.stringMatching(/^bad-path: validation: .*routes\[1\]\.path/),
      expect.stringMatching(/^bad-problem: problems: problem code NOT_FOUND: expected one meaning/),
      expect.stringMatching(/^circle-one: validation: .*circle-one → circle-two → circle-one$/),
      expect.stringMatching(/^circle-two: it requires "circle-one"/),
      expect.stringMatching(/^identity: validation: .*an id that is not reserved/),
    ]);
    expect((await t.as('a').get<Problem>('/v1/bad-path/ping')).body.code).toBe('PLUGIN_QUARANTINED');
    expect((await t.as('a').get<Problem>('/v1/nothing')).body.code).toBe('NOT_FOUND');
    expect(t.host.problems.get('NOT_FOUND').status).toBe(404);
  });

  it('makes no role or schema for a plugin that it does not run', async () => {
    expect(await t.sql(`select 1 from core.migration where plugin = 'identity'`)).toEqual([]);
    expect(
      await t.sql(
        `select 1 from pg_auth_members where member = 'cos_identity'::regrole and roleid = 'cos_plugins'::regrole`,
      ),
    ).toEqual([]);
  });
});
