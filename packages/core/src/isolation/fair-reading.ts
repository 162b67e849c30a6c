/** What the host has lately spent on the messages of one process. */
export interface Reading {
  readonly since: number;
  readonly spentMs: number;
}

const WINDOW_MS = 1_000;
/** Within a window so much is free; who sends more waits as long as reading it took, so that half of the host's time stays. */
const FREE_MS = 100;

/**
 * @param from when reading began, in milliseconds of a clock that does not go back
 * @param to when it ended
 * @returns how long nothing more is to be read
 */
export const afterReading = (
  before: Reading,
  from: number,
  to: number,
): { readonly reading: Reading; readonly waitMs: number } => {
  const { since, spentMs: earlier } = from - before.since > WINDOW_MS ? { since: from, spentMs: 0 } : before;
  const spentMs = earlier + (to - from);
  if (spentMs <= FREE_MS) return { reading: { since, spentMs }, waitMs: 0 };
  return { reading: { since: to + spentMs, spentMs: 0 }, waitMs: spentMs };
};
