/** ClamAV's daemon as its protocol describes it (clamd(8)): zPING and zINSTREAM, on loopback or a unix socket. */
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** How it answers; `obey` finds the EICAR test file and nothing else. */
export type ClamdBehaviour = 'obey' | 'silent' | 'truncate' | 'hang-up' | 'garbage';

export interface ClamdSimulator {
  readonly address: { readonly host: string; readonly port: number };
  behaviour: ClamdBehaviour;
  /** Bytes of the last file received. */
  received: Buffer;
  close(): Promise<void>;
}

/** The harmless file every scanner reports, in two halves so that this source is not reported. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

export interface ClamdSettings {
  /** Bytes per file; a longer stream is answered with an error and a closed connection. */
  readonly streamMaxLength?: number;
  readonly socketPath?: string;
}

export async function startClamd(settings: ClamdSettings = {}): Promise<ClamdSimulator> {
  const { streamMaxLength = 25 * 1024 * 1024, socketPath } = settings;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    let input = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      input = Buffer.concat([input, chunk]);
      const reply = interpret(input, streamMaxLength);
      if (reply === undefined) return;
      input = Buffer.alloc(0);
      simulator.received = reply.file;
      send(socket, reply.answer, simulator.behaviour);
    });
  });
  await new Promise<void>((resolve) =>
    socketPath === undefined ? server.listen(0, '127.0.0.1', resolve) : server.listen(socketPath, resolve),
  );
  const port = socketPath === undefined ? (server.address() as AddressInfo).port : 0;
  const simulator: ClamdSimulator = {
    address: { host: '127.0.0.1', port },
    behaviour: 'obey',
    received: Buffer.alloc(0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  return simulator;
}

/** The answer to what came so far, or undefined while the command is incomplete. */
function interpret(input: Buffer, limit: number): { answer: string; file: Buffer } | undefined {
  const end = input.indexOf(0);
  if (end < 0) return undefined;
  const command = input.toString('latin1', 0, end);
  if (command === 'zPING') return { answer: 'PONG\0', file: Buffer.alloc(0) };
  if (command !== 'zINSTREAM') return { answer: 'UNKNOWN COMMAND\0', file: Buffer.alloc(0) };
  const chunks: Buffer[] = [];
  let bytes = 0;
  for (let at = end + 1; at + 4 <= input.length;) {
    const length = input.readUInt32BE(at);
    if (length === 0) return { answer: verdict(Buffer.concat(chunks)), file: Buffer.concat(chunks) };
    bytes += length;
    if (bytes > limit) return { answer: 'INSTREAM size limit exceeded. ERROR\0', file: Buffer.alloc(0) };
    chunks.push(input.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

function verdict(file: Buffer): string {
  return file.includes(EICAR) ? 'stream: Win.Test.EICAR_HDB-1 FOUND\0' : 'stream: OK\0';
}

function send(socket: Socket, answer: string, behaviour: ClamdBehaviour): void {
  switch (behaviour) {
    case 'obey':
      socket.end(answer);
      return;
    case 'silent':
      return;
    case 'truncate':
      socket.end('stream: O');
      return;
    case 'hang-up':
      socket.destroy();
      return;
    case 'garbage':
      socket.end('stream: OK but not quite\0');
  }
}
