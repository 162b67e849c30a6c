/**
 * The few messages of the PostgreSQL wire protocol that the hub reads or writes itself.
 * Every message is a type byte, an Int32 length that counts itself, and a body; the startup packet has no type.
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */

const byte = (letter: string): number => letter.charCodeAt(0);

/** Type bytes of messages from a client. */
export const Frontend = {
  bind: byte('B'),
  close: byte('C'),
  describe: byte('D'),
  flush: byte('H'),
  parse: byte('P'),
  query: byte('Q'),
  sync: byte('S'),
  terminate: byte('X'),
} as const;

/** Type bytes of messages from the server. */
export const Backend = {
  commandComplete: byte('C'),
  error: byte('E'),
  notification: byte('A'),
  ready: byte('Z'),
} as const;

export const SSL_REQUEST = 80_877_103;
export const CANCEL_REQUEST = 80_877_102;

export const frame = (type: string, body: Buffer): Buffer => {
  const message = Buffer.alloc(5 + body.length);
  message.write(type, 0, 'latin1');
  message.writeInt32BE(4 + body.length, 1);
  body.copy(message, 5);
  return message;
};

export const simpleQuery = (sql: string): Buffer => frame('Q', Buffer.from(`${sql}\0`));

/** Sync: the end of an extended-protocol group. */
export const SYNC = frame('S', Buffer.alloc(0));

/** ReadyForQuery outside a transaction. */
export const READY_IDLE = frame('Z', Buffer.from('I'));

/** ErrorResponse with a SQLSTATE, a message and, where there is one, a hint. */
export const errorResponse = (code: string, message: string, hint?: string): Buffer =>
  frame(
    'E',
    Buffer.from(`SERROR\0VERROR\0C${code}\0M${message}\0${hint === undefined ? '' : `H${hint}\0`}\0`),
  );

/** Close of prepared statements by name, as one group. */
export const closeStatements = (names: readonly string[]): Buffer =>
  Buffer.concat([...names.map((name) => frame('C', Buffer.from(`S${name}\0`))), SYNC]);

/** What a server says after a startup packet: signed in, its parameters, ready. */
export const greeting = (serverVersion: string, processId: number): Buffer => {
  const parameters: Record<string, string> = {
    server_version: serverVersion,
    server_encoding: 'UTF8',
    client_encoding: 'UTF8',
    DateStyle: 'ISO, MDY',
    integer_datetimes: 'on',
    standard_conforming_strings: 'on',
  };
  const key = Buffer.alloc(8);
  key.writeInt32BE(processId, 0);
  return Buffer.concat([
    frame('R', Buffer.alloc(4)),
    ...Object.entries(parameters).map(([name, value]) => frame('S', Buffer.from(`${name}\0${value}\0`))),
    frame('K', key),
    READY_IDLE,
  ]);
};

/** The messages of a complete answer, as views into it. */
export function* messages(answer: Buffer): Generator<Buffer> {
  for (let at = 0; at + 5 <= answer.length;) {
    const end = at + 1 + answer.readInt32BE(at + 1);
    yield answer.subarray(at, end);
    at = end;
  }
}

/** The NUL-terminated text that begins at `at`. */
export const cString = (message: Buffer, at: number): string => {
  const end = message.indexOf(0, at);
  return message.toString('utf8', at, end < 0 ? message.length : end);
};
