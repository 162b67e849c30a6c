import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Usage {
  /** processor time of the process since it began */
  readonly cpuMicros: number;
  readonly rssBytes: number;
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
   * Starts a module of `servers/` and waits until it says where it listens.
   * @param settings given to it as JSON
   */
  static async start(
    module: string,
    settings: object,
    { logFile, flags = [] }: { readonly logFile: string; readonly flags?: readonly string[] },
  ): Promise<Child> {
    const errors = openSync(logFile, 'a');
    const child = fork(
      fileURLToPath(new URL(`../servers/${module}.ts`, import.meta.url)),
      [JSON.stringify(settings)],
      {
        execArgv: ['--conditions=@compliance-os/source', ...flags],
        env: { ...process.env, NODE_ENV: 'production' },
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
