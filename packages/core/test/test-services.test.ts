import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import {
  audit,
  cache,
  clock,
  contribute,
  contributions,
  createExtensionPoint,
  crud,
  db,
  definePlugin,
  entities,
  event,
  events,
  evidence,
  hostConfig,
  http,
  job,
  jobs,
  log,
  newId,
  post,
  secrets,
  tenantConfig,
  type Context,
  type NewEntity,
  type Resolved,
} from '../src/index.ts';
import { contributed, startTestHost, testServices, type TestHost } from '../src/testing/index.ts';

const added = event('shelf.added', z.object({ n: z.int() }));
const rates = createExtensionPoint<{ readonly percent: number }>('shelf.rates', {
  validate: ({ percent }) =>
    percent > 100 ? [{ path: 'percent', expected: 'at most 100', received: String(percent) }] : [],
});
const tokens = {
  audit,
  cache,
  clock,
  contributions,
  db,
  entities,
  events,
  evidence,
  hostConfig,
  http,
  jobs,
  log,
  secrets,
  tenantConfig,
};
type Services = Resolved<typeof tokens>;

const shelf = definePlugin({
  id: 'shelf',
  name: 'Shelf',
  version: '1.0.0',
  hostApi: '^1.0.0',
  permissions: crud('shelf.thing', 'things'),
  capabilities: { http: ['https://api.example.in'], secrets: ['gsp'] },
  config: {
    host: z.object({ size: z.coerce.number().default(3) }),
    tenant: z.object({ colour: z.string().default('blue') }),
  },
  extensionPoints: [rates],
  contributes: [contribute(rates, async () => ({ default: { percent: 18 } }))],
  events: { emits: [added] },
  jobs: [job('shelf.tidy', { load: async () => ({ default: async () => {} }) })],
  routes: [
    post('/fetched', {
      summary: 'Fetches from outside',
      permission: 'shelf.thing.create',
      about: 'entities',
      body: z.object({ path: z.string() }),
      reply: z.object({ n: z.int(), today: z.string() }),
      safe: true,
      deps: { http, clock, secrets },
      load: async () => ({
        default: async ({ ctx, body, deps }) => {
          const key = await deps.secrets.get(ctx, 'gsp');
          const headers = { authorization: `Bearer ${key}` };
          const answer = await deps.http.fetch(`https://${body.path}`, { headers });
          const { n } = (await answer.json()) as { n: number };
          return { n, today: deps.clock.now().toISOString().slice(0, 10) };
        },
      }),
    }),
  ],
});

/** The fakes as a host would give them to the plugin. */
const fakes = (): Services => {
  const given = {
    audit: testServices.audit.factory(testServices.audit.fake()),
    cache: testServices.cache.factory(testServices.cache.fake()),
    clock: testServices.clock.factory(testServices.clock.fake()),
    contributions: testServices.contributions.factory(
      testServices.contributions.fake(contributed(rates, 'shelf', { percent: 18 })),
    ),
    db: testServices.db.factory(testServices.db.fake()),
    entities: testServices.entities.factory(testServices.entities.fake()),
    events: testServices.events.factory(testServices.events.fake()),
    evidence: testServices.evidence.factory(testServices.evidence.fake()),
    hostConfig: testServices.hostConfig.factory(testServices.hostConfig.fake()),
    http: testServices.http.factory(testServices.http.fake()),
    jobs: testServices.jobs.factory(testServices.jobs.fake()),
    log: testServices.log.factory(testServices.log.fake()),
    secrets: testServices.secrets.factory(testServices.secrets.fake()),
    tenantConfig: testServices.tenantConfig.factory(testServices.tenantConfig.fake()),
  } satisfies Record<keyof typeof tokens, unknown>;
  return Object.fromEntries(
    Object.entries(given).map(([name, { make }]) => [name, make(shelf)]),
  ) as unknown as Services;
};

let host: TestHost<'a' | 'b'>;
beforeAll(async () => {
  host = await startTestHost({ plugins: [shelf], postgresUrl: inject('postgresUrl') });
});
afterAll(() => host?.stop());

const company = (name: string, pan: string | null = null): NewEntity => ({
  name,
  legalName: name,
  kind: 'company',
  pan,
  cin: null,
  llpin: null,
  state: null,
});

describe.each(['the host', 'the fakes'])('services as %s gives them', (which) => {
  let given: Services;
  const reading = (tenant: 'a' | 'b' = 'a'): Context => host.context(tenant);
  const writing = (tenant: 'a' | 'b' = 'a'): Context => host.context(tenant, 'test.write');
  beforeAll(async () => {
    given = which === 'the host' ? await host.host.services.resolve('shelf', tokens) : fakes();
  });

  it('a cache keeps what was made, for one tenant, until its tag is invalidated', async () => {
    let made = 0;
    const ask = (tenant: 'a' | 'b') =>
      given.cache.get(reading(tenant), 'n', { ttlMs: 60_000, tags: ['numbers'] }, async () => ++made);
    expect([await ask('a'), await ask('a'), await ask('b')]).toEqual([1, 1, 2]);
    await given.cache.invalidate(reading('a'), ['numbers']);
    expect([await ask('a'), await ask('b')]).toEqual([3, 2]);
  });

  it('entities are of one tenant, in the order of their names, and have a PAN to themselves', async () => {
    const second = await given.entities.create(writing(), company('Zinc', 'AABCZ1234K'));
    const first = await given.entities.create(writing(), company('Amber'));
    const mine = (await given.entities.list(reading())).filter(({ id }) =>
      [first.id, second.id].includes(id),
    );
    expect(mine).toEqual([first, second]);
    expect(await given.entities.get(reading(), second.id)).toEqual(second);
    expect(await given.entities.get(reading('b'), second.id)).toBeUndefined();
    await expect(given.entities.create(writing(), company('Other', 'AABCZ1234K'))).rejects.toMatchObject({
      code: 'IDENTIFIER_TAKEN',
    });
    const renamed = await given.entities.update(writing(), second.id, { name: 'Zircon' });
    expect(renamed).toEqual({ ...second, name: 'Zircon' });
    await expect(given.entities.update(writing('b'), second.id, { name: 'x' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('two jobs of a tenant with one key are one', async () => {
    const put = (tenant: 'a' | 'b', dedupeKey: string) =>
      given.jobs.enqueue(writing(tenant), { name: 'shelf.tidy' }, { n: 1 }, { dedupeKey });
    const id = await put('a', 'one');
    expect(await put('a', 'one')).toBe(id);
    expect(await put('a', 'two')).not.toBe(id);
    expect(await put('b', 'one')).not.toBe(id);
  });

  it('an event has the payload that it declares', async () => {
    await given.events.emit(writing(), added, 'thing:1', { n: 1 });
    await expect(given.events.emit(writing(), added, 'thing:1', { n: 'one' } as never)).rejects.toThrow(
      z.ZodError,
    );
  });

  it('nothing is written with a context that only reads', async () => {
    await given.audit.record(writing(), 'shelf.export', { rows: 1 });
    for (const write of [
      () => given.audit.record(reading(), 'shelf.export', {}),
      () => given.jobs.enqueue(reading(), { name: 'shelf.tidy' }),
      () => given.events.emit(reading(), added, 'thing:1', { n: 1 }),
      () => given.entities.create(reading(), company('Nobody')),
    ])
      await expect(write()).rejects.toThrow(/read-only|only reads/);
  });

  it('secrets and addresses that are not declared are refused', async () => {
    expect(await given.secrets.get(reading(), 'gsp')).toBeUndefined();
    await expect(given.secrets.get(reading(), 'gps')).rejects.toMatchObject({ code: 'SECRET_NOT_DECLARED' });
    await expect(given.http.fetch('https://elsewhere.example/')).rejects.toMatchObject({
      code: 'ADDRESS_NOT_DECLARED',
    });
  });

  it('configurations are read by their schemas, and contributions found by their point', async () => {
    expect(given.hostConfig).toEqual({ size: 3 });
    expect(await given.tenantConfig.get(reading())).toEqual({ colour: 'blue' });
    const all = [{ plugin: 'shelf', value: { percent: 18 } }];
    expect(given.contributions.all(rates)).toEqual(all);
    expect(await given.contributions.of(reading(), rates)).toEqual(all);
  });

  it('statements that leave the walls are refused', async () => {
    await expect((async () => given.db.read(reading()).rows('set role postgres'))()).rejects.toThrow(
      'plugin',
    );
  });

  it('the clock stands', () => {
    expect(given.clock.now().toISOString()).toBe('2026-11-22T06:00:00.000Z');
  });

  it('files are approved by somebody else, once they are there', async () => {
    await expect(given.evidence.approve(writing(), [newId()])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await given.evidence.among(reading(), 'thing', [newId()])).toEqual(new Set());
  });
});

describe('what the fakes show', () => {
  const ctx = (tenant: 'a' | 'b' = 'a') => host.context(tenant, 'test.write');

  it('acts, jobs, events and lines', async () => {
    const fake = {
      audit: testServices.audit.fake(),
      jobs: testServices.jobs.fake(),
      events: testServices.events.fake(),
      log: testServices.log.fake(),
    };
    await fake.audit.record(ctx(), 'shelf.export', { rows: 2 });
    await fake.jobs.enqueue(ctx(), { name: 'shelf.tidy' }, { n: 1 });
    for (const n of [1, 2]) await fake.events.emit(ctx(), added, 'thing:1', { n });
    fake.log.child({ part: 'x' }).warn({ password: 'hunter2' }, 'odd');
    expect(fake.audit.acts).toMatchObject([
      { tenant: host.tenants.a, name: 'shelf.export', detail: { rows: 2 } },
    ]);
    expect(fake.jobs.queued).toMatchObject([{ name: 'shelf.tidy', payload: { n: 1 } }]);
    expect(fake.events.emitted).toMatchObject([
      { name: 'shelf.added', sequence: 1, payload: { n: 1 } },
      { sequence: 2, payload: { n: 2 } },
    ]);
    expect(fake.log.lines).toMatchObject([{ level: 40, part: 'x', password: '[redacted]', msg: 'odd' }]);
  });

  it('statements, and answers to them', async () => {
    const fake = testServices.db.fake(({ text }) => (text.startsWith('select') ? [{ n: 1 }] : 4));
    expect(await fake.read(ctx()).first('select n from shelf.thing where tenant_id = $1', ['a'])).toEqual({
      n: 1,
    });
    expect(await fake.tenant(ctx(), (tx) => tx.run(fake.build('shelf.thing').delete().where({ n: 2 })))).toBe(
      4,
    );
    expect(fake.statements.map(({ text, values }) => [text, values])).toEqual([
      ['select n from shelf.thing where tenant_id = $1', ['a']],
      ['delete from "shelf"."thing" where "n" = $1', [2]],
    ]);
  });

  it('files, with who brought them', async () => {
    const file = {
      id: newId(),
      entityId: newId(),
      subjectType: 'thing',
      subjectId: newId(),
      kind: 'proof',
      label: 'Proof',
      period: null,
      fileName: 'proof.pdf',
      version: 1,
      sha256: '0'.repeat(64),
      status: 'stored',
      uploadedBy: 'test',
    } as const;
    const fake = testServices.evidence.fake({ [host.tenants.a]: [file] });
    const subject = { type: 'thing', id: file.subjectId, entityId: file.entityId };
    expect(await fake.of(ctx(), subject)).toEqual([file]);
    expect(await fake.of(ctx('b'), subject)).toEqual([]);
    await expect(fake.approve(ctx(), [file.id])).rejects.toMatchObject({ code: 'MAKER_IS_CHECKER' });
    await fake.approve(ctx(), [file.id], { selfApprovalReason: 'alone here' });
    expect(fake.files[host.tenants.a]).toEqual([{ ...file, status: 'approved' }]);
  });

  it('a contribution that its point refuses is refused at once', () => {
    expect(() => contributed(rates, 'shelf', { percent: 118 })).toThrow(
      'contribution of "shelf" to shelf.rates: percent: expected at most 100, received 118',
    );
  });

  it('a request that the script does not have, by name', async () => {
    const fake = testServices.http.fake({ 'GET https://api.example.in/n': { json: { n: 1 } } });
    await expect(fake.fetch('https://api.example.in/m')).rejects.toThrow(
      'http.fake: expected one of GET https://api.example.in/n, received GET https://api.example.in/m',
    );
  });
});

describe('a host with services that stand in', () => {
  it('gives them to its plugins, within what their manifests declare, and keeps its own', async () => {
    const outside = testServices.http.spy({ 'GET https://api.example.in/n': { json: { n: 7 } } });
    const t = await startTestHost({
      plugins: [shelf],
      postgresUrl: inject('postgresUrl'),
      overrides: [
        testServices.http.factory(outside),
        testServices.clock.factory(testServices.clock.fake('2030-01-01T00:00:00Z')),
        testServices.secrets.factory(testServices.secrets.fake({ gsp: 'a key' })),
      ],
    });
    try {
      const ask = (path: string) => t.as('a').post('/v1/shelf/fetched', { path });
      expect((await ask('api.example.in/n?x=1')).body).toEqual({ n: 7, today: '2030-01-01' });
      expect((await ask('elsewhere.example/n')).status).toBe(500);
      expect(outside.calls.map(({ method }) => method)).toEqual(['fetch']);
      const [request] = outside.requests;
      expect([request?.url, request?.headers.get('authorization')]).toEqual([
        'https://api.example.in/n?x=1',
        'Bearer a key',
      ]);
      expect((await t.as('a').get<{ today: string }>('/v1/portal')).body.today).toBe('2026-11-22');
    } finally {
      await t.stop();
    }
  });

  it('shows the mails that were written', async () => {
    const email = 'new@example.in';
    const grants = [{ roleId: 'tenant-administrator', entities: 'all' }];
    const invited = await host.as('a').post('/v1/invitations', { email, name: 'New', grants });
    expect(invited.status).toBe(201);
    expect(await host.mails()).toMatchObject([{ to: email, tenant: host.tenants.a }]);
  });
});
