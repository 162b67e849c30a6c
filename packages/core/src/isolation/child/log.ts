import type { Logger } from '../../observability/logger.ts';
import { toFailure } from '../failures.ts';
import type { FromProcess } from '../protocol.ts';
import { encode, NotData } from '../wire.ts';

export type ChildLog = Logger;

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
type Level = (typeof LEVELS)[number];

const dataOf = (fields: object): unknown => {
  const told = Object.entries(fields).map(([key, value]) => [
    key,
    value instanceof Error ? { ...toFailure(value, true) } : (value as unknown),
  ]);
  try {
    return encode(Object.fromEntries(told));
  } catch (error) {
    if (error instanceof NotData) return { notData: error.message };
    throw error;
  }
};

/** Lines of the plugin, written by the host under its name. */
export const childLog = (
  send: (message: FromProcess) => void,
  bound: Readonly<Record<string, unknown>> = {},
): ChildLog => {
  const line = (level: Level) => (first: unknown, text?: unknown) => {
    const [fields, words] = typeof first === 'object' && first !== null ? [first, text] : [{}, first];
    send({
      t: 'log',
      level,
      fields: dataOf({ ...bound, ...(fields instanceof Error ? { err: fields } : fields) }),
      text: typeof words === 'string' ? words.slice(0, 4_000) : '',
    });
  };
  const levels = Object.fromEntries(LEVELS.map((level) => [level, line(level)]));
  return {
    ...(levels as Pick<Logger, Level>),
    child: (more) => childLog(send, { ...bound, ...more }),
  };
};

/** What code prints goes to the same log: the process has no streams. */
export const childConsole = (log: ChildLog): Pick<Console, 'log' | 'info' | 'warn' | 'error' | 'debug'> => {
  const words = (args: readonly unknown[]): string => args.map(String).join(' ');
  return Object.freeze({
    log: (...args: unknown[]) => log.info(words(args)),
    info: (...args: unknown[]) => log.info(words(args)),
    warn: (...args: unknown[]) => log.warn(words(args)),
    error: (...args: unknown[]) => log.error(words(args)),
    debug: (...args: unknown[]) => log.debug(words(args)),
  });
};
