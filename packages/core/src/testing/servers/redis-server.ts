import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findServer } from './find-server.ts';
import { freePort, ServerProcess } from './server-process.ts';

/** A real Redis of its own, set up as production should be: append-only file, nothing evicted. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Removes everything in it. */
  flush(): Promise<void>;
  /** Sends a signal and waits until it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same port and data, stopped before if it still runs. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** Sends one command and checks the answer. */
const command = (port: number, words: string, expected: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(2_000, () => socket.destroy(new Error(`Redis: no answer to ${words}`)));
    socket.once('error', reject);
    socket.once('connect', () => socket.write(`${words}\r\n`));
    socket.once('data', (answer) => {
      socket.destroy();
      if (answer.toString().startsWith(expected)) resolve();
      else reject(new Error(`Redis: ${words}: expected ${expected}, received ${answer.toString().trim()}`));
    });
  });

export interface RedisOptions {
  /** what Redis does when memory is short; `noeviction` by default, the only policy that keeps a queue whole */
  readonly maxmemoryPolicy?: string;
}

/** Starts a Redis in a temporary folder: about 0.1 s. */
export const startRedis = async ({
  maxmemoryPolicy = 'noeviction',
}: RedisOptions = {}): Promise<RedisServer> => {
  const found = findServer('redis');
  if ('reason' in found) throw new Error(found.reason);
  const folder = mkdtempSync(path.join(tmpdir(), 'redis-'));
  const port = await freePort();
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    appendonly: 'yes',
    save: '',
    'maxmemory-policy': maxmemoryPolicy,
  };
  const server = new ServerProcess({
    name: 'Redis',
    program: found.path,
    arguments: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    folder,
    logFile: path.join(folder, 'log'),
    probe: () => command(port, 'PING', '+PONG'),
  });
  const stop = async (): Promise<void> => {
    await server.stop('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await server.start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    flush: () => command(port, 'FLUSHALL', '+OK'),
    kill: (signal) => server.kill(signal),
    restart: async () => {
      await server.stop('SIGTERM');
      await server.start();
    },
    stop,
  };
};
