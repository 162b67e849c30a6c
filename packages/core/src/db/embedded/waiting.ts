import type { Group } from './hub-stream.ts';

/** Since when a transaction keeps the database to itself, and the groups that wait behind it. */
export interface Wait {
  readonly ownedSince: number;
  readonly groups: readonly Group[];
}

const ROUNDING_MS = 2;

/**
 * Keeps time for clients that wait behind another client's open transaction. A client's wait begins when it
 * asks or when that transaction begins, whichever is later: a queue of short transactions is no reason to fail.
 */
export class WaitLimit {
  readonly limitMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(limitMs: number) {
    this.limitMs = limitMs;
  }

  /** Calls `expired` with the groups whose wait is over, when the first of them is; replaces an earlier watch. */
  watch(wait: Wait, expired: (groups: readonly Group[]) => void): void {
    this.stop();
    const deadline = (group: Group): number => Math.max(group.since, wait.ownedSince) + this.limitMs;
    const first = Math.min(...wait.groups.map(deadline));
    if (!Number.isFinite(first)) return;
    this.#timer = setTimeout(
      () => {
        const now = performance.now() + ROUNDING_MS;
        expired(wait.groups.filter((group) => deadline(group) <= now));
      },
      Math.max(0, first - performance.now()),
    );
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
