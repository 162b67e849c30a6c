import type { IncomingMessage } from 'node:http';
import type { TimeLimit } from '../context/within.ts';

/**
 * While the body of a request comes in, its time begins anew with whatever arrives, and for the last time when it is
 * complete: a slow sender is not a slow handler, and one that sends nothing is not waited for.
 * @param ms how long nothing may come, and how long the handler has then
 * @returns ends the watch
 */
export const whileBodyComes = (request: IncomingMessage, time: TimeLimit, ms: number): (() => void) => {
  // The bytes of the socket: whoever listened to the body itself would take it from its handler.
  let seen = request.socket.bytesRead;
  const timer = setInterval(
    () => {
      const read = request.socket.bytesRead;
      if (read !== seen || request.complete) time.restart(ms);
      seen = read;
      if (request.complete) clearInterval(timer);
    },
    Math.min(1_000, ms / 10),
  );
  return () => clearInterval(timer);
};
