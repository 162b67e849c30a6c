import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { findServer } from './find-server.ts';
import { freePort, ServerProcess } from './server-process.ts';

export interface PostgresOptions {
  /** flush to the disk, as in production; off is faster, and loses data only when the machine dies. On by default */
  readonly fsync?: boolean;
  /** further settings: `{ max_connections: '50' }` */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A real PostgreSQL of its own, with trust authentication: anybody on this machine may sign in as anybody. */
export interface PostgresServer {
  /** over TCP on the loopback */
  url(database?: string, user?: string): string;
  /** over the Unix socket: less latency */
  socketUrl(database?: string, user?: string): string;
  /** database `postgres` as superuser `postgres` */
  readonly adminUrl: string;
  readonly port: number;
  readonly dataDir: string;
  /** Sends a signal to the postmaster and waits until it is gone: SIGQUIT is a crash, SIGKILL a worse one. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same port and data, stopped before if it still runs. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/**
 * Smart, then fast: a pool that has ended is still saying goodbye, and a session cut off at that moment is an error
 * that nobody listens for any more.
 */
const SHUTDOWN = ['SIGTERM', 'SIGINT'] as const;

type User = { readonly uid: number; readonly gid: number };

/** PostgreSQL refuses to run as root: then it runs as user `postgres`. */
const serverUser = (): User | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
};

/** Whether another user can reach a folder through all of its parents. */
const isReachable = (folder: string): boolean => {
  const parent = path.dirname(folder);
  return (statSync(folder).mode & 0o001) !== 0 && (parent === folder || isReachable(parent));
};

const makeFolder = (user: User | undefined): string => {
  const places = [tmpdir(), '/tmp', '/var/tmp'];
  const place = user === undefined ? places[0] : places.find(isReachable);
  if (place === undefined) throw new Error(`none of ${places.join(', ')} can be entered by user postgres`);
  const folder = mkdtempSync(path.join(place, 'pg-')); // short: a socket's path has at most 107 bytes
  chmodSync(folder, 0o755);
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  return folder;
};

const probe = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** After SIGKILL the old backends hold the shared memory for a moment, and a start is refused. */
const startPatiently = async (server: ServerProcess): Promise<void> => {
  for (let tries = 1; ; tries++) {
    try {
      return await server.start();
    } catch (error) {
      if (tries === 10 || !String(error).includes('shared memory block')) throw error;
      await delay(200);
    }
  }
};

/** Makes a database cluster in a temporary folder and starts a server on it: about 1.5 s. */
export const startPostgres = async ({
  fsync = true,
  settings = {},
}: PostgresOptions = {}): Promise<PostgresServer> => {
  const found = findServer('postgres');
  if ('reason' in found) throw new Error(found.reason);
  const user = serverUser();
  const folder = makeFolder(user);
  const dataDir = path.join(folder, 'data');
  try {
    const initdb = path.join(path.dirname(found.path), 'initdb');
    const make = ['-D', dataDir, '-U', 'postgres', '-A', 'trust', '--no-locale', '-E', 'UTF8', '--no-sync'];
    execFileSync(initdb, make, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], ...user });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const port = await freePort();
  const url = (database = 'postgres', name = 'postgres'): string =>
    `postgres://${encodeURIComponent(name)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  const all = {
    listen_addresses: '127.0.0.1',
    fsync: fsync ? 'on' : 'off',
    ...(fsync ? {} : { full_page_writes: 'off' }),
    ...settings,
  };
  const server = new ServerProcess({
    name: 'PostgreSQL',
    program: found.path,
    arguments: [
      '-D',
      dataDir,
      '-p',
      String(port),
      '-k',
      folder,
      ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    folder,
    logFile: path.join(folder, 'log'),
    user,
    probe: () => probe(url()),
  });
  const stop = async (): Promise<void> => {
    await server.stop(...SHUTDOWN);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await server.start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    socketUrl: (database = 'postgres', name = 'postgres') =>
      `postgres://${encodeURIComponent(name)}@/${encodeURIComponent(database)}?host=${encodeURIComponent(folder)}&port=${port}`,
    adminUrl: url(),
    port,
    dataDir,
    kill: (signal) => server.kill(signal),
    restart: async () => {
      await server.stop(...SHUTDOWN);
      await startPatiently(server);
    },
    stop,
  };
};
