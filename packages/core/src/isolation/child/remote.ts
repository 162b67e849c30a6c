import type { Context } from '../../context/context.ts';
import { fromFailure, toFailure } from '../failures.ts';
import type { ContextData, FromProcess, ToProcess } from '../protocol.ts';
import { decode, encode } from '../wire.ts';

type Fn = (...args: unknown[]) => unknown;

interface Asked {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Asks the host, and lets the host call back what it was given along. */
export class Remote {
  readonly #send: (message: FromProcess) => void;
  readonly #context: (data: ContextData) => Context;
  readonly #asked = new Map<number, Asked>();
  readonly #functions = new Map<number, Fn>();
  #last = 0;

  constructor(send: (message: FromProcess) => void, context: (data: ContextData) => Context) {
    this.#send = send;
    this.#context = context;
  }

  async ask(handle: string, dep: string, method: string, args: readonly unknown[]): Promise<unknown> {
    const given: number[] = [];
    const encoded = args.map((arg) =>
      encode(arg, (fn) => {
        const id = ++this.#last;
        this.#functions.set(id, fn as Fn);
        given.push(id);
        return id;
      }),
    );
    const id = ++this.#last;
    const answer = new Promise<unknown>((resolve, reject) => this.#asked.set(id, { resolve, reject }));
    this.#send({ t: 'ask', id, handle, dep, method, args: encoded });
    try {
      return await answer;
    } finally {
      this.#asked.delete(id);
      for (const fn of given) this.#functions.delete(fn);
    }
  }

  answered({ id, value, failure }: Extract<ToProcess, { t: 'answer' }>): void {
    const asked = this.#asked.get(id);
    if (failure) asked?.reject(fromFailure(failure));
    else asked?.resolve(decode(value));
  }

  async callBack({ id, fn, args, ctx }: Extract<ToProcess, { t: 'callback' }>): Promise<void> {
    try {
      const known = this.#functions.get(fn);
      if (!known) throw new Error('the function is gone: what it was given to has been answered');
      const given = decode(args) as unknown[];
      const value = await known(...(ctx ? [this.#context(ctx)] : []), ...given);
      this.#send({ t: 'returned', id, value: encode(value) });
    } catch (error) {
      this.#send({ t: 'returned', id, failure: toFailure(error, true) as never });
    }
  }
}
