import type { Job, Queue, Worker } from 'bullmq';
import type { Logger } from '../../observability/logger.ts';

/** What a ring carries: the id of the row, and for readers of the queue its tenant. */
export interface RingData {
  readonly id: string;
  readonly tenant?: string;
}

/** The members of BullMQ's classes that the port uses, whatever the store beneath. */
export type BullQueue = Pick<
  Queue<RingData, void, string>,
  'add' | 'addBulk' | 'getJobCounts' | 'drain' | 'pause' | 'resume' | 'close'
>;
export type BullWorker = Pick<Worker<RingData, void, string>, 'waitUntilReady' | 'pause' | 'close'>;

export interface WorkerSettings {
  readonly concurrency: number;
  /** how long a taken ring is held without sign of life */
  readonly lockMs: number;
  /** how often rings of dead processes are looked for */
  readonly stalledMs: number;
}

/** One store that BullMQ's classes run on. */
export interface BullBackend {
  /** for messages: Redis, PostgreSQL */
  readonly store: string;
  /** A queue that is connected. @throws when the store cannot be reached */
  queue(): Promise<BullQueue>;
  worker(process: (job: Job<RingData>) => Promise<void>, settings: WorkerSettings): BullWorker;
  /** Gives back the connections; called after the worker and the queue are closed. */
  disconnect(): Promise<void>;
}

/** Options common to both stores. */
export interface QueueOptions {
  readonly logger?: Pick<Logger, 'warn' | 'error'> | undefined;
  /** name of the queue in its store; `jobs` by default */
  readonly name?: string | undefined;
  /** a ring whose process has not shown itself for this long is delivered again; 30 000 by default */
  readonly lockMs?: number | undefined;
  /** how long `close` waits for what is running before it aborts it; 10 000 by default */
  readonly drainMs?: number | undefined;
}

/** For BullMQ's worker. Retries are the row's business, so a stalled ring is handed out again and again. */
export const workerOptions = ({ concurrency, lockMs, stalledMs }: WorkerSettings) => ({
  concurrency,
  lockDuration: lockMs,
  stalledInterval: stalledMs,
  maxStalledCount: 1_000_000,
  runRetryDelay: 1_000,
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 0 },
});
