import type { JobDispatcher } from '../jobs/dispatcher.ts';
import { fromQueueKey } from '../jobs/dispatcher.ts';
import { deliveryJobs } from '../jobs/events.ts';
import type { JobQueue } from '../jobs/queue/index.ts';
import type { JobRunner, KnownJob } from '../jobs/runner.ts';
import type { Schedules } from '../jobs/schedules.ts';
import type { Logger } from '../observability/logger.ts';
import type { JobDefinition } from '../plugin/job.ts';
import type { PluginManifest } from '../plugin/manifest.ts';

const HOUR_MS = 3_600_000;

/** Every job of every plugin by name, the deliveries of events among them. */
export const knownJobs = (
  manifests: readonly PluginManifest[],
  deliveryMs: number,
): ReadonlyMap<string, KnownJob> =>
  new Map(
    manifests.flatMap((manifest) => [
      ...(manifest.jobs ?? []).map((job) => known(manifest, job, false)),
      ...deliveryJobs(manifest, deliveryMs).map((job) => known(manifest, job, true)),
    ]),
  );

const known = (manifest: PluginManifest, definition: JobDefinition, isDelivery: boolean) =>
  [definition.name, { manifest, definition, isDelivery }] as const;

export const scheduledJobs = (manifests: readonly PluginManifest[]) =>
  manifests.flatMap((manifest) =>
    (manifest.jobs ?? [])
      .filter(({ schedule }) => schedule)
      .map((definition) => ({ plugin: manifest.id, definition })),
  );

interface Parts {
  readonly dispatcher: JobDispatcher;
  readonly runner: JobRunner;
  readonly schedules: Schedules;
  readonly queue: JobQueue;
  readonly log: Logger;
  readonly upkeep: () => Promise<void>;
  /** hands mails over */
  readonly deliver: () => Promise<void>;
  readonly deliverEveryMs: number;
  /** how often schedules are filled */
  readonly tickMs: number;
}

/** The working side of jobs: a process that calls `start` runs them; one that does not only puts them in. */
export class JobsRoom {
  readonly #parts: Parts;
  readonly #stopping = new AbortController();
  /** What a timer began and has not ended. */
  readonly #underWay = new Set<Promise<void>>();
  #timers: NodeJS.Timeout[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async start(concurrency: number): Promise<void> {
    const { queue, runner, dispatcher, log, upkeep, deliver, deliverEveryMs, tickMs } = this.#parts;
    await queue.start(
      (key, signal) => runner.run(...fromQueueKey(key), AbortSignal.any([signal, this.#stopping.signal])),
      { concurrency },
    );
    dispatcher.start();
    const quietly = (what: string, work: () => Promise<void>) => () => {
      const done: Promise<void> = work()
        .catch((error: unknown) => log.warn({ err: error }, what))
        .finally(() => this.#underWay.delete(done));
      this.#underWay.add(done);
    };
    this.#timers = [
      setInterval(
        quietly('tick failed', () => this.tick()),
        tickMs,
      ),
      setInterval(
        quietly('purge failed', () => this.purge()),
        HOUR_MS,
      ),
      setInterval(quietly('upkeep failed', upkeep), HOUR_MS),
      setInterval(quietly('mails could not be delivered', deliver), deliverEveryMs),
    ];
    await this.tick();
  }

  /** Fills the schedules and lets go on what was held, once: for tests and the command line too. */
  async tick(): Promise<void> {
    await this.#parts.runner.releaseHeld();
    await this.#parts.schedules.tick();
  }

  /** Removes what is done for long, and gives up what was held for too long. */
  purge(): Promise<void> {
    return this.#parts.dispatcher.purge();
  }

  /** Runs one job here and now, if it is due. */
  run(tenant: string, id: string): Promise<void> {
    return this.#parts.runner.run(tenant, id, this.#stopping.signal);
  }

  /** Runs what is due here and now, without the queue, until nothing is due. @returns how many runs */
  async drain(): Promise<number> {
    return this.#parts.dispatcher.drainWith((tenant, id) => this.run(tenant, id));
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const timer of this.#timers) clearInterval(timer);
    // The database is closed next: what still asks it would tell of a failure that is none.
    await Promise.all(this.#underWay);
    await this.#parts.dispatcher.stop();
    await this.#parts.queue.close();
  }
}
