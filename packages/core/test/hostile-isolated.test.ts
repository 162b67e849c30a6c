import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { processOf } from '../src/isolation/isolated-manifest.ts';
import { walls } from '../src/isolation/launch.ts';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import { readLicences } from './isolated/source.ts';
import notes from './notes/plugin.ts';

interface Told {
  readonly told: unknown;
  readonly code?: string;
  readonly detail?: string;
}

const NUMBER = '77777777777777';
const README = fileURLToPath(new URL('../../../README.md', import.meta.url));
const PLANTED = fileURLToPath(new URL('./isolated/planted.txt', import.meta.url));

// Processes are started again and again, on a machine that may have much else to do.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let t: TestHost<'a' | 'b'>;
beforeAll(async () => {
  const manifests = await readLicences({
    heapMb: 64,
    memoryMb: 700,
    askEveryMs: 100,
    silentMs: 3_000,
    graceMs: 300,
    restarts: { firstMs: 50, mostMs: 200, mostEnds: 1_000, windowMs: 600_000 },
  });
  t = await startTestHost({
    plugins: [notes, ...manifests],
    postgresUrl: inject('postgresUrl'),
    handlerTimeoutMs: 8_000,
  });
  await t.as('b').post('/v1/licences/licences', { number: NUMBER });
});
afterAll(() => t?.stop());

const attempt = (what: string, given?: string, path = 'act') =>
  t.as('a').post<Told>(`/v1/licences/${path}`, { what, ...(given === undefined ? {} : { with: given }) });

/** The other plugin answers, and so does the process, started again if need be. */
const everythingServes = async (): Promise<void> => {
  expect((await t.as('a').get('/v1/notes/notes')).status).toBe(200);
  await expect
    .poll(async () => (await attempt('greet')).body.told, { timeout: 30_000, interval: 50 })
    .toBe('hello');
};

/** By what code, or in what words. */
const refused = async (what: string, given?: string): Promise<string> => {
  const { told } = (await attempt(what, given)).body;
  expect(told).toEqual({ refused: expect.any(String) });
  return (told as { refused: string }).refused;
};

describe('an isolated plugin cannot reach', () => {
  afterEach(everythingServes);

  it('the environment: it has none', async () => {
    process.env['CANARY_OF_THE_HOST'] = 'seen';
    expect((await attempt('env')).body).toEqual({ told: {} });
  });

  it.each(['/etc/passwd', '/proc/self/environ', `/proc/${process.pid}/environ`, README])(
    'the file system beyond its own folder: %s',
    async (file) => {
      expect(await refused('read', file)).toBe('ERR_ACCESS_DENIED');
    },
  );

  it('its own folder to write in', async () => {
    expect(await refused('write', PLANTED)).toBe('ERR_ACCESS_DENIED');
    expect(existsSync(PLANTED)).toBe(false);
  });

  it('its own folder it can read', async () => {
    const own = fileURLToPath(new URL('./isolated/books.ts', import.meta.url));
    expect((await attempt('read', own)).body.told).toContain('export default');
  });

  it.each(
    `net node:net tls http node:http https http2 dgram dns node:dns/promises inspector node:inspector/promises
     child_process node:child_process worker_threads cluster module node:module vm os v8 repl async_hooks
     diagnostics_channel node:test node:sqlite node:wasi trace_events undici pg bullmq`.split(/\s+/),
  )('module %s', async (name) => {
    expect(await refused('import', name)).toBe('NOT_IN_ISOLATION');
  });

  it.each(['net', 'node:child_process', 'module', 'async_hooks'])(
    'module %s by way of the process',
    async (name) => {
      expect(await refused('builtin by process', name)).toBe('NOT_IN_ISOLATION');
      expect(await refused('builtin by an import of process', name)).toBe('NOT_IN_ISOLATION');
    },
  );

  it.each(
    'binding _linkedBinding dlopen execve kill _kill _debugProcess _getActiveHandles _getActiveRequests openStdin chdir'.split(
      ' ',
    ),
  )('what process.%s opens', async (name) => {
    expect(await refused('call of process', name)).toBe('NOT_IN_ISOLATION');
    expect(await refused('call of an import of process', name)).toBe('NOT_IN_ISOLATION');
  });

  it.each(['fetch', 'WebSocket', 'EventSource', 'Request', 'Response', 'FormData', 'Worker', 'require'])(
    'the global %s',
    async (name) => {
      expect((await attempt('global', name)).body).toEqual({ told: 'undefined' });
    },
  );

  it('what a global of the platform leaves behind', async () => {
    expect(await refused('undici left behind')).toBe('NOT_IN_ISOLATION');
  });

  it('a class that opens sockets by way of its streams', async () => {
    expect((await attempt('class of a stream')).body).toEqual({ told: 'Object' });
  });

  it('a module by way of code in an address, or of CommonJS', async () => {
    expect(await refused('data url')).toBe('NOT_IN_ISOLATION');
    expect(await refused('common js')).toBe('NOT_IN_ISOLATION');
  });

  it('hosts that it has not declared', async () => {
    expect(await refused('fetch', 'https://elsewhere.example/x')).toBe('ADDRESS_NOT_DECLARED');
  });
});

describe('the data of others stays theirs', () => {
  afterEach(everythingServes);

  it('whatever tenant the process puts in the context', async () => {
    expect((await attempt('forged tenant', t.tenants.b)).body).toEqual({ told: [] });
    expect(await refused('no context', t.tenants.b)).toContain('expected the context of the running call');
  });

  it.each([
    [`select * from licences.licence`, []],
    [`select * from licences.licence where number = '${NUMBER}'`, []],
    [`select set_config('app.tenant', gen_random_uuid()::text, true)`, { refused: expect.any(String) }],
    [`set role cos_core`, { refused: expect.any(String) }],
    [`reset role`, { refused: expect.any(String) }],
    [`select * from core.person`, { refused: '42501' }],
    [`select repeat('x', 200000000) as x`, { refused: 'RESULT_TOO_LARGE' }],
    [
      `select repeat('x', 70000000) as x`,
      { refused: expect.stringContaining('expected at most 67108864 bytes for the process') },
    ],
    [`select * from notes.note`, { refused: '42501' }],
    [
      `insert into licences.licence (tenant_id, id, number) values (gen_random_uuid(), gen_random_uuid(), '1')`,
      { refused: '25006' },
    ],
  ])('whatever statement it sends: %s', async (sql, told) => {
    expect((await attempt('sql', sql)).body).toEqual({ told });
  });

  it('once its call has ended', async () => {
    expect((await attempt('keep the context')).body).toEqual({ told: 'kept' });
    expect(await refused('use a kept context')).toContain('the call has ended');
  });

  it('for a handle that it makes up', async () => {
    expect((await attempt('a forged message', 'c5a6f3b0-0000-4000-8000-000000000000')).body).toEqual({
      told: true,
    });
  });

  it("and it starts nobody else's jobs", async () => {
    expect(await refused("another plugin's job")).toContain('expected a job of plugin "licences"');
    expect(await t.sql(`select 1 from core.job where name = 'core.evidence-lock'`)).toEqual([]);
  });
});

describe('the host goes on when the process', () => {
  afterEach(everythingServes);

  const falls = async (what: string, path = 'act'): Promise<string> => {
    const falling = attempt(what, undefined, path);
    // the other plugin answers while this one is busy with its end
    expect((await t.as('a').get('/v1/notes/notes')).status).toBe(200);
    const { status, body, headers } = await falling;
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'PLUGIN_RESTARTING' });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    return body.detail ?? '';
  };

  it('runs in a circle', async () => {
    expect(await falls('loop')).toMatch(/no sign of life for \d+ ms/);
  });

  it('fills its heap', async () => {
    expect(await falls('hog of objects')).toMatch(/more memory than it may|SIG|code|no sign of life/);
  });

  it('fills memory beside its heap', async ({ skip }) => {
    if (!(await walls()).memory) skip('the kernel does not count its memory here');
    const { status, body } = await attempt('hog of bytes');
    const told = body.told ?? body.detail;
    expect({ status, told: JSON.stringify(told) }).toEqual({
      status: expect.toBeOneOf([200, 503]),
      told: expect.stringMatching(/ERR_MEMORY_ALLOCATION_FAILED|allocation failed|memory/i),
    });
  });

  it('ends itself, or throws where nobody catches', async () => {
    expect(await falls('exit')).toContain('code 3');
    await everythingServes();
    expect(await falls('throw later')).toMatch(/ended: code \d+\./);
  });

  it('sends what is no message, or one without an end', async () => {
    expect(await falls('garbage')).toContain('no message');
    await everythingServes();
    expect(await falls('a long message')).toContain('longer than');
  });

  it('sends more than anybody could read', async () => {
    const flooding = attempt('flood the log');
    await setTimeout(500);
    for (let i = 0; i < 5; i++) expect((await t.as('a').get('/v1/notes/notes')).status).toBe(200);
    await flooding;
  });

  it('answers and leaves a transaction open, which is rolled back', async () => {
    expect((await attempt('leave a transaction open')).body).toEqual({ told: 'left' });
    await expect
      .poll(() => t.sql(`select 1 from pg_stat_activity where state = 'idle in transaction'`), {
        timeout: 3_000,
      })
      .toEqual([]);
  });

  it('ends in the middle of a transaction, which leaves nothing', async () => {
    await falls('an open transaction and then the end', 'change');
    expect(await t.sql(`select 1 from licences.licence where number = '99999999999999'`)).toEqual([]);
  });

  it('never answers: the caller is told in time, and what hangs is ended', async () => {
    const { status, body } = await attempt('hang');
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'PLUGIN_TIMEOUT' });
    await expect
      .poll(async () => (await attempt('greet')).body.code, { timeout: 20_000, interval: 20 })
      .toBe('PLUGIN_RESTARTING');
  });
});

it('a process that ends again and again is put aside, with the reason, and the others serve', async () => {
  const manifests = await readLicences({
    restarts: { firstMs: 20, mostMs: 20, mostEnds: 3, windowMs: 600_000 },
  });
  const other = await startTestHost({ plugins: [notes, ...manifests], postgresUrl: inject('postgresUrl') });
  const exits = () => other.as('a').post<Told>('/v1/licences/act', { what: 'exit' });
  try {
    await expect
      .poll(
        async () => {
          await exits();
          return other.host.lifecycle.state('licences');
        },
        { timeout: 60_000, interval: 50 },
      )
      .toMatchObject({ state: 'quarantined', reason: expect.stringContaining('ended 3 times') });
    expect((await exits()).body.code).toBe('PLUGIN_QUARANTINED');
    expect((await other.as('a').get('/v1/notes/notes')).status).toBe(200);
  } finally {
    await other.stop();
  }
});

it('stopping the host ends the process', async () => {
  const manifests = await readLicences();
  const other = await startTestHost({ plugins: manifests, postgresUrl: inject('postgresUrl') });
  const process = processOf(manifests[1]!)!;
  await other.stop();
  await expect(process.call({ kind: 'health' })).rejects.toThrow(/the host stops|not started/);
});

/** Whether packets leave it: asked of the operating system, past everything that JavaScript closes. */
it('the operating system gives it no network, where it lets us', async ({ skip }) => {
  const { namespaces } = await walls();
  if (!namespaces) skip('no namespaces on this machine');
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  const code = `require('net').connect(${port}, '127.0.0.1').on('error', e => { console.log(e.code) }).on('connect', () => { console.log('connected'); process.exit() })`;
  const run = (command: string, args: readonly string[]): Promise<string> =>
    new Promise((resolve) => {
      execFile(command, [...args], (_error, stdout) => resolve(stdout.trim()));
    });
  const without = await run(process.execPath, ['-e', code]);
  const out = await run('unshare', [...namespaces!, '--', process.execPath, '-e', code]);
  server.close();
  expect(without).toBe('connected');
  expect(out).toMatch(/^E(NETUNREACH|CONNREFUSED|ADDRNOTAVAIL)$/);
});
