/**
 * The doorbell of the job tables: it says that a job is due, and never what it is. The row is the truth; whoever
 * empties the queue at any moment loses nothing, because the sweeper rings again for what is due and not done.
 */
export interface JobQueue {
  /**
   * Rings for one row. A ring that is already waiting for this row and attempt is not doubled.
   * @throws QueueUnavailable within a few seconds when the store cannot be reached; the sweeper comes back to it
   */
  add(id: string, options: RingOptions): Promise<void>;
  /** Rings for many rows in one round trip. */
  addMany(rings: readonly Ring[]): Promise<void>;
  /**
   * Begins to take rings. What the handler throws is logged and ends the ring: retries are decided on the row.
   * A ring taken by a process that died is delivered again. Delivery is at least once.
   */
  start(handler: RingHandler, options: { readonly concurrency: number }): Promise<void>;
  depth(): Promise<QueueDepth>;
  /** Removes what waits, delayed or not. What is running goes on. */
  empty(): Promise<void>;
  /** Stops handing out rings, in all processes, until `resume`. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Takes no more, waits for what is running, aborts it when that takes too long, and disconnects. */
  close(): Promise<void>;
}

export interface RingOptions {
  /** counts the attempts of the row; a new attempt is a new ring even while the old one is still there */
  readonly attempt: number;
  readonly delayMs?: number | undefined;
  /** 1 is served first, then 2, ...; none is served before all of them */
  readonly priority?: number | undefined;
  /** whose job it is, for whoever looks into the queue */
  readonly tenant?: string | undefined;
}

export interface Ring {
  readonly id: string;
  readonly options: RingOptions;
}

/** @param signal aborted when the queue closes and the run has not ended in the time it was given */
export type RingHandler = (id: string, signal: AbortSignal) => Promise<void>;

export interface QueueDepth {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
}

/** The queue's store cannot be reached. Nothing is lost: the row is still due. */
export class QueueUnavailable extends Error {
  readonly code = 'QUEUE_UNAVAILABLE';

  constructor(store: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`the job queue on ${store} cannot be reached: ${reason}`, { cause });
  }
}
