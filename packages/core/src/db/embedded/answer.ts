import { Backend, messages } from './wire.ts';

export interface Notification {
  readonly channel: string;
  readonly message: Buffer;
}

/** What the hub has to know of an answer before it passes it on. */
export interface Answer {
  /** for the client that asked */
  readonly bytes: Buffer;
  /** for the listeners of a channel */
  readonly notifications: readonly Notification[];
  /** of the last ReadyForQuery; undefined while the server still waits for a Sync */
  readonly transaction: 'idle' | 'open' | 'failed' | undefined;
  /** the ErrorResponse messages in it */
  readonly errors: readonly Buffer[];
}

const STATUS: Readonly<Record<string, Answer['transaction']>> = { I: 'idle', T: 'open', E: 'failed' };

/** The channel stands after the header (5 bytes) and the sender's process id (4 bytes). */
const channelOf = (message: Buffer): string => message.toString('utf8', 9, message.indexOf(0, 9));

/** Reads the answer of one batch: notifications apart from the rest, and how the transaction stands. */
export const readAnswer = (raw: Uint8Array): Answer => {
  const whole = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const rest: Buffer[] = [];
  const notifications: Notification[] = [];
  const errors: Buffer[] = [];
  let transaction: Answer['transaction'];
  for (const message of messages(whole)) {
    const type = message[0];
    if (type === Backend.notification) notifications.push({ channel: channelOf(message), message });
    else rest.push(message);
    if (type === Backend.error) errors.push(message);
    if (type === Backend.ready) transaction = STATUS[message.toString('latin1', 5, 6)];
  }
  // Without notifications, which is nearly always, the answer goes on as it came.
  const bytes = notifications.length === 0 ? whole : Buffer.concat(rest);
  return { bytes, notifications, transaction, errors };
};
