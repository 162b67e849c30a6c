import { Duplex } from 'node:stream';
import { MessageReader } from './message-reader.ts';
import { Session, type SessionOptions } from './session.ts';
import { StatementNames } from './statement-names.ts';
import { cString, Frontend, greeting } from './wire.ts';

/** Messages that run together: up to and including a Query, a Sync or a Flush. */
export interface Group {
  readonly stream: HubStream;
  readonly bytes: Buffer;
  /** the SQL texts in it */
  readonly texts: readonly string[];
  /** the server will answer with ReadyForQuery; not so after a Flush */
  readonly ends: boolean;
  /** when the client handed it over, by `performance.now()` */
  readonly since: number;
}

/** What a stream needs of its hub. */
export interface HubPort {
  readonly serverVersion: string;
  submit(group: Group): void;
  /** Whether anything this client submitted is still to be answered. */
  isBusy(stream: HubStream): boolean;
  /** The client is gone: nothing of it runs any more, and its open transaction is rolled back. */
  drop(stream: HubStream): void;
}

let streams = 0;

/** Stands where a `pg` client expects its socket. */
export class HubStream extends Duplex {
  readonly id = ++streams;
  readonly session: Session;
  readonly names = new StatementNames(`c${this.id}_`);
  readonly #hub: HubPort;
  readonly #reader = new MessageReader();
  #started = false;
  #leaving = false;
  #left = false;
  #group: Buffer[] = [];
  #texts: string[] = [];

  constructor(hub: HubPort, options: SessionOptions) {
    super({ allowHalfOpen: false });
    this.#hub = hub;
    this.session = new Session(options);
  }

  /** Called by `pg` in place of a socket's connect. */
  connect(): this {
    setImmediate(() => this.emit('connect'));
    return this;
  }

  // The rest of a socket's methods that `pg` calls.
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  setTimeout(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }

  override _read(): void {
    // answers are pushed when they come
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#receive(chunk);
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.#receive(Buffer.concat(chunks.map(({ chunk }) => chunk)));
    done();
  }

  override _final(done: () => void): void {
    this.#leave();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#hub.drop(this);
    done(error);
  }

  /** Called by the hub with what the client is to read. */
  answer(bytes: Buffer): void {
    this.push(bytes);
    if (this.#leaving) this.#leave();
  }

  /** Ends the connection once everything submitted has been answered, as a server does. */
  #leave(): void {
    this.#leaving = true;
    if (this.#left || this.#hub.isBusy(this)) return;
    this.#left = true;
    this.#hub.drop(this);
    this.push(null);
  }

  #receive(chunk: Buffer): void {
    this.#reader.add(chunk);
    while (!this.#started) {
      const request = this.#reader.startup();
      if (request === undefined) return;
      if (request === 'ssl') this.push('N');
      else if (request === 'cancel') this.destroy();
      else {
        this.#started = true;
        this.push(greeting(this.#hub.serverVersion, this.id));
      }
    }
    for (let message = this.#reader.next(); message !== undefined; message = this.#reader.next()) {
      this.#take(message);
    }
  }

  #take(message: Buffer): void {
    const type = message[0];
    if (type === Frontend.terminate) {
      this.#leave();
      return;
    }
    if (type === Frontend.query) this.#texts.push(cString(message, 5));
    if (type === Frontend.parse) this.#texts.push(cString(message, message.indexOf(0, 5) + 1));
    this.#group.push(this.names.rewrite(message));
    if (type !== Frontend.query && type !== Frontend.sync && type !== Frontend.flush) return;
    const bytes = Buffer.concat(this.#group);
    const texts = this.#texts;
    this.#group = [];
    this.#texts = [];
    this.#hub.submit({
      stream: this,
      bytes,
      texts,
      ends: type !== Frontend.flush,
      since: performance.now(),
    });
  }
}
