import { CANCEL_REQUEST, SSL_REQUEST } from './wire.ts';

/** The first packet of a connection: what the client wants of it. */
export type StartupRequest = 'start' | 'ssl' | 'cancel';

/** Cuts the bytes of one client, however they are chunked, into whole messages. */
export class MessageReader {
  #rest: Buffer = Buffer.alloc(0);

  add(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
  }

  /** Takes the startup packet once it is complete; it has a length but no type. */
  startup(): StartupRequest | undefined {
    const packet = this.#take(0);
    if (packet === undefined) return undefined;
    const code = packet.readInt32BE(4);
    if (code === SSL_REQUEST) return 'ssl';
    return code === CANCEL_REQUEST ? 'cancel' : 'start';
  }

  /** Takes the next complete message. */
  next(): Buffer | undefined {
    return this.#take(1);
  }

  #take(lengthAt: 0 | 1): Buffer | undefined {
    if (this.#rest.length < lengthAt + 4) return undefined;
    const size = lengthAt + this.#rest.readInt32BE(lengthAt);
    if (this.#rest.length < size) return undefined;
    const message = this.#rest.subarray(0, size);
    this.#rest = this.#rest.subarray(size);
    return message;
  }
}
