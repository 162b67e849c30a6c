import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

export type Logger = Pick<PinoLogger, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal'> & {
  child(bindings: Record<string, unknown>): Logger;
};

/** Names whose values never reach a log line, wherever they stand. */
const SECRETS = ['password', 'token', 'accessToken', 'refreshToken', 'secret', 'authorization', 'cookie'];

/** Structured logs, one JSON object a line, on standard output where no other destination is given. */
export const createLogger = (level: string, destination?: DestinationStream): Logger => {
  const options = {
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
  };
  return destination ? pino(options, destination) : pino(options);
};
