import type { ChildProcess } from 'node:child_process';
import type { Duplex } from 'node:stream';
import { performance } from 'node:perf_hooks';
import type { Context } from '../context/context.ts';
import type { Logger } from '../observability/logger.ts';
import type { EventDefinition } from '../plugin/event.ts';
import { endingOf, type Ending } from './ending.ts';
import { afterReading, type Reading } from './fair-reading.ts';
import { fromFailure, toFailure } from './failures.ts';
import { Lines, LineTooLong } from './lines.ts';
import { contextData, depData, newHandle, type LiveCall, type OwnAsk } from './live-call.ts';
import {
  FromProcess,
  MOST_BYTES,
  MOST_BYTES_TO_PROCESS,
  type Ask,
  type CallKind,
  type ToProcess,
} from './protocol.ts';
import { serveAsk } from './serve-ask.ts';
import { decode, encode } from './wire.ts';

export interface CallLimits {
  /** how often the process is asked for a sign of life, in milliseconds */
  readonly askEveryMs: number;
  /** it is ended when it gives none for this long */
  readonly silentMs: number;
  /** the most that a call may take which has no limit of its own */
  readonly callMs: number;
  /** a call whose time is over has this long to come to an end; then the process is ended */
  readonly graceMs: number;
}

/** More at once is no plugin at work. */
const MOST_ASKS = 256;
const MOST_ASKED_BYTES = 2 * MOST_BYTES;
/** What it was sent and does not read stands in the host's memory. */
const MOST_UNREAD_BYTES = 8 * MOST_BYTES;

/** How much of what it says at its end is kept. */
const LAST_WORDS = 2_000;

/** What the host that runs the plugin gives: known only once there is one. */
export interface Surroundings {
  readonly log: Logger;
  /** aborted when the time of the work that a context belongs to is over */
  readonly expiry: (ctx: Context) => AbortSignal | undefined;
  /** told when it will not be started again */
  readonly onGivenUp: (error: Error) => void;
}

export interface ProcessParts {
  readonly plugin: string;
  readonly child: ChildProcess;
  readonly limits: CallLimits;
  readonly surroundings: () => Surroundings | undefined;
  /** the events that the manifest declares, as the host checks them */
  readonly emits: () => readonly EventDefinition[];
  /** told once; everything that waited for it fails with what this returns */
  readonly onEnd: (ending: Ending) => Error;
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

/** One process, from its start to its end: what it is called for, what it asks for meanwhile, and its signs of life. */
export class RunningProcess {
  readonly #parts: ProcessParts;
  readonly #channel: Duplex;
  readonly #calls = new Map<string, Pending>();
  readonly #live = new Map<string, LiveCall>();
  readonly #callbacks = new Map<number, Pending>();
  readonly #beat: NodeJS.Timeout;
  /** its manifest has come: until then it is busy with its start, which has a limit of its own */
  #ready = false;
  #asks = 0;
  #askedBytes = 0;
  #lastCallback = 0;
  #heardAt = performance.now();
  #reading: Reading = { since: 0, spentMs: 0 };
  #ending: Ending | undefined;
  #after: Error | undefined;
  #lastWords = '';

  constructor(parts: ProcessParts) {
    this.#parts = parts;
    this.#channel = parts.child.stdio[3] as Duplex;
    this.#listen();
    this.#holdNothingOpen();
    this.#beat = setInterval(() => this.#askForLife(), parts.limits.askEveryMs);
    this.#beat.unref();
  }

  async manifest(): Promise<unknown> {
    const manifest = await this.call({ kind: 'manifest' });
    this.#ready = true;
    return manifest;
  }

  /** @throws what the code of the plugin throws, or what stands for its end */
  async call(options: CallOptions): Promise<unknown> {
    if (this.#after) throw this.#after;
    const { kind, index = 0, input, ctx, deps = {}, tokens = {}, own } = options;
    const handle = newHandle();
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#calls.set(handle, { resolve, reject });
    this.#live.set(handle, { ctx, deps, tokens, own, transactions: new Map(), callbacks: new Set() });
    const over = ctx && this.#parts.surroundings()?.expiry(ctx);
    const timer = over
      ? undefined
      : setTimeout(() => this.#timeIsOver(handle), options.limitMs ?? this.#parts.limits.callMs);
    const onOver = (): void => this.#timeIsOver(handle);
    over?.addEventListener('abort', onOver, { once: true });
    try {
      this.#send({
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
      this.#calls.delete(handle);
      this.#close(handle);
    }
  }

  end(ending: Ending): void {
    this.#ending ??= ending;
    this.#parts.child.kill('SIGKILL');
  }

  /** @throws Error where the message is larger than the process takes */
  #send(message: ToProcess): void {
    if (this.#channel.writableLength > MOST_UNREAD_BYTES) {
      this.end({ why: 'it does not read what it is sent' });
      return;
    }
    const line = Buffer.from(`${JSON.stringify(message)}\n`);
    if (line.length > MOST_BYTES_TO_PROCESS)
      throw new Error(
        `expected at most ${MOST_BYTES_TO_PROCESS} bytes for the process, received more; ask for it in parts`,
      );
    this.#channel.write(line);
  }

  /** With the handle nothing can be done any more; what the call has left open, such as a transaction, fails. */
  #close(handle: string): void {
    const live = this.#live.get(handle);
    this.#live.delete(handle);
    for (const id of live?.callbacks ?? [])
      this.#callbacks.get(id)?.reject(new Error('the call has ended before what it asked for'));
  }

  /** From here on the call may use nothing. What does not come to an end by itself is ended with its process. */
  #timeIsOver(handle: string): void {
    this.#close(handle);
    this.#send({ t: 'abort', handle });
    const grace = setTimeout(() => {
      if (this.#calls.has(handle)) this.end({ why: 'a call went on after its time was over' });
    }, this.#parts.limits.graceMs);
    grace.unref();
  }

  #listen(): void {
    const { child } = this.#parts;
    const lines = new Lines(MOST_BYTES);
    this.#channel.on('data', (chunk: Buffer) => {
      if (this.#ending) return; // nothing of it counts any more
      const from = performance.now();
      try {
        for (const line of lines.push(chunk)) this.#receive(FromProcess.parse(JSON.parse(line)), line.length);
      } catch (error) {
        const { message } = error as Error;
        if (error instanceof LineTooLong) this.end({ why: message });
        else this.end({ why: 'it sent what is no message', said: message.slice(0, 200) });
      }
      this.#waitAfter(from);
    });
    this.#channel.on('error', () => {});
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#lastWords = (this.#lastWords + chunk.toString()).slice(-LAST_WORDS);
    });
    child.on('error', (error) => this.#ended({ why: error.message }));
    child.on('exit', (code, signal) =>
      this.#ended(this.#ending ?? endingOf(signal ?? `code ${code}`, this.#lastWords)),
    );
  }

  /** However much it sends, the host has time for others. */
  #waitAfter(from: number): void {
    const { reading, waitMs } = afterReading(this.#reading, from, performance.now());
    this.#reading = reading;
    if (waitMs === 0) return;
    this.#channel.pause();
    setTimeout(() => this.#channel.resume(), waitMs).unref();
  }

  /** A command that only reads manifests ends although the process lives; with the host's end the channel closes. */
  #holdNothingOpen(): void {
    const { child } = this.#parts;
    child.unref();
    for (const stream of [this.#channel, child.stderr]) (stream as { unref?: () => void } | null)?.unref?.();
    const kill = (): void => void child.kill('SIGKILL');
    process.once('exit', kill);
    child.once('exit', () => process.off('exit', kill));
  }

  #askForLife(): void {
    if (!this.#ready) return;
    const silentMs = performance.now() - this.#heardAt;
    if (silentMs > this.#parts.limits.silentMs)
      this.end({ why: `it gave no sign of life for ${Math.round(silentMs)} ms` });
    else this.#send({ t: 'ping' });
  }

  #receive(message: FromProcess, bytes: number): void {
    this.#heardAt = performance.now();
    switch (message.t) {
      case 'result':
        settle(this.#calls.get(message.handle), message);
        return;
      case 'returned':
        settle(this.#callbacks.get(message.id), message);
        return;
      case 'ask':
        void this.#answer(message, bytes);
        return;
      case 'log':
        // under a name of their own: they could say that another plugin wrote the line
        this.#parts.surroundings()?.log[message.level]({ said: decode(message.fields) }, message.text);
        return;
      case 'pong':
    }
  }

  async #answer(ask: Ask, bytes: number): Promise<void> {
    this.#asks++;
    this.#askedBytes += bytes;
    if (this.#asks > MOST_ASKS || this.#askedBytes > MOST_ASKED_BYTES)
      this.end({ why: `it asked for more than ${MOST_ASKS} things, or ${MOST_ASKED_BYTES} bytes, at once` });
    try {
      const live = this.#live.get(ask.handle);
      if (!live) throw new Error('the call has ended: nothing can be done in its context any more');
      const value = await serveAsk(live, ask, {
        plugin: this.#parts.plugin,
        emits: this.#parts.emits(),
        callBack: (fn, args, ctx) => this.#callBack(live, fn, args, ctx),
      });
      this.#send({ t: 'answer', id: ask.id, value: encode(value) });
    } catch (error) {
      this.#send({ t: 'answer', id: ask.id, failure: toFailure(error, false) });
    } finally {
      this.#asks--;
      this.#askedBytes -= bytes;
    }
  }

  async #callBack(
    live: LiveCall,
    fn: number,
    args: readonly unknown[],
    ctx: Context | undefined,
  ): Promise<unknown> {
    if (this.#after) throw this.#after;
    const id = ++this.#lastCallback;
    const handle = newHandle();
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#callbacks.set(id, { resolve, reject });
    live.callbacks.add(id);
    if (ctx) this.#live.set(handle, { ...live, ctx, own: undefined, transactions: new Map() });
    try {
      this.#send({ t: 'callback', id, fn, args: encode(args), ctx: ctx && contextData(handle, ctx) });
      return await promise;
    } finally {
      this.#live.delete(handle);
      this.#callbacks.delete(id);
      live.callbacks.delete(id);
    }
  }

  /** Everything that waited for it fails: transactions roll back with that. */
  #ended(ending: Ending): void {
    if (this.#after) return;
    clearInterval(this.#beat);
    this.#ending ??= ending;
    const after = this.#parts.onEnd(this.#ending);
    this.#after = after;
    this.#live.clear();
    for (const { reject } of [...this.#calls.values(), ...this.#callbacks.values()]) reject(after);
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
