import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { TestClient } from '@compliance-os/core/testing';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const READY_WITHIN_MS = 90_000;

export interface Said {
  readonly code: number | null;
  /** everything that it printed */
  readonly said: string;
}

/** A portal as an operator has it: a data folder, the command line, and the built program that serves. */
export interface Portal {
  readonly pluginsFolder: string;
  cli(...args: string[]): Promise<Said>;
  /** @returns what it printed. @throws where the command fails */
  succeed(...args: string[]): Promise<string>;
  /** Starts the program. @returns the address, and how to stop it */
  start(): Promise<{ readonly url: string; output(): string; stop(): Promise<void> }>;
  dispose(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

export const newPortal = async (variables: Readonly<Record<string, string>> = {}): Promise<Portal> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'compliance-os-installing-'));
  const env = {
    PATH: process.env['PATH'],
    COMPLIANCE_OS_DEMO: 'off',
    DATABASE_FOLDER: path.join(folder, 'database'),
    EVIDENCE_FOLDER: path.join(folder, 'evidence'),
    RATE_LIMIT_GUEST: '10000',
    ...variables,
  };
  const begin = (program: string, args: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    const child = spawn(process.execPath, [path.join(DIST, program), ...args], {
      env: { ...env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    return { child, ended, output: () => chunks.join('') };
  };
  const cli = async (...args: string[]): Promise<Said> => {
    const { ended, output } = begin('cli.js', args, { OPERATOR_PASSWORD: PASSWORD });
    return { code: await ended, said: output() };
  };
  return {
    pluginsFolder: path.join(folder, 'plugins'),
    cli,
    succeed: async (...args) => {
      const { code, said } = await cli(...args);
      if (code !== 0) throw new Error(`${args.join(' ')}: expected success, received ${code}:\n${said}`);
      return said;
    },
    start: async () => {
      const port = await freePort();
      const { child, ended, output } = begin('serve.js', [], { PORT: String(port) });
      const url = `http://localhost:${port}`;
      const stop = async (): Promise<void> => {
        child.kill('SIGTERM');
        await ended;
      };
      const deadline = Date.now() + READY_WITHIN_MS;
      while (!(await fetch(`${url}/readyz`).catch(() => undefined))?.ok) {
        if (child.exitCode !== null || Date.now() > deadline) {
          await stop();
          throw new Error(`the portal was not ready:\n${output()}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return { url, output, stop };
    },
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
};

export const PASSWORD = 'seven-brown-kites';
export const OPERATOR = 'operator@example.in';

interface Mails {
  readonly items: readonly { readonly recipient: string; readonly body: string }[];
}

const SAME_SITE = { 'x-requested-with': 'compliance-os' };

const post = async <T>(url: string, at: string, body: object): Promise<T> => {
  const { status, body: reply } = await new TestClient(url, '').post<T>(at, body, SAME_SITE);
  if (status >= 300) throw new Error(`${at}: expected success, received ${status}: ${JSON.stringify(reply)}`);
  return reply;
};

export const operatorOf = async (url: string): Promise<TestClient> => {
  const body = { email: OPERATOR, password: PASSWORD };
  return new TestClient(
    url,
    (await post<{ accessToken: string }>(url, '/v1/operator/sign-in', body)).accessToken,
  );
};

export const administratorOf = async (url: string, slug: string): Promise<TestClient> => {
  const body = { email: `${slug}@example.in`, password: PASSWORD };
  return new TestClient(
    url,
    (await post<{ accessToken: string }>(url, '/v1/auth/sign-in', body)).accessToken,
  );
};

/** A tenant with an administrator who has accepted the invitation. @returns its id */
export const addTenant = async (operator: TestClient, url: string, slug: string): Promise<string> => {
  const email = `${slug}@example.in`;
  const { body: tenant } = await operator.post<{ id: string }>('/v1/operator/tenants', {
    name: slug,
    slug,
    administrator: { email, name: slug },
  });
  const { body: mails } = await operator.get<Mails>('/v1/operator/mail');
  const mail = mails.items.find(({ recipient }) => recipient === email);
  const token = /accept-invitation[#?]token=([\w-]+)/.exec(mail?.body ?? '')?.[1];
  await post(url, '/v1/auth/accept-invitation', { token, name: slug, password: PASSWORD });
  return tenant.id;
};
