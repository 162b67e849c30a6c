/** Work that did not settle within its time limit. It cannot be stopped, only no longer waited for. */
export class DidNotSettle extends Error {
  constructor(what: string, ms: number) {
    super(`${what} did not settle within ${ms} ms`);
  }
}

/**
 * Waits for the work, but not for longer than its limit.
 * @param work is given a signal that is aborted when the limit passes
 * @throws DidNotSettle
 */
export const within = async <T>(
  ms: number,
  what: string,
  work: (expired: AbortSignal) => Promise<T>,
): Promise<T> => {
  const expiry = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new DidNotSettle(what, ms);
      reject(error);
      expiry.abort(error);
    }, ms);
  });
  try {
    return await Promise.race([work(expiry.signal), limit]);
  } finally {
    clearTimeout(timer);
  }
};
