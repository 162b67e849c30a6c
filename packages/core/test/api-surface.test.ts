import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { RoutesBySegment } from '../src/http/by-segment.ts';
import { mountOf } from '../src/http/dispatch.ts';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import { ledgerPlugin } from './ledger/plugin.ts';
import notes from './notes/plugin.ts';

const SOURCE = fileURLToPath(new URL('../src/', import.meta.url));

/** Failures of ours that no caller can mend: they leave as INTERNAL. */
const OURS = [
  'EVIDENCE_CORRUPT',
  'EVIDENCE_EXISTS',
  'EVIDENCE_KEY_INVALID',
  'EVIDENCE_LOCK_UNSUPPORTED',
  'EVIDENCE_RETENTION_REFUSED',
];

interface Layer {
  readonly route?: { readonly path: string | RegExp; readonly methods: Record<string, boolean> };
}
interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; responses: object; 'x-permission'?: string }>>;
  'x-problems': readonly { code: string; status: number; title: string; plugin: string }[];
}

describe('the surface of the API', () => {
  let t: TestHost<'a' | 'b'>;
  beforeAll(async () => {
    t = await startTestHost({ plugins: [notes, ledgerPlugin()], postgresUrl: inject('postgresUrl') });
  });
  afterAll(() => t?.stop());

  /** `get /v1/notes/notes/{id}` for everything that Express would route under `/v1`. */
  const mounted = (): string[] =>
    (t.host.app.locals['routes'] as RoutesBySegment)
      .all()
      .flatMap(({ stack }) => stack as unknown as Layer[])
      .flatMap(({ route }) =>
        typeof route?.path === 'string' && route.path.startsWith('/v1')
          ? Object.keys(route.methods).map((method) =>
              `${method} ${route.path}`.replaceAll(/:(\w+)/g, '{$1}'),
            )
          : [],
      );
  const described = async (tenant: 'a' | 'b'): Promise<OpenApi> =>
    (await t.as(tenant).get<OpenApi>('/v1/openapi')).body;
  const operations = ({ paths }: OpenApi): string[] =>
    Object.entries(paths).flatMap(([address, methods]) =>
      Object.keys(methods).map((method) => `${method} ${address}`),
    );

  it('is described as it is mounted: every route, and nothing else', async () => {
    const document = await described('a');
    expect(document.openapi).toBe('3.1.0');
    expect(mounted().length).toBeGreaterThan(40);
    expect(operations(document).toSorted()).toEqual(mounted().toSorted());
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is described with who may call each operation and how the host itself may refuse it', async () => {
    const { paths } = await described('a');
    expect(paths['/v1/notes/notes']?.['post']).toMatchObject({
      'x-permission': 'notes.note.create',
      responses: {
        '201': {},
        '401': { description: '`UNAUTHENTICATED`: Sign in first' },
        '403': { description: '`FORBIDDEN`: Your role does not allow this' },
        '422': { description: expect.stringContaining('`INVALID`') },
        '429': {},
        default: {},
      },
    });
    expect(Object.keys(paths['/v1/auth/keys']?.['get']?.responses ?? {})).toEqual(['200', '429', 'default']);
  });

  it('names every code of a refusal once, of core and of the plugins that are on', async () => {
    const { 'x-problems': problems } = await described('a');
    const codes = problems.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.toSorted()).toEqual(t.host.problems.all().map(({ code }) => code));
  });

  it('asks for a permission that is declared, or says why not', () => {
    for (const { permissions = [], routes = [] } of t.host.manifests) {
      const declared = new Set(permissions.map(({ name }) => name)).add('core.profile.own');
      const undeclared = routes.filter(
        (route) => route.public === undefined && !declared.has(route.permission!),
      );
      expect(undeclared).toEqual([]);
      expect(routes.filter((route) => route.public !== undefined && route.public.length < 10)).toEqual([]);
    }
  });

  it('has nothing of a plugin where it is off: no route, portal entry, job, event, contribution or line of the description', async () => {
    const ledger = t.host.manifests.find(({ id }) => id === 'ledger')!;
    await t.setPlugin('b', 'ledger', false);
    for (const { method, path: address } of ledger.routes ?? []) {
      const target = `${mountOf('ledger')}${address}`.replaceAll(/:\w+/g, t.tenants.b);
      const reply = await t
        .as('b')
        .request<{ code: string }>(method.toUpperCase(), target, method === 'get' ? undefined : {});
      expect({ method, address, status: reply.status }).toEqual({ method, address, status: 404 });
      const other = await t.as('a').request(method.toUpperCase(), target, method === 'get' ? undefined : {});
      expect([200, 404, 422]).toContain(other.status);
    }
    expect(operations(await described('b')).filter((operation) => operation.includes('/v1/ledger'))).toEqual(
      [],
    );
    expect(
      operations(await described('a')).filter((operation) => operation.includes('/v1/ledger')),
    ).toHaveLength(ledger.routes!.length);
    const portal = async (tenant: 'a' | 'b') =>
      Object.keys((await t.as(tenant).get<{ plugins: object }>('/v1/portal')).body.plugins);
    expect([await portal('a'), await portal('b')]).toEqual([['notes', 'ledger'], ['notes']]);

    const point = ledger.extensionPoints![0]! as never;
    const given = async (tenant: 'a' | 'b') =>
      (await t.host.contributions.of(t.context(tenant), point)).length;
    expect([await given('a'), await given('b')]).toEqual([1, 0]);

    await t.host.jobs.tick();
    t.clock.advance(2 * 86_400_000);
    await t.host.jobs.tick();
    for (const tenant of ['a', 'b'] as const) await t.as(tenant).post('/v1/notes/notes', { text: 'told' });
    await t.drain();
    const jobs = () =>
      t.sql<{ tenant_id: string; state: string }>(
        `select distinct tenant_id, state from core.job where plugin = 'ledger'`,
      );
    expect(await jobs()).toEqual([{ tenant_id: t.tenants.a, state: 'done' }]);
    expect(
      await t.sql(`select distinct tenant_id from core.occurrence where schedule like 'ledger.%'`),
    ).toEqual([{ tenant_id: t.tenants.a }]);
    await t.setPlugin('b', 'ledger', true);
    await t.drain();
    expect(await jobs()).toEqual([{ tenant_id: t.tenants.a, state: 'done' }]);
  });

  it('does not tell a plugin of what happened before it was switched off, nor later when it is on again', async () => {
    await t.as('b').post('/v1/notes/notes', { text: 'on its way' });
    await t.setPlugin('b', 'ledger', false);
    await t.drain();
    await t.setPlugin('b', 'ledger', true);
    await t.host.jobs.tick();
    await t.drain();
    const told = await t.sql<{ state: string; last_error: string }>(
      `select state, last_error from core.job where tenant_id = $1 and name = 'ledger.on.notes.added'`,
      [t.tenants.b],
    );
    expect(told).toEqual([{ state: 'discarded', last_error: expect.stringContaining('switched off') }]);
  });

  it('refuses with codes that stand in the registry, each once', async () => {
    const files = (await readdir(SOURCE, { recursive: true })).filter(
      (file) => file.endsWith('.ts') && !/\.test|testing\//.test(file),
    );
    const used = new Map<string, string>();
    for (const file of files) {
      const text = await readFile(path.join(SOURCE, file), 'utf8');
      for (const [, code] of text.matchAll(/(?:new Refusal|super)\(\s*'([A-Z][A-Z_]+)'/g))
        used.set(code!, file);
      if (file.startsWith('evidence/'))
        for (const [, code] of text.matchAll(/\bcode(?:: \w+)? = '([A-Z][A-Z_]+)'/g)) used.set(code!, file);
    }
    expect(used.size).toBeGreaterThan(15);
    const unregistered = [...used.keys()].filter((code) => !t.host.problems.has(code));
    expect(unregistered.toSorted()).toEqual(OURS);
    const all = t.host.problems.all().map(({ code }) => code);
    expect(all).toEqual([...new Set(all)].toSorted());
    for (const { status, title } of t.host.problems.all()) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(title).not.toBe('');
    }
  });
});
