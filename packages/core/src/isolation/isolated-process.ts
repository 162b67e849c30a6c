import type { ChildProcess } from 'node:child_process';
import type { Duplex } from 'node:stream';
import { performance } from 'node:perf_hooks';
import type { Context } from '../context/context.ts';
import { Refusal } from '../http/problem.ts';
import type { Logger } from '../observability/logger.ts';
import type { EventDefinition } from '../plugin/event.ts';
import { fromFailure, toFailure } from './failures.ts';
import { launchProcess, type Launch, type ProcessLimits } from './launch.ts';
import { Lines } from './lines.ts';
import { contextData, newHandle, type LiveCall, type OwnAsk } from './live-call.ts';
import { FromProcess, MOST_BYTES, type CallKind, type DepData, type ToProcess } from './protocol.ts';
import { afterEnd, RESTARTS, type RestartPolicy } from './restart-policy.ts';
import { serveAsk } from './serve-ask.ts';
import { decode, encode } from './wire.ts';

export interface IsolationLimits extends ProcessLimits {
  /** how often the process is asked for a sign of life, in milliseconds */
  readonly askEveryMs: number;
  /** it is ended when it gives none for this long */
  readonly silentMs: number;
  /** the most that a call may take which has no limit of its own */
  readonly callMs: number;
  /** a call whose time is over has this long to come to an end; then the process is ended */
  readonly graceMs: number;
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

/** More at once is no plugin at work. */
const MOST_ASKS = 256;

/** How much of what it says at its end is kept. */
const LAST_WORDS = 2_000;

/** The process of an isolated plugin is not there at the moment. */
export class ProcessAway extends Refusal {
  readonly retryAfterSeconds: number;

  constructor(plugin: string, why: string, retryAfterSeconds: number) {
    super('PLUGIN_RESTARTING', `The process of plugin "${plugin}" ended: ${why}. It is started again.`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** What the host that runs the plugin gives: known only once there is one. */
export interface Surroundings {
  readonly log: Logger;
  /** aborted when the time of the work that a context belongs to is over */
  readonly expiry: (ctx: Context) => AbortSignal | undefined;
  /** told when it will not be started again */
  readonly onGivenUp: (error: Error) => void;
}

export interface CallOptions {
  readonly kind: CallKind;
  readonly index?: number;
  readonly input?: unknown;
  readonly ctx?: Context | undefined;
  readonly deps?: Readonly<Record<string, unknown>>;
  readonly tokens?: Readonly<Record<string, string>>;
  readonly own?: OwnAsk;
  /** the most it may take, where it has no limit of its own */
  readonly limitMs?: number;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Running {
  readonly child: ChildProcess;
  readonly send: (message: ToProcess) => void;
  readonly calls: Map<string, Pending>;
  readonly live: Map<string, LiveCall>;
  readonly callbacks: Map<number, Pending>;
  /** its manifest has come: until then it is busy with its start, which has a limit of its own */
  ready: boolean;
  asks: number;
  heardAt: number;
  why: string | undefined;
  lastWords: string;
  beat: NodeJS.Timeout | undefined;
}

/** The process of one plugin, from its first start to its last end: whatever it does, the host goes on. */
export class IsolatedProcess {
  readonly #plugin: string;
  readonly #launch: Launch;
  readonly #limits: IsolationLimits;
  #surroundings: Surroundings | undefined;
  #emits: readonly EventDefinition[] = [];
  #running: Running | undefined;
  #manifest: string | undefined;
  /** runs the start hook in a new process too */
  #startAgain: (() => Promise<unknown>) | undefined;
  #ends: readonly number[] = [];
  #away: ProcessAway | undefined;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;
  #callbacks = 0;

  constructor(plugin: string, launch: Launch, limits: IsolationLimits) {
    this.#plugin = plugin;
    this.#launch = launch;
    this.#limits = limits;
  }

  /** Starts it for the first time. @returns its manifest, as it sent it */
  async open(): Promise<unknown> {
    const manifest = await this.#manifestOf(await this.#start());
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
    return this.#callIn(running, options);
  }

  async #callIn(running: Running, options: CallOptions): Promise<unknown> {
    const { kind, index = 0, input, ctx, deps = {}, tokens = {}, own } = options;
    const handle = newHandle();
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    running.calls.set(handle, { resolve, reject });
    running.live.set(handle, { ctx, deps, tokens, own, transactions: new Map() });
    const over = ctx && this.#surroundings?.expiry(ctx);
    const timer = over
      ? undefined
      : setTimeout(() => this.#timeIsOver(running, handle), options.limitMs ?? this.#limits.callMs);
    const onOver = (): void => this.#timeIsOver(running, handle);
    over?.addEventListener('abort', onOver, { once: true });
    try {
      running.send({
        t: 'call',
        handle,
        kind,
        index,
        input: encode(input),
        ctx: ctx && contextData(handle, ctx),
        deps: depData(deps, tokens),
      });
      return await promise;
    } finally {
      clearTimeout(timer);
      over?.removeEventListener('abort', onOver);
      running.calls.delete(handle);
      running.live.delete(handle);
    }
  }

  /** From here on the call may use nothing. What does not come to an end by itself is ended with its process. */
  #timeIsOver(running: Running, handle: string): void {
    running.live.delete(handle);
    running.send({ t: 'abort', handle });
    const grace = setTimeout(() => {
      if (running.calls.has(handle)) this.#end(running, 'a call went on after its time was over');
    }, this.#limits.graceMs);
    grace.unref();
  }

  async #manifestOf(running: Running): Promise<unknown> {
    const manifest = await this.#callIn(running, { kind: 'manifest' });
    running.ready = true;
    return manifest;
  }

  async #start(): Promise<Running> {
    const child = await launchProcess(this.#launch);
    const channel = child.stdio[3] as Duplex;
    const running: Running = {
      child,
      send: (message) => void channel.write(`${JSON.stringify(message)}\n`),
      calls: new Map(),
      live: new Map(),
      callbacks: new Map(),
      ready: false,
      asks: 0,
      heardAt: performance.now(),
      why: undefined,
      lastWords: '',
      beat: undefined,
    };
    if (this.#closed) {
      child.kill('SIGKILL');
      throw new ProcessAway(this.#plugin, 'the host stops', 1);
    }
    this.#running = running;
    this.#listen(running, channel);
    this.#holdNothingOpen(child, channel);
    running.beat = setInterval(() => this.#askForLife(running), this.#limits.askEveryMs);
    running.beat.unref();
    return running;
  }

  #listen(running: Running, channel: Duplex): void {
    const { child } = running;
    const lines = new Lines(MOST_BYTES);
    channel.on('data', (chunk: Buffer) => {
      if (running.why !== undefined) return; // its end is decided: nothing of it counts any more
      try {
        for (const line of lines.push(chunk)) this.#receive(running, FromProcess.parse(JSON.parse(line)));
      } catch (error) {
        this.#end(running, `it sent what is no message: ${(error as Error).message.slice(0, 200)}`);
      }
    });
    channel.on('error', () => {});
    child.stderr?.on('data', (chunk: Buffer) => {
      running.lastWords = (running.lastWords + chunk.toString()).slice(-LAST_WORDS);
    });
    child.on('error', (error) => this.#ended(running, error.message));
    child.on('exit', (code, signal) =>
      this.#ended(running, running.why ?? `${signal ?? `code ${code}`}${reasonIn(running.lastWords)}`),
    );
  }

  /** A command that only reads manifests ends although the process lives; with the host's end the channel closes. */
  #holdNothingOpen(child: ChildProcess, channel: Duplex): void {
    child.unref();
    for (const stream of [channel, child.stderr]) (stream as { unref?: () => void } | null)?.unref?.();
    const kill = (): void => void child.kill('SIGKILL');
    process.once('exit', kill);
    child.once('exit', () => process.off('exit', kill));
  }

  #askForLife(running: Running): void {
    if (!running.ready) return;
    const silentMs = performance.now() - running.heardAt;
    if (silentMs > this.#limits.silentMs) {
      this.#end(running, `it gave no sign of life for ${Math.round(silentMs)} ms`);
      return;
    }
    running.send({ t: 'ping' });
  }

  #receive(running: Running, message: FromProcess): void {
    running.heardAt = performance.now();
    switch (message.t) {
      case 'result':
        settle(running.calls.get(message.handle), message);
        return;
      case 'returned':
        settle(running.callbacks.get(message.id), message);
        return;
      case 'ask':
        void this.#answer(running, message);
        return;
      case 'log':
        this.#surroundings?.log[message.level](decode(message.fields) as object, message.text);
        return;
      case 'pong':
    }
  }

  async #answer(running: Running, ask: Extract<FromProcess, { t: 'ask' }>): Promise<void> {
    if (++running.asks > MOST_ASKS) this.#end(running, `it asked for more than ${MOST_ASKS} things at once`);
    try {
      const live = running.live.get(ask.handle);
      if (!live) throw new Error('the call has ended: nothing can be done in its context any more');
      const value = await serveAsk(live, ask, {
        plugin: this.#plugin,
        emits: this.#emits,
        callBack: (fn, args, ctx) => this.#callBack(running, live, fn, args, ctx),
      });
      running.send({ t: 'answer', id: ask.id, value: encode(value) });
    } catch (error) {
      running.send({ t: 'answer', id: ask.id, failure: toFailure(error, false) });
    } finally {
      running.asks--;
    }
  }

  async #callBack(
    running: Running,
    live: LiveCall,
    fn: number,
    args: readonly unknown[],
    ctx: Context | undefined,
  ): Promise<unknown> {
    if (this.#running !== running) throw new ProcessAway(this.#plugin, running.why ?? 'it is gone', 1);
    const id = ++this.#callbacks;
    const handle = newHandle();
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    running.callbacks.set(id, { resolve, reject });
    if (ctx) running.live.set(handle, { ...live, ctx, own: undefined, transactions: new Map() });
    const over = ctx && this.#surroundings?.expiry(ctx);
    const onOver = (): void => void running.live.delete(handle);
    over?.addEventListener('abort', onOver, { once: true });
    try {
      running.send({
        t: 'callback',
        id,
        fn,
        args: encode(args),
        ctx: ctx && contextData(handle, ctx),
      });
      return await promise;
    } finally {
      over?.removeEventListener('abort', onOver);
      running.callbacks.delete(id);
      running.live.delete(handle);
    }
  }

  #end(running: Running, why: string): void {
    running.why ??= why;
    running.child.kill('SIGKILL');
  }

  /** Everything that waited for it fails: transactions roll back with that. */
  #ended(running: Running, why: string): void {
    if (this.#running !== running) return;
    this.#running = undefined;
    clearInterval(running.beat);
    running.why ??= why;
    const next = afterEnd(this.#ends, performance.now(), this.#limits.restarts);
    this.#ends = next.ends;
    const waitMs = next.again ? next.afterMs : 0;
    const away = new ProcessAway(this.#plugin, why, Math.max(1, Math.ceil(waitMs / 1_000)));
    this.#away = away;
    running.live.clear();
    for (const { reject } of [...running.calls.values(), ...running.callbacks.values()]) reject(away);
    if (this.#closed || this.#manifest === undefined) return;
    this.#surroundings?.log.error(
      { plugin: this.#plugin, why, again: next.again },
      'process of a plugin ended',
    );
    if (next.again) {
      this.#timer = setTimeout(() => void this.#restart(), waitMs);
      this.#timer.unref();
    } else {
      this.#giveUp(new Error(`its process ended ${next.ends.length} times in a short while, last: ${why}`));
    }
  }

  #giveUp(error: Error): void {
    this.#closed = true;
    this.#surroundings?.onGivenUp(error);
  }

  async #restart(): Promise<void> {
    let running: Running | undefined;
    try {
      running = await this.#start();
      const manifest = JSON.stringify(await this.#manifestOf(running));
      if (manifest !== this.#manifest) {
        this.#giveUp(new Error('its manifest is another than before: restart the portal'));
        this.#end(running, 'its manifest is another than before');
        return;
      }
      this.#away = undefined;
      await this.#startAgain?.();
    } catch (error) {
      // Where the process is gone, its end has said so already and taken the next step.
      if (running && this.#running === running)
        this.#end(running, `it did not start: ${(error as Error).message}`);
    }
  }

  /** Ends it for good. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    if (this.#running) this.#end(this.#running, 'the host stops');
  }
}

const settle = (
  pending: Pending | undefined,
  {
    value,
    failure,
  }: { readonly value?: unknown; readonly failure?: Parameters<typeof fromFailure>[0] | undefined },
): void => {
  if (!pending) return;
  if (failure) {
    pending.reject(fromFailure(failure));
    return;
  }
  try {
    pending.resolve(decode(value));
  } catch (error) {
    pending.reject(error as Error);
  }
};

/** Of the services, only the configuration is a value; the others are asked. */
const depData = (
  deps: Readonly<Record<string, unknown>>,
  tokens: Readonly<Record<string, string>>,
): Record<string, DepData> =>
  Object.fromEntries(
    Object.entries(tokens).map(([name, token]) => [
      name,
      token === 'core.host-config' ? { token, value: encode(deps[name]) } : { token },
    ]),
  );

const reasonIn = (lastWords: string): string => {
  if (/heap out of memory|Array buffer allocation failed|bad_alloc/.test(lastWords))
    return ': it used more memory than it may';
  const line = lastWords.split('\n').find((words) => /Error|FATAL/.test(words));
  return line === undefined ? '' : `: ${line.trim().slice(0, 200)}`;
};
