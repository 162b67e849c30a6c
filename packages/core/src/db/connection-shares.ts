import type pg from 'pg';
import { TransactionAbandoned } from './errors.ts';

/** Gives a place back. */
export type Release = () => void;

interface Waiting {
  readonly plugin: string;
  readonly come: (release: Release) => void;
}

/**
 * Divides the connections of a pool among plugins, so that one whose statements hang cannot keep the others, sign-in and
 * the operator from the database. A plugin has at most half; a fifth is left to core, which asks for no place.
 */
export class ConnectionShares {
  readonly #each: number;
  readonly #together: number;
  readonly #held = new Map<string, number>();
  #heldTogether = 0;
  #waiting: Waiting[] = [];

  /** @param connections of the pool */
  constructor(connections: number) {
    this.#each = Math.max(1, Math.floor(connections / 2));
    this.#together = connections - Math.floor(connections / 5);
  }

  /**
   * Waits until the plugin may use one more connection.
   * @throws TransactionAbandoned where its time is over before
   */
  async take(plugin: string, expired: AbortSignal | undefined): Promise<Release> {
    if (this.#isFree(plugin)) return this.#give(plugin);
    return new Promise((resolve, reject) => {
      const waiting = {
        plugin,
        come: (release: Release) => {
          expired?.removeEventListener('abort', giveUp);
          resolve(release);
        },
      };
      const giveUp = (): void => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        reject(new TransactionAbandoned(`no connection was free for "${plugin}" in time`));
      };
      expired?.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(waiting);
    });
  }

  #isFree(plugin: string): boolean {
    return (this.#held.get(plugin) ?? 0) < this.#each && this.#heldTogether < this.#together;
  }

  #give(plugin: string): Release {
    this.#held.set(plugin, (this.#held.get(plugin) ?? 0) + 1);
    this.#heldTogether++;
    return () => {
      this.#held.set(plugin, this.#held.get(plugin)! - 1);
      this.#heldTogether--;
      const next = this.#waiting.find((waiting) => this.#isFree(waiting.plugin));
      if (!next) return;
      this.#waiting = this.#waiting.filter((other) => other !== next);
      next.come(this.#give(next.plugin));
    };
  }
}

const known = new WeakMap<pg.Pool, ConnectionShares>();

/** The shares of a pool: one division, whoever asks. */
export const sharesOf = (pool: pg.Pool): ConnectionShares => {
  const shares = known.get(pool) ?? new ConnectionShares(pool.options.max);
  known.set(pool, shares);
  return shares;
};
