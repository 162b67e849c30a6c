import { setImmediate as nextTurn } from 'node:timers/promises';
import { readAnswer, type Answer } from './answer.ts';
import type { Engine } from './engine.ts';
import { HubStream, type Group, type HubPort } from './hub-stream.ts';
import { Listeners } from './listeners.ts';
import type { SessionOptions } from './session.ts';
import { refusalOf } from './unsupported.ts';
import { WaitLimit } from './waiting.ts';
import { closeStatements, errorResponse, READY_IDLE, simpleQuery, SYNC } from './wire.ts';

export interface HubOptions {
  /** how long a client waits behind another client's open transaction before it gets 55P03; 5 000 by default */
  readonly waitMs?: number | undefined;
  /** called once, when the engine itself has failed and every client is cut off */
  readonly onFailure?: ((error: Error) => void) | undefined;
}

/** Counters since the start. */
export interface HubStatistics {
  readonly groups: number;
  readonly transactions: number;
  /** clients answered with 55P03 */
  readonly timeouts: number;
}

/** How long the hub may keep the thread before it lets other work in. */
const SLICE_MS = 8;

/**
 * Lets any number of ordinary `pg` clients share the single session of an embedded database:
 * `new pg.Pool({ stream: hub.stream({ role }) })`.
 *
 * A group of messages runs whole. A client in a transaction has the database to itself until the transaction
 * ends; the others wait, and get 55P03 rather than a hang when it stays open too long. A client that goes away
 * inside a transaction is rolled back.
 *
 * Shared by all clients, because there is one session: session advisory locks (use the transaction kind),
 * temporary tables, SQL-level PREPARE. A setting made by `set_config(..., false)` lasts only until another client
 * runs; one made by `SET` is kept for its client. No COPY FROM STDIN, no cancel; statement_timeout has no clock.
 * A role is a convention here: SQL that says SET SESSION AUTHORIZATION postgres is the owner.
 */
export class EmbeddedHub implements HubPort {
  readonly #engine: Engine;
  readonly #waitLimit: WaitLimit;
  readonly #onFailure: ((error: Error) => void) | undefined;
  readonly #streams = new Set<HubStream>();
  readonly #listeners = new Listeners(this.#streams);
  readonly #statistics = { groups: 0, transactions: 0, timeouts: 0 };
  #queue: Group[] = [];
  #running: Group | undefined;
  /** whose settings the session has */
  #entered: HubStream | undefined;
  /** who has the database to itself, and since when */
  #owner: { readonly stream: HubStream; readonly since: number } | undefined;
  #staleNames: string[] = [];
  #listenAgain = false;
  #working: Promise<void> | undefined;
  #tasks: (() => Promise<void>)[] = [];
  #closed: Error | undefined;
  #closing: Promise<void> | undefined;

  constructor(engine: Engine, options: HubOptions = {}) {
    this.#engine = engine;
    this.#waitLimit = new WaitLimit(options.waitMs ?? 5_000);
    this.#onFailure = options.onFailure;
  }

  get serverVersion(): string {
    return this.#engine.serverVersion;
  }

  get statistics(): HubStatistics {
    return { ...this.#statistics };
  }

  /** For the `stream` option of a `pg` pool or client, and of a knex connection. */
  stream(options: SessionOptions = {}): () => HubStream {
    return () => {
      const stream = new HubStream(this, options);
      if (this.#closed === undefined) this.#streams.add(stream);
      else stream.destroy(this.#closed);
      return stream;
    };
  }

  submit(group: Group): void {
    if (!this.#streams.has(group.stream)) return;
    this.#queue.push(group);
    this.#wake();
  }

  isBusy(stream: HubStream): boolean {
    return this.#running?.stream === stream || this.#queue.some((group) => group.stream === stream);
  }

  drop(stream: HubStream): void {
    if (!this.#streams.delete(stream)) return;
    this.#staleNames.push(...stream.names.takeOpen());
    this.#queue = this.#queue.filter((group) => group.stream !== stream);
    if (this.#owner?.stream === stream) this.#wake();
  }

  /** Runs a task of the engine at a moment when no transaction is open. */
  whenIdle<T>(task: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#closed !== undefined) return reject(this.#closed);
      this.#tasks.push(() => task().then(resolve, reject));
      this.#wake();
    });
  }

  /** Cuts off every client and closes the engine. End the pools first: a pool reports a client cut off as an error. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const failed = this.#closed !== undefined;
    if (!failed) this.#cutOff(new Error('the embedded database is closed'));
    await this.#working;
    await this.#engine.close().catch((error: unknown) => {
      if (!failed) throw error; // an engine that has failed may fail at closing too
    });
  }

  #wake(): void {
    if (this.#working !== undefined) return;
    this.#working = this.#work().catch((error: unknown) => {
      this.#working = undefined;
      this.#fail(error);
    });
  }

  /** Runs what can run, then stops; `submit` and `drop` start it again. */
  async #work(): Promise<void> {
    await nextTurn();
    let sliceEnd = performance.now() + SLICE_MS;
    for (;;) {
      if (this.#owner !== undefined && !this.#streams.has(this.#owner.stream)) await this.#rollBack();
      const task = this.#owner === undefined ? this.#tasks.shift() : undefined;
      const group = task === undefined ? this.#takeNext() : undefined;
      if (task !== undefined) await task();
      else if (group !== undefined) await this.#run(group);
      else break;
      if (performance.now() < sliceEnd) continue;
      await nextTurn();
      sliceEnd = performance.now() + SLICE_MS;
    }
    this.#working = undefined;
    this.#watchWaiting();
  }

  #takeNext(): Group | undefined {
    const owner = this.#owner?.stream;
    const at = owner === undefined ? 0 : this.#queue.findIndex((group) => group.stream === owner);
    return at < 0 ? undefined : this.#queue.splice(at, 1)[0];
  }

  /** A group of an owner that is gone may be unfinished: the Sync ends it. */
  async #rollBack(): Promise<void> {
    await this.#engine.run({ batch: Buffer.concat([SYNC, simpleQuery('ROLLBACK')]) });
    this.#owner = undefined;
  }

  async #run(group: Group): Promise<void> {
    this.#running = group;
    this.#statistics.groups++;
    const { stream } = group;
    const refusal = group.texts.map(refusalOf).find((sql) => sql !== undefined);
    const batch = refusal === undefined ? group.bytes : simpleQuery(refusal);
    const enters = this.#owner === undefined && this.#entered !== stream;
    const reply = await this.#engine.run(enters ? { prelude: this.#prelude(stream), batch } : { batch });
    if (enters) this.#entered = reply.refused ? undefined : stream;
    const answer = readAnswer(reply.answer);
    if (!reply.refused) this.#note(group, answer);
    if (this.#listenAgain && this.#owner === undefined) await this.#restoreListening();
    this.#running = undefined;
    if (this.#streams.has(stream)) {
      stream.answer(reply.refused ? Buffer.concat([...answer.errors, READY_IDLE]) : answer.bytes);
    }
    this.#listeners.deliver(answer.notifications);
  }

  #prelude(stream: HubStream): Buffer {
    const enter = simpleQuery(stream.session.enterSql());
    if (this.#staleNames.length === 0) return enter;
    return Buffer.concat([closeStatements(this.#staleNames.splice(0)), enter]);
  }

  /** Takes in what the answer of a group says about the transaction, the settings and the channels of its client. */
  #note(group: Group, answer: Answer): void {
    const { stream, texts } = group;
    const before = this.#owner;
    this.#owner =
      answer.transaction === 'idle' ? undefined : (before ?? { stream, since: performance.now() });
    if (before === undefined && this.#owner !== undefined) this.#statistics.transactions++;
    const alone = before === undefined && this.#owner === undefined && answer.errors.length === 0;
    for (const sql of texts) {
      if (alone) stream.session.noteSettings(sql);
      if (stream.session.noteListen(sql) === 'unlisten') this.#listenAgain = true;
    }
  }

  /** One client's UNLISTEN ended the subscription of the shared session, and with it that of every other client. */
  async #restoreListening(): Promise<void> {
    this.#listenAgain = false;
    const sql = this.#listeners.listenSql();
    if (sql !== '') await this.#engine.run({ batch: simpleQuery(sql) });
  }

  #watchWaiting(): void {
    if (this.#owner === undefined) return this.#waitLimit.stop();
    const wait = { ownedSince: this.#owner.since, groups: this.#queue };
    this.#waitLimit.watch(wait, (expired) => {
      // All that such a client has sent goes: what was pipelined behind a BEGIN must not run without it.
      for (const stream of new Set(expired.map((group) => group.stream))) this.#refuseWaiting(stream);
      this.#watchWaiting();
    });
  }

  #refuseWaiting(stream: HubStream): void {
    this.#statistics.timeouts++;
    const groups = this.#queue.filter((group) => group.stream === stream);
    this.#queue = this.#queue.filter((group) => group.stream !== stream);
    const error = errorResponse(
      '55P03',
      `embedded database: another transaction has been open for more than ${this.#waitLimit.limitMs} ms`,
      'It may be waiting for this very statement: inside a transaction, every statement goes through the transaction.',
    );
    stream.answer(Buffer.concat(groups.flatMap(({ ends }) => (ends ? [error, READY_IDLE] : [error]))));
  }

  #fail(cause: unknown): void {
    if (this.#closed !== undefined) return;
    const error = new Error(`the embedded database has failed: ${String(cause)}`, { cause });
    this.#cutOff(error);
    this.#onFailure?.(error);
  }

  #cutOff(reason: Error): void {
    this.#closed = reason;
    this.#waitLimit.stop();
    this.#queue = [];
    for (const stream of this.#streams) stream.destroy(reason);
  }
}
