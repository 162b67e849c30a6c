import { once } from 'node:events';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { binaryReply, definePlugin, get, idParams, permission, post, tenantHook } from '../src/index.ts';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import notes from './notes/plugin.ts';

interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  requestId: string;
}

/** A stream that was opened for somebody who had left by then. */
const film = Promise.withResolvers<Readable>();

const desk = definePlugin({
  id: 'desk',
  name: 'Desk',
  version: '1.0.0',
  hostApi: '^1.0.0',
  permissions: [permission('desk.use', 'Use the desk')],
  routes: [
    get('/wrong', {
      summary: 'Replies with what its schema does not know',
      permission: 'desk.use',
      about: 'entities',
      reply: z.object({ n: z.number() }),
      load: async () => ({ default: async () => ({ n: 'SECRET-value' }) as never }),
    }),
    get('/film', {
      summary: 'Begins when its viewer has left',
      permission: 'desk.use',
      about: 'tenant',
      reply: binaryReply('video/mp4'),
      load: async () => ({
        default: async ({ request }) => {
          await once(request.socket, 'close');
          const body = Readable.from(['frame']);
          film.resolve(body);
          return { body };
        },
      }),
    }),
    get('/more', {
      summary: 'Replies with more than its schema names',
      permission: 'desk.use',
      about: 'entities',
      reply: z.object({ n: z.number() }),
      load: async () => ({ default: async () => ({ n: 1, password: 'SECRET-value' }) }),
    }),
    get('/slow', {
      summary: 'Takes too long',
      permission: 'desk.use',
      about: 'entities',
      load: async () => ({ default: () => delay(3_000, undefined) }),
    }),
    get('/fails', {
      summary: 'Fails with what nobody may read',
      permission: 'desk.use',
      about: 'entities',
      load: async () => ({ default: () => Promise.reject(new Error('SECRET-value in a stack')) }),
    }),
    get('/drawers/:id', {
      summary: 'One drawer',
      permission: 'desk.use',
      about: 'entities',
      params: idParams,
      load: async () => ({ default: async () => undefined }),
    }),
    post('/echo', {
      summary: 'Takes a body',
      permission: 'desk.use',
      about: 'entities',
      body: z.object({ text: z.string() }),
      reply: z.object({ text: z.string() }),
      load: async () => ({ default: async ({ body }: { body: { text: string } }) => body }),
    }),
    get('/:tenant/open', {
      summary: 'Open to everybody',
      public: 'a test asks it often',
      params: z.object({ tenant: z.uuid() }),
      load: async () => ({ default: async () => undefined }),
    }),
  ],
});

describe('the API', () => {
  let t: TestHost<'a' | 'b'>;
  beforeAll(async () => {
    t = await startTestHost({
      plugins: [notes, desk],
      postgresUrl: inject('postgresUrl'),
      handlerTimeoutMs: 1_500,
      corsOrigins: ['https://portal.example.in'],
    });
  });
  afterAll(() => t?.stop());

  const raw = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${t.url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${t.as('a').token}`, ...(init.headers as Record<string, string>) },
    });
  const problem = async (path: string, init: RequestInit = {}): Promise<Problem> => {
    const response = await raw(path, init);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const body = (await response.json()) as Problem;
    expect(body).toMatchObject({
      type: `urn:compliance-os:problem:${body.code}`,
      status: response.status,
      requestId: response.headers.get('x-request-id'),
    });
    expect(JSON.stringify(body)).not.toContain('SECRET');
    return body;
  };
  const json = (body: string) => ({ method: 'POST', body, headers: { 'content-type': 'application/json' } });

  it.each([
    ['a body that is no JSON', '/v1/desk/echo', json('{"text": '), 400, 'MALFORMED'],
    [
      'a body in an unknown encoding',
      '/v1/desk/echo',
      { method: 'POST', body: 'x', headers: { 'content-type': 'application/json', 'content-encoding': 'x' } },
      400,
      'MALFORMED',
    ],
    [
      'a body that is too large',
      '/v1/desk/echo',
      json(JSON.stringify({ text: 'x'.repeat(1_100_000) })),
      413,
      'TOO_LARGE',
    ],
    ['a body of another type', '/v1/desk/echo', { method: 'POST', body: 'text=x' }, 422, 'INVALID'],
    ['an address that is none', '/v1/nothing', {}, 404, 'NOT_FOUND'],
    ['an address beside the API', '/nothing', {}, 404, 'NOT_FOUND'],
    ['another method', '/v1/desk/echo', { method: 'PUT' }, 404, 'NOT_FOUND'],
    ['an id that is none', '/v1/desk/drawers/17', {}, 404, 'NOT_FOUND'],
    ['an address that cannot be decoded', '/v1/desk/drawers/%E0%A4%A', {}, 400, 'MALFORMED'],
    ['a reply that does not fit', '/v1/desk/wrong', {}, 500, 'INTERNAL'],
    ['a handler that fails', '/v1/desk/fails', {}, 500, 'INTERNAL'],
    ['a handler that takes too long', '/v1/desk/slow', {}, 503, 'PLUGIN_TIMEOUT'],
    [
      'a token that is none',
      '/v1/desk/more',
      { headers: { authorization: 'Basic x' } },
      401,
      'UNAUTHENTICATED',
    ],
  ] as const)('answers %s with a problem', async (_what, path, init, status, code) => {
    expect(await problem(path, init as RequestInit)).toMatchObject({ status, code });
  });

  it('refuses a field that there is not, and names those that there are', async () => {
    const { status, body } = await t.as('a').post<Problem>('/v1/desk/echo', { text: 'x', txet: 'y' });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      errors: [{ path: 'txet', message: 'There is no such field. Did you mean "text"?', expected: 'text' }],
    });
  });

  it('lets out only what the schema of a reply names', async () => {
    expect(await (await raw('/v1/desk/more')).json()).toEqual({ n: 1 });
  });

  it('closes what was opened for somebody who left before the reply began', async () => {
    const leaving = new AbortController();
    const asked = fetch(`${t.url}/v1/desk/film`, {
      headers: { authorization: `Bearer ${t.as('a').token}` },
      signal: leaving.signal,
    });
    await delay(200);
    leaving.abort();
    await expect(asked).rejects.toThrow('aborted');
    const body = await film.promise;
    await expect.poll(() => body.destroyed).toBe(true);
  });

  it('does once what is asked twenty times at once with one key', async () => {
    const person = t.as('a');
    const replies = await Promise.all(
      Array.from({ length: 20 }, () =>
        person.post<{ id: string }>('/v1/notes/notes', { text: 'once' }, { 'idempotency-key': 'twenty' }),
      ),
    );
    expect(new Set(replies.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect(replies.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(19);
    expect(await t.sql(`select 1 from notes.note where text = 'once'`)).toHaveLength(1);
  });

  it('keeps the keys of people, tenants and routes apart, and none of a request that failed', async () => {
    const headers = { 'idempotency-key': 'shared' };
    const add = (client = t.as('a')) =>
      client.post<{ id: string }>('/v1/notes/notes', { text: 'apart' }, headers);
    const ids = [(await add()).body.id, (await add()).body.id, (await add(t.as('b'))).body.id];
    expect(new Set(ids).size).toBe(3);
    const person = t.as('a');
    const failing = { 'idempotency-key': 'failed' };
    expect((await person.post('/v1/notes/notes', { text: '' }, failing)).status).toBe(422);
    expect((await person.post('/v1/notes/notes', { text: 'mended' }, failing)).status).toBe(201);
    expect((await person.post('/v1/desk/echo', { text: 'x' }, failing)).status).toBe(200);
    expect(
      (await person.post<Problem>('/v1/notes/notes', { text: 'x' }, { 'idempotency-key': 'k'.repeat(201) }))
        .body.code,
    ).toBe('INVALID');
  });

  it('gives every reply the headers that protect it, and an id', async () => {
    for (const path of ['/v1/desk/more', '/v1/nothing', '/healthz']) {
      const { headers } = await raw(path, { headers: { 'x-request-id': 'given-by-a-proxy' } });
      expect(headers.get('x-request-id')).toBe('given-by-a-proxy');
      expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('strict-transport-security')).toContain('max-age');
      expect(headers.get('x-powered-by')).toBeNull();
    }
    expect((await raw('/v1/desk/more')).headers.get('cache-control')).toBe('no-store');
    const forged = await raw('/healthz', { headers: { 'x-request-id': 'a b<script>' } });
    expect(forged.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });

  it('lets in the browsers of the origins it knows, and no others', async () => {
    const preflight = (origin: string) => raw('/v1/desk/echo', { method: 'OPTIONS', headers: { origin } });
    const known = await preflight('https://portal.example.in');
    expect([known.status, known.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'https://portal.example.in',
    ]);
    for (const origin of ['https://evil.example', 'null', 'https://portal.example.in.evil.example'])
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('metrics', () => {
  it('are for those who bring the token, where there is one', async () => {
    const t = await startTestHost({
      plugins: [],
      postgresUrl: inject('postgresUrl'),
      metricsToken: 'sixteen letters or more',
    });
    const scrape = async (authorization?: string) =>
      (await fetch(`${t.url}/metrics`, { headers: authorization ? { authorization } : {} })).status;
    try {
      expect(await scrape()).toBe(401);
      expect(await scrape('Bearer sixteen letters or less')).toBe(401);
      expect(await scrape('Bearer sixteen letters or more')).toBe(200);
    } finally {
      await t.stop();
    }
  });

  it('are collected once for all who scrape within seconds', async () => {
    let asked = 0;
    const counted = definePlugin({
      id: 'counted',
      name: 'Counted',
      version: '1.0.0',
      hostApi: '^1.0.0',
      metrics: tenantHook({
        load: async () => ({
          default: async () => [{ name: 'counted_gauge', help: 'Times asked', value: ++asked }],
        }),
      }),
    });
    const t = await startTestHost({
      plugins: [counted],
      postgresUrl: inject('postgresUrl'),
      tenants: ['a'],
      timing: { metricsKeptMs: 500 },
    });
    const scrape = async () => (await fetch(`${t.url}/metrics`)).text();
    try {
      await Promise.all([scrape(), scrape(), scrape()]);
      await scrape();
      expect(asked).toBe(1);
      await delay(600);
      expect(await scrape()).toContain(`counted_gauge{tenant="${t.tenants.a}"} 2`);
    } finally {
      await t.stop();
    }
  });
});

describe('rate limits', () => {
  it('answer 429 with how long to wait: by tenant, by operator, and by address where nobody is signed in', async () => {
    const t = await startTestHost({
      plugins: [desk],
      postgresUrl: inject('postgresUrl'),
      rateLimits: { tenantPerMinute: 3, guestPerMinute: 3 },
    });
    try {
      const statuses = async (
        ask: () => Promise<{ status: number; headers: Headers }>,
      ): Promise<number[]> => {
        const replies = [await ask(), await ask(), await ask(), await ask()];
        const wait = Number(replies.at(-1)!.headers.get('retry-after'));
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(60);
        return replies.map(({ status }) => status);
      };
      expect(await statuses(() => t.as('a').get('/v1/desk/more'))).toEqual([200, 200, 200, 429]);
      expect((await t.as('b').get('/v1/desk/more')).status).toBe(200);
      const operator = t.asOperator();
      expect(await statuses(() => operator.get('/v1/operator/plugins'))).toEqual([200, 200, 200, 429]);
      expect(await statuses(() => t.anonymous().get(`/v1/desk/${t.tenants.a}/open`))).toEqual([
        204, 204, 204, 429,
      ]);
      expect((await t.anonymous().get<Problem>(`/v1/desk/${t.tenants.a}/open`)).body.code).toBe(
        'RATE_LIMITED',
      );
      expect((await fetch(`${t.url}/healthz`)).status).toBe(200);
    } finally {
      await t.stop();
    }
  });

  it('hold for an address before anybody is looked up, whoever asks', async () => {
    const t = await startTestHost({
      plugins: [desk],
      postgresUrl: inject('postgresUrl'),
      rateLimits: { addressPerMinute: 4 },
    });
    try {
      const asked = [
        await t.as('a').get('/v1/desk/more'),
        await t.as('b').get('/v1/desk/more'),
        await t.asOperator().get('/v1/operator/plugins'),
        await t.anonymous().get(`/v1/desk/${t.tenants.a}/open`),
        await t.as('a').get('/v1/desk/more'),
        await t.anonymous().get('/v1/desk/more'),
      ];
      expect(asked.map(({ status }) => status)).toEqual([200, 200, 200, 204, 429, 429]);
    } finally {
      await t.stop();
    }
  });
});
