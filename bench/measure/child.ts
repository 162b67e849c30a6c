import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Usage {
  /** processor time of the process since it began */
  readonly cpuMicros: number;
  readonly rssBytes: number;
}

export interface ChildOptions {
  /** what it writes to its error output */
  readonly logFile: string;
  readonly flags?: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** arguments after the settings */
  readonly args?: readonly string[];
  /** packages of the portal as they are built, and not their sources */
  readonly built?: boolean;
}

type Message = { readonly ready: string } | { readonly usage: Usage };

const START_MS = 60_000;

/** A server in a process of its own, so that it shares no event loop with the load on it. */
export class Child {
  readonly name: string;
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(name: string, url: string, child: ChildProcess) {
    this.name = name;
    this.url = url;
    this.#process = child;
  }

  /**
   * Starts a module and waits until it says where it listens.
   * @param module its path in this folder
   * @param settings given to it as JSON
   */
  static async start(
    module: string,
    settings: object,
    { logFile, flags = [], args = [], built = false, cwd, env }: ChildOptions,
  ): Promise<Child> {
    const errors = openSync(logFile, 'a');
    const child = fork(
      fileURLToPath(new URL(`../${module}`, import.meta.url)),
      [JSON.stringify(settings), ...args],
      {
        execArgv: [...(built ? [] : ['--conditions=@compliance-os/source']), ...flags],
        env: { ...process.env, NODE_ENV: 'production', ...env },
        ...(cwd === undefined ? {} : { cwd }),
        // one log line a request, as in production, and nobody who reads them
        stdio: ['ignore', 'ignore', errors, 'ipc'],
      },
    );
    closeSync(errors);
    const signal = AbortSignal.timeout(START_MS);
    const ended = once(child, 'exit', { signal }).then(([code]) => {
      throw new Error(
        `${module} ended with ${String(code)} before it was ready: ${readFileSync(logFile, 'utf8')}`,
      );
    });
    const ready = once(child, 'message', { signal }).then(
      ([message]) => (message as { ready: string }).ready,
    );
    ended.catch(() => {});
    return new Child(module, await Promise.race([ready, ended]), child);
  }

  async usage(): Promise<Usage> {
    const answer = once(this.#process, 'message');
    this.#process.send('usage');
    const [message] = (await answer) as [Message];
    if (!('usage' in message)) throw new Error(`${this.name}: expected its usage, received something else`);
    return message.usage;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await gone;
  }
}
