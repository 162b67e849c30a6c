/** Work that did not settle within its time limit. It cannot be stopped, only no longer waited for. */
export class DidNotSettle extends Error {
  constructor(what: string, ms: number) {
    super(`${what} did not settle within ${ms} ms`);
  }
}

/** The time that a piece of work has. */
export interface TimeLimit {
  /** aborted when the time is over */
  readonly expired: AbortSignal;
  /** milliseconds, never below 0 */
  leftMs(): number;
  /** From now on the work has this long, whatever it had before. */
  restart(ms: number): void;
}

/**
 * Waits for the work, but not for longer than its limit.
 * @throws DidNotSettle
 */
export const within = async <T>(
  ms: number,
  what: string,
  work: (time: TimeLimit) => Promise<T>,
): Promise<T> => {
  // made when somebody asks for its signal: most work never does
  let expiry: AbortController | undefined;
  let over: DidNotSettle | undefined;
  const { promise: limit, reject } = Promise.withResolvers<never>();
  limit.catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  let endsAt = 0;
  const restart = (given: number): void => {
    if (over) return;
    clearTimeout(timer);
    endsAt = performance.now() + given;
    timer = setTimeout(() => {
      over = new DidNotSettle(what, given);
      reject(over);
      expiry?.abort(over);
    }, given);
  };
  restart(ms);
  try {
    const time: TimeLimit = {
      get expired() {
        expiry ??= new AbortController();
        if (over) expiry.abort(over);
        return expiry.signal;
      },
      leftMs: () => Math.max(0, endsAt - performance.now()),
      restart,
    };
    return await Promise.race([work(time), limit]);
  } finally {
    clearTimeout(timer);
  }
};
