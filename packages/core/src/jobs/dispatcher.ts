import { IDEMPOTENCY_HOURS } from '../http/idempotency.ts';
import type { RoleDb } from '../db/role-db.ts';
import type { Logger } from '../observability/logger.ts';
import { discardStaleHeld, purgeFinished, takeDueJobs } from './job-rows.ts';
import type { Doorbell } from './outbox.ts';

/** The part of the queue that the dispatcher uses: it carries the key of a row and nothing else. */
export interface DispatchQueue {
  add(id: string, options: { readonly attempt: number; readonly tenant?: string }): Promise<void>;
}

export interface DispatcherOptions {
  /** jobs of one tenant that may be in the queue at a time */
  readonly perTenant: number;
  readonly batch: number;
  /** a job that was rung for this long ago and has not begun is rung for again: the queue may have lost it */
  readonly rungAgainAfterMs: number;
  readonly sweepEveryMs: number;
}

/** The key of a row in the queue. */
export const queueKey = (tenant: string, id: string): string => `${tenant}_${id}`;
export const fromQueueKey = (key: string): readonly [tenant: string, id: string] => {
  const [tenant = '', id = ''] = key.split('_');
  return [tenant, id];
};

const KEEP_DONE_DAYS = 14;
/** A plugin that is off for a quarter does not come back to what was wanted of it then. */
const KEEP_HELD = { days: 90, perPlugin: 10_000 } as const;

/**
 * Moves what is due from the outbox to the queue: after each commit that wrote to it, and on every sweep for
 * what the queue forgot. Emptying the queue therefore loses nothing.
 */
export class JobDispatcher implements Doorbell {
  readonly #db: RoleDb;
  readonly #queue: DispatchQueue;
  readonly #log: Logger;
  readonly #options: DispatcherOptions;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(db: RoleDb, queue: DispatchQueue, log: Logger, options: DispatcherOptions) {
    this.#db = db;
    this.#queue = queue;
    this.#log = log;
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => this.ring(), this.#options.sweepEveryMs);
    this.ring();
  }

  /** Ends the round under way and begins no other: what is due stays in the outbox. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#working;
  }

  /** Returns at once. Rings while a round is under way are answered by one further round. */
  ring(): void {
    if (this.#stopped) return;
    if (this.#working) {
      this.#again = true;
      return;
    }
    this.#working = this.#rounds().finally(() => {
      this.#working = undefined;
      if (this.#again) this.ring(); // rung for when the last round had just ended
    });
  }

  async #rounds(): Promise<void> {
    do {
      this.#again = false;
      try {
        if ((await this.dispatchDue()) === this.#options.batch) this.#again = true;
      } catch (error) {
        this.#log.warn({ err: error }, 'jobs could not be dispatched; the next sweep tries again');
      }
    } while (this.#again && !this.#stopped);
  }

  /** @returns how many were put in the queue */
  async dispatchDue(): Promise<number> {
    const { perTenant, batch, rungAgainAfterMs } = this.#options;
    const due = await this.#db.transaction({ purpose: 'jobs: sweep what is due' }, (tx) =>
      takeDueJobs(tx, { perTenant, limit: batch, rungAgainAfterMs }),
    );
    for (const { tenant, id, attempt } of due)
      await this.#queue.add(queueKey(tenant, id), { attempt, tenant });
    return due.length;
  }

  /** Hands what is due to `run` instead of the queue, until nothing is. @returns how many runs */
  async drainWith(run: (tenant: string, id: string) => Promise<void>): Promise<number> {
    for (let runs = 0; ;) {
      await this.#working; // what it has locked would be skipped
      const due = await this.#db.transaction({ purpose: 'jobs: sweep what is due' }, (tx) =>
        takeDueJobs(tx, { perTenant: 1_000, limit: 1_000, rungAgainAfterMs: 0 }),
      );
      if (due.length === 0) return runs;
      for (const { tenant, id } of due) await run(tenant, id);
      runs += due.length;
    }
  }

  async purge(): Promise<void> {
    await this.#db.transaction({ purpose: 'jobs: sweep what is due' }, async (tx) => {
      await discardStaleHeld(tx, KEEP_HELD);
      await purgeFinished(tx, KEEP_DONE_DAYS, IDEMPOTENCY_HOURS);
    });
  }
}
