import { cString, Frontend } from './wire.ts';

/** Where the statement name stands in a message that carries one. */
const nameAt = (message: Buffer): number | undefined => {
  const type = message[0];
  if (type === Frontend.parse) return 5;
  if (type === Frontend.bind) return message.indexOf(0, 5) + 1; // after the portal's name
  const isStatement = message[5] === 0x53; // 'S'; a portal is 'P'
  return (type === Frontend.describe || type === Frontend.close) && isStatement ? 6 : undefined;
};

/**
 * Prepared statements live in the session, and all clients of the hub share one session: two clients that both
 * name a statement `find` would meet. Each client's names get a prefix of their own on the way in.
 */
export class StatementNames {
  readonly #prefix: string;
  readonly #open = new Set<string>();

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** The message with its statement name, if it has one, moved into this client's name space. */
  rewrite(message: Buffer): Buffer {
    const at = nameAt(message);
    if (at === undefined || message[at] === 0) return message;
    const name = this.#prefix + cString(message, at);
    if (message[0] === Frontend.parse) this.#open.add(name);
    if (message[0] === Frontend.close) this.#open.delete(name);
    const rewritten = Buffer.concat([
      message.subarray(0, at),
      Buffer.from(this.#prefix),
      message.subarray(at),
    ]);
    rewritten.writeInt32BE(rewritten.length - 1, 1);
    return rewritten;
  }

  /** The names still prepared, to be closed once the client is gone. */
  takeOpen(): string[] {
    const names = [...this.#open];
    this.#open.clear();
    return names;
  }
}
