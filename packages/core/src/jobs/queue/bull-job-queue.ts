import type { Job } from 'bullmq';
import { setTimeout as delay } from 'node:timers/promises';
import type { BullBackend, BullQueue, BullWorker, QueueOptions, RingData } from './bull-backend.ts';
import {
  QueueUnavailable,
  type JobQueue,
  type QueueDepth,
  type Ring,
  type RingHandler,
  type RingOptions,
} from './job-queue.ts';

/** How long an operation may take before the store counts as unreachable. */
const DEADLINE_MS = 3_000;
/** How long a run has to end after it was aborted. */
const ABORT_MS = 2_000;
const LOCK_MS = 30_000;
const DRAIN_MS = 10_000;
/** BullMQ's upper limit. */
const MAX_PRIORITY = 2_097_151;

/** What waits in a paused queue counts under this name on PostgreSQL; BullMQ's types have forgotten it. */
const PAUSED = 'paused' as 'waiting';

/** One ring per row and attempt. BullMQ keeps colons for itself. */
const ringId = (id: string, attempt: number): string => {
  if (!/^[\w-]+$/.test(id)) {
    throw new TypeError(
      `job id: expected letters, digits, "-" and "_" as in a UUID, received ${JSON.stringify(id)}`,
    );
  }
  if (!Number.isSafeInteger(attempt) || attempt < 0) {
    throw new TypeError(`job ${id}: attempt: expected a whole number from 0 on, received ${attempt}`);
  }
  return `${id}-${attempt}`;
};

const toBull = ({ id, options }: Ring): Parameters<BullQueue['addBulk']>[0][number] => {
  const { attempt, delayMs = 0, priority = 0, tenant } = options;
  if (!Number.isInteger(priority) || priority < 0 || priority > MAX_PRIORITY) {
    throw new TypeError(`job ${id}: priority: expected 0 to ${MAX_PRIORITY}, received ${priority}`);
  }
  return {
    name: 'ring',
    data: tenant === undefined ? { id } : { id, tenant },
    opts: {
      jobId: ringId(id, attempt),
      attempts: 1,
      delay: Math.max(0, Math.round(delayMs)),
      removeOnComplete: true,
      removeOnFail: true,
      ...(priority === 0 ? {} : { priority }),
    },
  };
};

interface Run {
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

/** The port over BullMQ's classes, on whichever store they run. */
export class BullJobQueue implements JobQueue {
  readonly #backend: BullBackend;
  readonly #options: QueueOptions;
  readonly #runs = new Set<Run>();
  #worker: BullWorker | undefined;
  #queue: BullQueue | undefined;
  #closing: Promise<void> | undefined;

  constructor(backend: BullBackend, options: QueueOptions) {
    this.#backend = backend;
    this.#options = options;
  }

  /** One ring has a statement of its own: as a batch of one it costs ten times as much on PostgreSQL. */
  async add(id: string, options: RingOptions): Promise<void> {
    const { name, data, opts } = toBull({ id, options });
    await this.#reach((queue) => queue.add(name, data, opts));
  }

  async addMany(rings: readonly Ring[]): Promise<void> {
    if (rings.length === 0) return;
    const jobs = rings.map(toBull);
    await this.#reach((queue) => queue.addBulk(jobs));
  }

  async start(handler: RingHandler, { concurrency }: { readonly concurrency: number }): Promise<void> {
    if (this.#worker !== undefined) throw new Error('job queue: start was called twice');
    const lockMs = this.#options.lockMs ?? LOCK_MS;
    const settings = { concurrency, lockMs, stalledMs: lockMs };
    this.#worker = this.#backend.worker((job) => this.#run(handler, job), settings);
    // A store that is down now is waited for in the background; the host starts all the same.
    const ready = this.#worker.waitUntilReady().then(() => 'ready');
    ready.catch(() => undefined);
    const state = await Promise.race([ready, delay(DEADLINE_MS, 'late', { ref: false })]).catch(String);
    if (state !== 'ready')
      this.#warn(state, 'the job queue cannot be reached yet: jobs start when it answers');
  }

  async depth(): Promise<QueueDepth> {
    const counts = await this.#reach((queue) =>
      queue.getJobCounts('waiting', 'prioritized', PAUSED, 'active', 'delayed'),
    );
    const count = (state: string): number => counts[state] ?? 0;
    return {
      waiting: count('waiting') + count('prioritized') + count('paused'),
      active: count('active'),
      delayed: count('delayed'),
    };
  }

  async empty(): Promise<void> {
    await this.#reach((queue) => queue.drain(true));
  }

  async pause(): Promise<void> {
    await this.#reach((queue) => queue.pause());
  }

  async resume(): Promise<void> {
    await this.#reach((queue) => queue.resume());
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#worker?.pause(true); // takes no more
    const ended = await this.#drained(this.#options.drainMs ?? DRAIN_MS);
    if (!ended) {
      for (const { controller } of this.#runs) controller.abort(new Error('the job queue is closing'));
      await this.#drained(ABORT_MS);
    }
    const abandoned = this.#runs.size;
    if (abandoned > 0)
      this.#warn(`${abandoned} still running`, 'jobs were abandoned at closing: they run again later');
    // A store that is down cannot be said goodbye to.
    const goodbye = Promise.allSettled([
      Promise.resolve(this.#worker?.close(abandoned > 0)),
      Promise.resolve(this.#queue?.close()),
    ]);
    await Promise.race([goodbye, delay(DEADLINE_MS, undefined, { ref: false })]);
    await this.#backend.disconnect();
  }

  async #drained(limitMs: number): Promise<boolean> {
    const all = Promise.all([...this.#runs].map(({ done }) => done)).then(() => true);
    return Promise.race([all, delay(limitMs, false, { ref: false })]);
  }

  async #run(handler: RingHandler, job: Job<RingData>): Promise<void> {
    const controller = new AbortController();
    const done = handler(job.data.id, controller.signal).catch((error: unknown) => {
      this.#options.logger?.error(
        { err: error, job: job.data.id },
        'the job handler failed: the row decides what follows',
      );
    });
    const run: Run = { controller, done };
    this.#runs.add(run);
    await done;
    this.#runs.delete(run);
  }

  /** Does something with the connected queue within the deadline. */
  async #reach<T>(work: (queue: BullQueue) => Promise<T>): Promise<T> {
    const { store } = this.#backend;
    if (this.#closing !== undefined) throw new QueueUnavailable(store, 'it is closed');
    const timer = new AbortController();
    const late = delay(DEADLINE_MS, undefined, { signal: timer.signal }).then(() => {
      throw new Error(`no answer in ${DEADLINE_MS} ms`);
    });
    const working = this.#connected().then(work);
    try {
      return await Promise.race([working, late]);
    } catch (error) {
      throw new QueueUnavailable(store, error);
    } finally {
      timer.abort();
      late.catch(() => undefined);
      working.catch(() => undefined);
    }
  }

  async #connected(): Promise<BullQueue> {
    this.#queue = await this.#backend.queue();
    return this.#queue;
  }

  #warn(reason: string, message: string): void {
    this.#options.logger?.warn({ store: this.#backend.store, reason }, message);
  }
}
