/** Virus scanning by ClamAV's daemon, over its socket (clamd(8), command INSTREAM). */
import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import type { StagedContent } from '../store/store.ts';

/** Only `clean` may be released; after `unavailable` a file stays in quarantine until it is scanned. */
export type ScanVerdict =
  | { readonly status: 'clean' }
  | { readonly status: 'infected'; readonly signature: string }
  | { readonly status: 'unavailable'; readonly reason: string };

export interface EvidenceScanner {
  /** Never throws: whatever goes wrong is `unavailable`. */
  scan(file: Pick<StagedContent, 'path' | 'bytes'>): Promise<ScanVerdict>;
  /** Whether the scanner answers. */
  ping(): Promise<boolean>;
}

export interface ClamdOptions {
  readonly address: { readonly host: string; readonly port: number } | { readonly socketPath: string };
  /** For one scan, connection included; 60 s by default. */
  readonly timeoutMs?: number;
  /** At most the daemon's StreamMaxLength; 25 MiB by default. Larger files are not sent. */
  readonly maxBytes?: number;
}

const LONGEST_ANSWER = 4_096;

export class ClamdScanner implements EvidenceScanner {
  readonly #address: ClamdOptions['address'];
  readonly #timeoutMs: number;
  readonly #maxBytes: number;

  constructor({ address, timeoutMs = 60_000, maxBytes = 25 * 1024 * 1024 }: ClamdOptions) {
    this.#address = address;
    this.#timeoutMs = timeoutMs;
    this.#maxBytes = maxBytes;
  }

  async scan({ path, bytes }: Pick<StagedContent, 'path' | 'bytes'>): Promise<ScanVerdict> {
    if (bytes > this.#maxBytes) {
      return { status: 'unavailable', reason: `file of ${bytes} bytes, scanner takes ${this.#maxBytes}` };
    }
    try {
      return verdictOf(await this.#ask(instream(path)));
    } catch (error) {
      return { status: 'unavailable', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  async ping(): Promise<boolean> {
    try {
      return (await this.#ask(['zPING\0'])) === 'PONG';
    } catch {
      return false;
    }
  }

  /** Sends a command and returns the answer without its terminator; an answer without one is an error. */
  async #ask(command: Iterable<string> | AsyncIterable<string | Buffer>): Promise<string> {
    const socket = 'socketPath' in this.#address ? connect(this.#address.socketPath) : connect(this.#address);
    const deadline = setTimeout(() => {
      socket.destroy(new Error(`no answer within ${this.#timeoutMs} ms`));
    }, this.#timeoutMs);
    try {
      const answer = readAnswer(socket);
      // The daemon may answer and hang up before it has read everything: the answer counts, not the broken pipe.
      pipeline(command, socket, { end: false }).catch((error: Error) => socket.destroy(error));
      return await answer;
    } finally {
      clearTimeout(deadline);
      socket.destroy();
    }
  }
}

function verdictOf(answer: string): ScanVerdict {
  if (answer === 'stream: OK') return { status: 'clean' };
  const signature = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  return signature === undefined
    ? { status: 'unavailable', reason: `scanner answered ${JSON.stringify(answer.slice(0, 200))}` }
    : { status: 'infected', signature };
}

/** The command, then chunks of a 4-byte length and data, then a length of zero. */
async function* instream(path: string): AsyncGenerator<string | Buffer> {
  yield 'zINSTREAM\0';
  for await (const chunk of createReadStream(path)) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE((chunk as Buffer).length);
    yield length;
    yield chunk as Buffer;
  }
  yield Buffer.alloc(4);
}

function readAnswer(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      const end = answer.indexOf('\0');
      if (end >= 0) resolve(answer.slice(0, end));
      else if (answer.length > LONGEST_ANSWER) reject(new Error('an answer without end'));
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('connection closed before a complete answer')));
  });
}
