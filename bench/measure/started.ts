import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE_MS = 60_000;
/** After the start, until what it left behind is collected and the first jobs have run. */
const REST_MS = 3_000;

/** How a process that serves HTTP is started, on a port that it is told. */
export interface Startable {
  readonly args: (port: number) => readonly string[];
  readonly env: (port: number) => NodeJS.ProcessEnv;
  readonly cwd: string;
  /** one that is free where it is left out */
  readonly port?: number;
  /** answers with a success once it is ready */
  readonly readyPath: string;
}

export interface Start {
  /** from the start of the process to ready */
  readonly ms: number;
  /** resident, at rest */
  readonly megabytes: number;
}

/** A port that was free a moment ago. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
};

const isReady = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

/** Resident memory of a process, worker threads included. */
const residentMegabytes = async (child: ChildProcess): Promise<number> => {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
};

/** Starts it, waits until it is ready and then at rest, and ends it. */
export const startOnce = async ({ args, env, cwd, readyPath, ...rest }: Startable): Promise<Start> => {
  const port = rest.port ?? (await freePort());
  const started = performance.now();
  const child = spawn(process.execPath, args(port), {
    cwd,
    env: { ...process.env, ...env(port) },
    stdio: 'ignore',
  });
  const gone = once(child, 'exit');
  try {
    while (!(await isReady(`http://127.0.0.1:${port}${readyPath}`))) {
      if (child.exitCode !== null)
        throw new Error(`the process ended with ${child.exitCode} before it was ready`);
      if (performance.now() - started > PATIENCE_MS) throw new Error('the process was not ready in a minute');
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
