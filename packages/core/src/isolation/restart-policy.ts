/** When a process that ended by itself is started again. */
export interface RestartPolicy {
  /** wait before the first new start; each further one waits twice as long */
  readonly firstMs: number;
  readonly mostMs: number;
  /** so many ends within the window, and it is not started again */
  readonly mostEnds: number;
  readonly windowMs: number;
}

export const RESTARTS: RestartPolicy = {
  firstMs: 250,
  mostMs: 30_000,
  mostEnds: 5,
  windowMs: 10 * 60_000,
};

export type AfterEnd =
  | { readonly again: true; readonly afterMs: number; readonly ends: readonly number[] }
  | { readonly again: false; readonly ends: readonly number[] };

/**
 * @param earlier instants of ends before this one, in milliseconds
 * @param now of this end
 */
export const afterEnd = (earlier: readonly number[], now: number, policy: RestartPolicy): AfterEnd => {
  const ends = [...earlier.filter((at) => now - at < policy.windowMs), now];
  if (ends.length >= policy.mostEnds) return { again: false, ends };
  return { again: true, afterMs: Math.min(policy.firstMs * 2 ** (ends.length - 1), policy.mostMs), ends };
};
