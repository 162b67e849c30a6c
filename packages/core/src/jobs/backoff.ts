const FIRST_MS = 1_000;
const LONGEST_MS = 15 * 60_000;

/**
 * Milliseconds until the next attempt: doubling from one second to a quarter of an hour, half of it by chance,
 * so that jobs that failed together do not come back together.
 *
 * @param attempts how many have failed, from 1
 * @param chance in [0, 1)
 */
export const backoffMs = (attempts: number, chance: number): number => {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1));
  return Math.round(full / 2 + (full / 2) * chance);
};
