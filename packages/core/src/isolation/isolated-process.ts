import { performance } from 'node:perf_hooks';
import { Refusal } from '../http/problem.ts';
import type { EventDefinition } from '../plugin/event.ts';
import type { Ending } from './ending.ts';
import { launchProcess, type Launch, type ProcessLimits } from './launch.ts';
import { afterEnd, RESTARTS, type RestartPolicy } from './restart-policy.ts';
import { RunningProcess, type CallLimits, type CallOptions, type Surroundings } from './running-process.ts';

export interface IsolationLimits extends ProcessLimits, CallLimits {
  readonly restarts: RestartPolicy;
}

export const ISOLATION: IsolationLimits = {
  heapMb: 192,
  memoryMb: 1_024,
  askEveryMs: 1_000,
  silentMs: 5_000,
  callMs: 30_000,
  graceMs: 3_000,
  restarts: RESTARTS,
};

/** The process of an isolated plugin is not there at the moment. */
export class ProcessAway extends Refusal {
  readonly retryAfterSeconds: number;

  /** @param why in words that anybody may read, whichever tenant they belong to */
  constructor(plugin: string, why: string, retryAfterSeconds: number) {
    super('PLUGIN_RESTARTING', `The process of plugin "${plugin}" ended: ${why}. It is started again.`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The process of one plugin, from its first start to its last end: whatever it does, the host goes on. */
export class IsolatedProcess {
  readonly #plugin: string;
  readonly #launch: Launch;
  readonly #limits: IsolationLimits;
  #surroundings: Surroundings | undefined;
  #emits: readonly EventDefinition[] = [];
  #running: RunningProcess | undefined;
  #manifest: string | undefined;
  /** runs the start hook in a new process too */
  #startAgain: (() => Promise<unknown>) | undefined;
  #ends: readonly number[] = [];
  #away: ProcessAway | undefined;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(plugin: string, launch: Launch, limits: IsolationLimits) {
    this.#plugin = plugin;
    this.#launch = launch;
    this.#limits = limits;
  }

  /** Starts it for the first time. @returns its manifest, as it sent it */
  async open(): Promise<unknown> {
    const manifest = await (await this.#start()).manifest();
    this.#manifest = JSON.stringify(manifest);
    return manifest;
  }

  attach(surroundings: Surroundings, emits: readonly EventDefinition[]): void {
    this.#surroundings = surroundings;
    this.#emits = emits;
  }

  onRestart(startAgain: () => Promise<unknown>): void {
    this.#startAgain = startAgain;
  }

  /** @throws ProcessAway, or what the code of the plugin throws */
  async call(options: CallOptions): Promise<unknown> {
    const running = this.#running;
    if (!running || this.#away) throw this.#away ?? new ProcessAway(this.#plugin, 'it is not started', 1);
    return running.call(options);
  }

  async #start(): Promise<RunningProcess> {
    const child = await launchProcess(this.#launch);
    if (this.#closed) {
      child.kill('SIGKILL');
      throw new ProcessAway(this.#plugin, 'the host stops', 1);
    }
    const running: RunningProcess = new RunningProcess({
      plugin: this.#plugin,
      child,
      limits: this.#limits,
      surroundings: () => this.#surroundings,
      emits: () => this.#emits,
      onEnd: (ending) => this.#ended(running, ending),
    });
    this.#running = running;
    return running;
  }

  /** @returns what stands for its end */
  #ended(running: RunningProcess, { why, said }: Ending): ProcessAway {
    const next = afterEnd(this.#ends, performance.now(), this.#limits.restarts);
    const waitMs = next.again ? next.afterMs : 0;
    // Before its manifest has come it has seen nothing of a tenant.
    const words = this.#manifest === undefined && said !== undefined ? `${why}: ${said}` : why;
    const away = new ProcessAway(this.#plugin, words, Math.max(1, Math.ceil(waitMs / 1_000)));
    if (this.#running !== running) return away;
    this.#running = undefined;
    this.#ends = next.ends;
    this.#away = away;
    if (this.#closed || this.#manifest === undefined) return away;
    this.#surroundings?.log.error(
      { plugin: this.#plugin, why, said, again: next.again },
      'process of a plugin ended',
    );
    if (next.again) {
      this.#timer = setTimeout(() => void this.#restart(), waitMs);
      this.#timer.unref();
    } else {
      this.#giveUp(new Error(`its process ended ${next.ends.length} times in a short while, last: ${why}`));
    }
    return away;
  }

  #giveUp(error: Error): void {
    this.#closed = true;
    this.#surroundings?.onGivenUp(error);
  }

  async #restart(): Promise<void> {
    let running: RunningProcess | undefined;
    try {
      running = await this.#start();
      if (JSON.stringify(await running.manifest()) !== this.#manifest) {
        this.#giveUp(new Error('its manifest is another than before: restart the portal'));
        running.end({ why: 'its manifest is another than before' });
        return;
      }
      this.#away = undefined;
      await this.#startAgain?.();
    } catch (error) {
      // Where the process is gone, its end has said so already and taken the next step.
      if (running && this.#running === running)
        running.end({ why: 'it did not start', said: (error as Error).message });
    }
  }

  /** Ends it for good. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#running?.end({ why: 'the host stops' });
  }
}
