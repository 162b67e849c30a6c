import {
  destination as fileDestination,
  pino,
  type DestinationStream,
  type Logger as PinoLogger,
} from 'pino';

export type Logger = Pick<PinoLogger, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal'> & {
  /** @param options.redact no names to look for, where a line has only values that its writer made */
  child(bindings: Record<string, unknown>, options?: { readonly redact: never[] }): Logger;
};

/** Names whose values never reach a log line, wherever they stand. */
const SECRETS = ['password', 'token', 'accessToken', 'refreshToken', 'secret', 'authorization', 'cookie'];

const BATCH_BYTES = 4_096;
const FLUSH_MS = 200;
const WARN = 40;

interface Output extends DestinationStream {
  flushSync(): void;
}

let output: Output | undefined;

/**
 * Standard output, in batches: a system call for each line took a tenth of a request's time. A process that is killed
 * loses the lines of a fifth of a second at most; what went wrong is written at once.
 */
const standardOutput = (): Output => {
  if (output) return output;
  const made = fileDestination({ sync: true, minLength: BATCH_BYTES });
  setInterval(() => made.flushSync(), FLUSH_MS).unref();
  process.once('exit', () => made.flushSync());
  output = made;
  return made;
};

/** Structured logs, one JSON object a line, on standard output where no other destination is given. */
export const createLogger = (level: string, destination?: DestinationStream): Logger => {
  const out = destination ?? standardOutput();
  return pino(
    {
      level,
      redact: {
        paths: [
          ...SECRETS,
          ...SECRETS.map((name) => `*.${name}`),
          'req.headers.authorization',
          'req.headers.cookie',
        ],
        censor: '[redacted]',
      },
      hooks: {
        logMethod(line, write, ofLevel) {
          write.apply(this, line);
          if (ofLevel >= WARN) output?.flushSync();
        },
      },
    },
    out,
  );
};

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

/** A child that is made when it first has something to say: that of most requests never has. */
class ChildWhenUsed {
  readonly #parent: Logger;
  readonly #bindings: Record<string, unknown>;
  #made: Logger | undefined;

  constructor(parent: Logger, bindings: Record<string, unknown>) {
    this.#parent = parent;
    this.#bindings = bindings;
  }

  static {
    for (const level of LEVELS)
      Object.defineProperty(this.prototype, level, {
        value(this: ChildWhenUsed, ...line: [string]) {
          this.logger[level](...line);
        },
      });
  }

  get logger(): Logger {
    return (this.#made ??= this.#parent.child(this.#bindings));
  }

  child(bindings: Record<string, unknown>): Logger {
    return this.logger.child(bindings);
  }
}

export const childWhenUsed = (parent: Logger, bindings: Record<string, unknown>): Logger =>
  new ChildWhenUsed(parent, bindings) as unknown as Logger;
