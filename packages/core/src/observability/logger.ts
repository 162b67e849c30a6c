import { pino, type Logger as PinoLogger } from 'pino';

export type Logger = Pick<PinoLogger, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal'> & {
  child(bindings: Record<string, unknown>): Logger;
};

/** Names whose values never reach a log line, wherever they stand. */
const SECRETS = ['password', 'token', 'accessToken', 'refreshToken', 'secret', 'authorization', 'cookie'];

/** Structured logs on standard output, one JSON object a line. */
export const createLogger = (level: string): Logger =>
  pino({
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
  });
