import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Circuits } from '../src/limits/circuits.ts';
import { outgoingHttp } from '../src/http/outgoing.ts';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import notes from './notes/plugin.ts';
import { caller } from './outside/plugin.ts';
import { seen } from './outside/work.ts';

interface Told {
  readonly status: number;
  readonly text: string;
  readonly location: string | null;
  readonly code: string;
  readonly detail: string;
}

let outside: Server;
let address: string;
let t: TestHost<'a' | 'b'>;
const asked: string[] = [];
beforeAll(async () => {
  outside = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url === '/moved') response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    else if (request.url === '/broken') response.writeHead(500).end('broken');
    else if (request.url === '/large') response.end(Buffer.alloc(4_096, 'x'));
    else if (request.url === '/headers') response.end(JSON.stringify(request.headers));
    else if (request.url === '/hangs') return;
    else if (request.url === '/slow') response.write('…');
    else request.pipe(response);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => outside.once('listening', resolve));
  address = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
  t = await startTestHost({
    plugins: [notes, caller(address)],
    rateLimits: { pluginRequests: 3 },
    jobs: { concurrency: 10, perPlugin: 2 },
  });
});
afterAll(async () => {
  await t?.stop();
  outside.closeAllConnections();
  outside.close();
});

const call = (to: string) => t.as('a').get<Told>(`/v1/caller/call?to=${encodeURIComponent(to)}`);

describe('a call outside', () => {
  it('reaches a declared host and brings its reply back', async () => {
    expect((await call(`${address}/echo`)).body).toEqual({ status: 200, text: '{"a":1}', location: null });
  });

  it('does not follow a redirect', async () => {
    expect((await call(`${address}/moved`)).body).toMatchObject({
      status: 302,
      location: 'http://127.0.0.1:1/',
    });
  });

  const declared = (limits?: { timeoutMs: number; mostBytes: number }) =>
    outgoingHttp(
      { id: 'x', capabilities: { http: ['http://localhost:9', 'http://10.0.0.1'], privateHttp: [address] } },
      new Circuits(),
      limits ? { limits } : {},
    );

  it.each([
    ['https://elsewhere.example/', 'ADDRESS_NOT_DECLARED'],
    ['http://user:word@10.0.0.1/', 'ADDRESS_NOT_DECLARED'],
    ['http://localhost:10/', 'ADDRESS_NOT_DECLARED'],
    ['http://localhost:9/', 'ADDRESS_NOT_PUBLIC'],
    ['http://10.0.0.1/', 'ADDRESS_NOT_PUBLIC'],
  ])('to %s is refused as %s', async (to, code) => {
    await expect(declared().fetch(to)).rejects.toMatchObject({ code });
  });

  it('goes to the host that was declared, whatever its headers say', async () => {
    const headers = {
      host: 'elsewhere.example',
      connection: 'upgrade',
      upgrade: 'x',
      authorization: 'Bearer t',
    };
    const reply = await declared().fetch(`${address}/headers`, { headers });
    const received = (await reply.json()) as Record<string, string>;
    expect(received).toMatchObject({ host: new URL(address).host, authorization: 'Bearer t' });
    expect(received).not.toHaveProperty('upgrade');
  });

  it('that its caller gave up says nothing about the host', async () => {
    const http = declared();
    for (let i = 0; i < 8; i++)
      await expect(http.fetch(`${address}/hangs`, { signal: AbortSignal.timeout(20) })).rejects.toThrow(
        /abort/i,
      );
    expect((await http.fetch(`${address}/headers`)).status).toBe(200);
  });

  it('ends where the reply is too large, or takes too long', async () => {
    const limits = { timeoutMs: 300, mostBytes: 1_024 };
    const large = await declared(limits).fetch(`${address}/large`);
    await expect(large.text()).rejects.toThrow(/larger than 1024 bytes/);
    const slow = await declared(limits).fetch(`${address}/slow`);
    await expect(slow.text()).rejects.toThrow(/abort|timeout/i);
  });

  it('to a host that fails again and again is refused at once, named, and seen by the operator', async () => {
    for (let i = 0; i < 5; i++) expect((await call(`${address}/broken`)).body.status).toBe(500);
    const before = asked.length;
    const refused = await call(`${address}/echo`);
    expect(refused.status).toBe(503);
    expect(refused.body).toMatchObject({
      code: 'OUTSIDE_UNAVAILABLE',
      detail: expect.stringMatching(/^plugin "caller": 127\.0\.0\.1:\d+ has not answered several times/),
    });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(asked.length).toBe(before);
    const { body } = await t
      .asOperator()
      .get<{ items: { id: string; outside: unknown }[] }>('/v1/operator/plugins');
    const host = new URL(address).host;
    expect(body.items.find(({ id }) => id === 'caller')?.outside).toEqual([{ host, state: 'open' }]);
    const metrics = await (await fetch(`${t.url}/metrics`)).text();
    expect(metrics).toContain(`plugin_outside_circuit{plugin="caller",host="${host}"} 1`);
  });
});

describe('what one plugin has under way', () => {
  it('beyond its share is sent away with 503, and the others serve', async () => {
    const waiting = Array.from({ length: 5 }, () => t.as('a').get<Told>('/v1/caller/wait'));
    const otherTenant = t.as('b').get('/v1/caller/wait');
    expect((await t.as('a').get('/v1/notes/notes')).status).toBe(200);
    const replies = await Promise.all(waiting);
    expect(replies.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      204, 204, 503, 503, 503,
    ]);
    expect((await otherTenant).status).toBe(204);
    const busy = replies.find(({ status }) => status === 503)!;
    expect(busy.body).toMatchObject({
      code: 'PLUGIN_BUSY',
      detail: 'As many requests to "caller" are under way as may be; try again in a moment.',
    });
    expect(busy.headers.get('retry-after')).toBe('1');
    expect((await t.as('a').get('/v1/caller/wait')).status).toBe(204);
  });

  it('of jobs beyond its share is put back without an attempt, and done later', async () => {
    await t.as('a').post('/v1/caller/start', { many: 6 });
    const rows = await t.sql<{ id: string }>(`select id from core.job where name = 'caller.work'`);
    await Promise.all(rows.map(({ id }) => t.host.jobs.run(t.tenants.a, id)));
    expect(seen.most).toBe(2);
    const [counted] = await t.sql<{ done: number; attempts: number }>(
      `select count(*) filter (where state = 'done')::int as done, max(attempts)::int as attempts
         from core.job where name = 'caller.work'`,
    );
    expect(counted).toEqual({ done: 2, attempts: 1 });
    await expect
      .poll(
        async () => {
          await t.drain();
          return t.sql(`select 1 from core.job where name = 'caller.work' and state = 'done'`);
        },
        { timeout: 10_000, interval: 200 },
      )
      .toHaveLength(6);
  });
});
