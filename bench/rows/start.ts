import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { observed } from '../measure/compare.ts';
import type { Row, Target } from '../measure/row.ts';
import { onStage } from '../portal/stage.ts';
import type { Bench } from './bench.ts';

const SERVE = fileURLToPath(new URL('../../packages/app/server/serve.ts', import.meta.url));
const PATIENCE_MS = 60_000;
/** After the start, until what it left behind is collected and the first jobs have run. */
const REST_MS = 3_000;

interface Start {
  readonly ms: number;
  readonly megabytes: number;
}

/** A port that was free a moment ago. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
};

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Resident memory of a process, worker threads included. */
const residentMegabytes = async (child: ChildProcess): Promise<number> => {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
};

/** Starts the whole portal as `npm start` does, waits until it is ready and then at rest, and ends it. */
const startOnce = async (settings: NodeJS.ProcessEnv, folder: string): Promise<Start> => {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, ['--conditions=@compliance-os/source', SERVE], {
    cwd: folder,
    env: { ...process.env, ...settings, PORT: String(port), LOG_LEVEL: 'error' },
    stdio: 'ignore',
  });
  const gone = once(child, 'exit');
  try {
    while (!(await isReady(port))) {
      if (child.exitCode !== null)
        throw new Error(`the portal ended with ${child.exitCode} before it was ready`);
      if (performance.now() - started > PATIENCE_MS) throw new Error('the portal was not ready in a minute');
      await delay(10);
    }
    const ms = performance.now() - started;
    await delay(REST_MS);
    return { ms, megabytes: await residentMegabytes(child) };
  } finally {
    child.kill('SIGTERM');
    await gone;
  }
};

const rowsOf = (on: string, starts: readonly Start[], ms: Target, megabytes: Target): readonly Row[] => [
  observed({
    name: `Start to ready, ${on}`,
    unit: 'ms',
    target: ms,
    values: starts.map((start) => start.ms),
  }),
  observed({
    name: `Memory at rest, ${on}`,
    unit: 'MB',
    target: megabytes,
    values: starts.map((start) => start.megabytes),
  }),
];

/** The first start makes what later ones find; it does not count. */
const several = async (
  settings: NodeJS.ProcessEnv,
  folder: string,
  times: number,
): Promise<readonly Start[]> => {
  const starts: Start[] = [];
  for (let time = 0; time <= times; time++) starts.push(await startOnce(settings, folder));
  return starts.slice(1);
};

const onPostgres = (times: number): Promise<readonly Row[]> =>
  onStage(['compliance', 'gst'], async ({ databaseUrl, redisUrl, folder }) => {
    const settings = {
      COMPLIANCE_OS_MODE: 'production',
      PUBLIC_URL: 'http://localhost',
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    };
    const starts = await several(settings, folder, times);
    return rowsOf('PostgreSQL', starts, { of: 'value', atMost: 2_500 }, { of: 'value', atMost: 250 });
  });

const onEmbedded = async (times: number): Promise<readonly Row[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'compliance-os-bench-'));
  try {
    const starts = await several({}, folder, times);
    return rowsOf(
      'embedded, demo tenant',
      starts,
      { of: 'value', atMost: 4_000 },
      { of: 'value', atMost: 900 },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** From the start of the process to /readyz, and what it then holds. */
const run: Bench['run'] = async ({ quick }) => {
  const times = quick ? 2 : 4;
  return [...(await onPostgres(times)), ...(await onEmbedded(times))];
};

export const start: Bench = { name: 'start', run };
