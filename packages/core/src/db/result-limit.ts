import type { Duplex } from 'node:stream';
import type pg from 'pg';

/** What one statement brings back at most, as the server sends it. Its rows take several times that as values. */
export const MOST_RESULT_BYTES = 128 * 1024 * 1024;

/** A statement brings back more than a process should hold. Its connection is closed: nothing else ends the rest of it. */
export class ResultTooLarge extends Error {
  readonly code = 'RESULT_TOO_LARGE';

  constructor(mostBytes: number) {
    super(`the result of a statement: expected at most ${mostBytes} bytes, received more; read it in parts`);
  }
}

interface Wire {
  readonly stream: Duplex;
  on(event: 'readyForQuery', listener: () => void): void;
}

/**
 * Ends a statement whose result is too large, before it fills the memory; a single text beyond half a gigabyte would end the
 * whole process, since no string is that long.
 */
export const limitResults = (client: pg.PoolClient, mostBytes: number = MOST_RESULT_BYTES): void => {
  const { connection } = client as unknown as { readonly connection: Wire };
  let received = 0;
  connection.on('readyForQuery', () => (received = 0));
  connection.stream.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (received > mostBytes) connection.stream.destroy(new ResultTooLarge(mostBytes));
  });
};
