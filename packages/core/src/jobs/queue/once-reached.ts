/**
 * Makes something over a connection once, and remembers it only if that worked: BullMQ's classes keep a failed
 * first connection for ever.
 */
export const onceReached = <T>(reach: () => Promise<T>): (() => Promise<T>) => {
  let reached: Promise<T> | undefined;
  return () => {
    if (reached !== undefined) return reached;
    const attempt = reach();
    reached = attempt;
    attempt.catch(() => {
      if (reached === attempt) reached = undefined;
    });
    return attempt;
  };
};

/** The queue once it is connected; one that cannot connect is closed, so that it leaves no listeners behind. */
export const ready = async <Q extends { waitUntilReady(): Promise<unknown>; close(): Promise<void> }>(
  queue: Q,
): Promise<Q> => {
  try {
    await queue.waitUntilReady();
    return queue;
  } catch (error) {
    await queue.close().catch(() => undefined);
    throw error;
  }
};
