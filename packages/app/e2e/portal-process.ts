import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../dist/serve.js', import.meta.url));
const READY_WITHIN_MS = 90_000;

/** The built portal as its users start it, in a process of its own with an empty data folder; or the one at PORTAL_URL. */
export interface PortalProcess {
  readonly url: string;
  /** everything it has printed so far */
  output(): string;
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

const ready = async (url: string, child: ChildProcess, output: () => string): Promise<void> => {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the portal ended with ${child.exitCode}:\n${output()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`the portal was not ready within ${READY_WITHIN_MS} ms:\n${output()}`);
};

/** @param variables of the environment, beside those that give it a port and a folder of its own */
export const startPortal = async (
  variables: Readonly<Record<string, string>> = {},
): Promise<PortalProcess> => {
  const running = process.env['PORTAL_URL'];
  if (running) return { url: running, output: () => '', stop: async () => {} };
  const folder = await mkdtemp(path.join(tmpdir(), 'compliance-os-e2e-'));
  const port = await freePort();
  const child = spawn(process.execPath, [ENTRY], {
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_FOLDER: path.join(folder, 'database'),
      EVIDENCE_FOLDER: path.join(folder, 'evidence'),
      RATE_LIMIT_ADDRESS: '10000',
      RATE_LIMIT_GUEST: '10000',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  const output = (): string => chunks.join('');
  const url = `http://localhost:${port}`;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await ready(url, child, output);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, output, stop };
};
