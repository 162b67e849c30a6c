import { setTimeout } from 'node:timers/promises';

/** How many runs there were at once, at most. */
export const seen = { now: 0, most: 0 };

export default async (): Promise<void> => {
  seen.most = Math.max(seen.most, ++seen.now);
  await setTimeout(100);
  seen.now--;
};
