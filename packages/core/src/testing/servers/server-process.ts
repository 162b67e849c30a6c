import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { leash } from './leash.ts';

export interface ServerCommand {
  /** for messages: PostgreSQL, Redis */
  readonly name: string;
  readonly program: string;
  readonly arguments: readonly string[];
  /** its own folder: removed when this process dies */
  readonly folder: string;
  readonly logFile: string;
  /** the user to run as, where this process is root and the server refuses to be */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  /** resolves when it answers, rejects as long as it does not */
  probe(): Promise<void>;
}

const START_MS = 30_000;
const STOP_MS = 10_000;
/** How long a gentle signal has before a rougher one follows. */
const PATIENCE_MS = 500;
const LOG_LINES = 25;

/** The last lines of a server's log, for the message of an error. */
export const logTail = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LOG_LINES).join('\n');
  } catch {
    return '(no log)';
  }
};

/** A port of the loopback that was free a moment ago. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** One server as a child of this process, which it does not outlive. */
export class ServerProcess {
  readonly #command: ServerCommand;
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(command: ServerCommand) {
    this.#command = command;
  }

  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Starts it and waits until it answers. @throws with the tail of its log */
  async start(): Promise<void> {
    const { program, arguments: argv, folder, logFile, user, name } = this.#command;
    const log = openSync(logFile, 'a');
    const child = spawn(program, argv, { cwd: folder, stdio: ['ignore', log, log], ...user });
    closeSync(log);
    this.#child = child;
    const release = child.pid === undefined ? () => undefined : leash(child.pid, folder);
    let failure = '';
    this.#ended = new Promise((resolve) => {
      child.once('error', (error) => {
        failure = error.message;
        resolve();
      });
      child.once('exit', (code, signal) => {
        failure = `it ended with ${signal ?? `code ${code}`}`;
        release();
        resolve();
      });
    });
    child.unref();
    const deadline = Date.now() + START_MS;
    for (;;) {
      const answer = await this.#command.probe().then(
        () => undefined,
        (error: unknown) => String(error),
      );
      if (failure === '' && answer === undefined) return;
      if (failure !== '' || Date.now() > deadline) {
        await this.kill('SIGKILL');
        const reason = failure || `it did not answer in ${START_MS} ms: ${answer}`;
        throw new Error(
          `${name} did not start: ${reason}\n${program} ${argv.join(' ')}\n${logTail(logFile)}`,
        );
      }
      await delay(20);
    }
  }

  /** Sends a signal and waits until the process is gone. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    if (!this.isRunning) return;
    this.#child?.ref(); // until now it kept nobody alive; whoever waits here waits for its end
    this.#child?.kill(signal);
    await this.#ended;
  }

  /** Asks it to end with one signal after the other, and insists after 10 s. */
  async stop(...signals: readonly NodeJS.Signals[]): Promise<void> {
    const [first = 'SIGTERM', ...rest] = signals;
    const later = rest.map((signal, index) =>
      setTimeout(() => this.#child?.kill(signal), PATIENCE_MS * (index + 1)),
    );
    const insist = setTimeout(() => this.#child?.kill('SIGKILL'), STOP_MS);
    await this.kill(first);
    for (const timer of [...later, insist]) clearTimeout(timer);
  }
}
