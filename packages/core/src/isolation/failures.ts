import { Refusal, type Fault } from '../http/problem.ts';
import type { FailureData } from './protocol.ts';

const LONGEST = 4_000;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.slice(0, 100) : undefined;

/** @param withStack where the other side writes a log */
export const toFailure = (error: unknown, withStack: boolean): FailureData => {
  const known = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const message = error instanceof Error ? error.message : String(error);
  return {
    message: message.slice(0, LONGEST),
    code: text(known['code']),
    constraint: text(known['constraint']),
    table: text(known['table']),
    ...(error instanceof Refusal ? { faults: error.faults } : {}),
    ...(withStack && error instanceof Error ? { stack: error.stack?.slice(0, LONGEST) } : {}),
  };
};

const isFault = (value: unknown): value is Fault =>
  typeof (value as Fault | null)?.path === 'string' && typeof (value as Fault).message === 'string';

/** The error as code on this side would have met it: a refusal stays one, a database error keeps its code. */
export const fromFailure = ({ message, code, faults, constraint, table, stack }: FailureData): Error => {
  if (Array.isArray(faults) && code !== undefined)
    return new Refusal(code, message, faults.filter(isFault).slice(0, 100));
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return Object.assign(error, {
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(table === undefined ? {} : { table }),
  });
};
