import { read, writeSync } from 'node:fs';
import { CHANNEL_FD, MOST_BYTES_TO_PROCESS, type FromProcess, type ToProcess } from '../protocol.ts';
import { Lines } from '../lines.ts';

/**
 * The channel, over a bare descriptor: a socket object in this process could be taken hold of through what all streams
 * share, and its class opens others.
 */
export const openChannel = (
  onMessage: (message: ToProcess) => void,
  onEnd: () => void,
): ((message: FromProcess) => void) => {
  const lines = new Lines(MOST_BYTES_TO_PROCESS);
  const chunk = Buffer.allocUnsafe(64 * 1024);
  const next = (): void => {
    read(CHANNEL_FD, chunk, 0, chunk.length, null, (error, size) => {
      if (error || size === 0) {
        onEnd();
        return;
      }
      for (const line of lines.push(Buffer.from(chunk.subarray(0, size))))
        onMessage(JSON.parse(line) as ToProcess);
      next();
    });
  };
  next();
  const write = writeSync;
  return (message) => {
    const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
    for (let sent = 0; sent < bytes.length;) sent += write(CHANNEL_FD, bytes, sent);
  };
};
