import type { Services } from '../container/container.ts';
import { Access } from '../access/access.ts';
import { dateInIndia, type Clock } from '../context/clock.ts';
import type { Context } from '../context/context.ts';
import { within } from '../context/within.ts';
import type { Db } from '../db/db.ts';
import { newId } from '../db/id.ts';
import type { RoleDb } from '../db/role-db.ts';
import type { Transactions } from '../db/transactions.ts';
import type { Logger } from '../observability/logger.ts';
import type { JobDefinition } from '../plugin/job.ts';
import type { Lifecycle } from '../plugin/lifecycle.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import type { Enablement } from '../tenancy/enablement.ts';
import type { Shares } from '../limits/shares.ts';
import { backoffMs } from './backoff.ts';
import {
  claimJob,
  discardUndeliverable,
  heldJobs,
  markDone,
  markFailed,
  markHeld,
  markPostponed,
  releaseHeldJobs,
  type ClaimedJob,
  type Leases,
} from './job-rows.ts';
import { USUAL_TIME_LIMIT_MS } from './time-limit.ts';

/** A job of this tenant may run, and the plugin it belongs to. */
export interface KnownJob {
  readonly manifest: PluginManifest;
  readonly definition: JobDefinition;
  /** it delivers an event */
  readonly isDelivery: boolean;
}

export interface RunnerParts {
  readonly jobs: ReadonlyMap<string, KnownJob>;
  readonly services: Services;
  readonly lifecycle: Lifecycle;
  readonly enablement: Enablement;
  readonly transactions: Transactions;
  readonly coreDb: Db;
  readonly systemDb: RoleDb;
  readonly clock: Clock;
  readonly log: Logger;
  /** jobs of each plugin that are under way */
  readonly shares: Shares;
  /** beyond the time limit of a run, before another may take over */
  readonly leaseGraceMs: number;
}

/** Two runs of one job met: the later one holds the lease, so what this one wrote is undone. */
class LeaseLost extends Error {
  constructor(job: ClaimedJob) {
    super(`job ${job.id}: another run holds the lease`);
  }
}

/** A failure that no further attempt can mend. */
class Hopeless extends Error {}

/** When a job is due again for which its plugin had no place left. */
const POSTPONED_MS = 1_000;

const CLAIM = { purpose: 'jobs: claim and finish' } as const;
const SWEEP = 'jobs: sweep what is due';

const leasesOf = (jobs: ReadonlyMap<string, KnownJob>, graceMs: number): Leases => ({
  byDefault: USUAL_TIME_LIMIT_MS + graceMs,
  byName: Object.fromEntries(
    [...jobs.values()]
      .filter(({ definition }) => definition.timeoutMs !== USUAL_TIME_LIMIT_MS)
      .map(({ definition }) => [definition.name, definition.timeoutMs + graceMs]),
  ),
});

/** Runs one row of the outbox: lease, work without a transaction, then results and `done` in one. */
export class JobRunner {
  readonly #parts: RunnerParts;
  readonly #leases: Leases;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    this.#leases = leasesOf(parts.jobs, parts.leaseGraceMs);
  }

  /** @param stopping aborted when the host stops */
  async run(tenant: string, id: string, stopping: AbortSignal): Promise<void> {
    const { systemDb, log } = this.#parts;
    const job = await systemDb.transaction(CLAIM, (tx) => claimJob(tx, tenant, id, this.#leases));
    if (!job) return;
    const known = this.#parts.jobs.get(job.name);
    if (!known || !(await this.#isOn(known, tenant))) {
      await systemDb.transaction(CLAIM, async (tx) => {
        if (!(known?.isDelivery && (await discardUndeliverable(tx, job)))) await markHeld(tx, job);
      });
      return;
    }
    const leave = this.#parts.shares.take(known.manifest.id);
    if (!leave) {
      await systemDb.transaction(CLAIM, (tx) => markPostponed(tx, job, POSTPONED_MS));
      return;
    }
    try {
      await this.#work(job, known, stopping).finally(leave);
    } catch (error) {
      if (error instanceof LeaseLost) return;
      const message = error instanceof Error ? error.message : String(error);
      const last = error instanceof Hopeless || job.attempts > known.definition.retries;
      log.warn({ job: job.name, id, tenant, attempt: job.attempts, err: error, dead: last }, 'job failed');
      await systemDb.transaction(CLAIM, (tx) =>
        markFailed(tx, job, message, last ? undefined : backoffMs(job.attempts, Math.random())),
      );
    }
  }

  /**
   * What was held goes on where its plugin is on and ready by now: switched on again, its tenant resumed, or started
   * after all by a later release.
   */
  async releaseHeld(): Promise<void> {
    const { systemDb, jobs } = this.#parts;
    for (const { tenant, name } of await heldJobs(systemDb.read(SWEEP))) {
      const known = jobs.get(name);
      if (known && (await this.#isOn(known, tenant)))
        await systemDb.transaction({ purpose: SWEEP }, (tx) => releaseHeldJobs(tx, tenant, name));
    }
  }

  async #isOn({ manifest }: KnownJob, tenant: string): Promise<boolean> {
    return (
      this.#parts.lifecycle.state(manifest.id).state === 'ready' &&
      (await this.#parts.enablement.isOn(manifest.id, tenant))
    );
  }

  async #work(job: ClaimedJob, { manifest, definition }: KnownJob, stopping: AbortSignal): Promise<void> {
    if (job.attempts > definition.retries + 1)
      throw new Hopeless(`it was taken up ${job.attempts - 1} times and never came to an end`);
    const payload = this.#payload(job, definition);
    const ctx = this.#context(job, manifest);
    // What a plugin imports and builds counts too: one import that hangs would hold this place in the queue for good.
    await within(definition.timeoutMs, `job ${definition.name}`, async (time) => {
      const { services, transactions } = this.#parts;
      transactions.limit(ctx, manifest.id, time);
      const deps = await services.resolve(manifest.id, definition.deps, ctx);
      const { default: handle } = await definition.load();
      let finished = false;
      const finish = async (write: (ctx: Context) => Promise<void>): Promise<void> => {
        if (finished) throw new Error(`job ${definition.name}: finish was called twice`);
        finished = true;
        const inside = { ...ctx };
        transactions.limit(inside, manifest.id, time);
        await this.#finish(job, inside, write);
      };
      await (handle as (run: unknown) => Promise<void>)({
        ctx,
        payload,
        deps,
        occurrence: job.occurrence ?? undefined,
        signal: AbortSignal.any([time.expired, stopping]),
        attempt: job.attempts,
        finish,
      });
      if (!finished) await finish(async () => {});
    });
  }

  async #finish(job: ClaimedJob, ctx: Context, write: (ctx: Context) => Promise<void>): Promise<void> {
    const { transactions, coreDb } = this.#parts;
    await transactions.run(ctx, async () => {
      const held = await coreDb.tenant(ctx, (tx) => markDone(tx, job));
      if (!held) throw new LeaseLost(job);
      await write(ctx);
    });
  }

  #payload(job: ClaimedJob, definition: JobDefinition): unknown {
    if (!definition.payload) return undefined;
    const result = definition.payload.safeParse(job.payload);
    if (!result.success)
      throw new Hopeless(`payload of ${job.name} does not fit its schema: ${result.error.message}`);
    return result.data;
  }

  #context(job: ClaimedJob, manifest: PluginManifest): Context {
    const now = this.#parts.clock.now();
    return {
      tenant: job.tenant,
      actor: { kind: 'job', id: job.id, name: job.name },
      act: {
        id: newId(now.getTime()),
        name: job.name,
        plugin: `${manifest.id}@${manifest.version}`,
        via: `job ${job.name}`,
      },
      access: Access.everything,
      requestId: job.id,
      now,
      today: dateInIndia(now),
      log: this.#parts.log.child({ job: job.name, jobId: job.id, tenant: job.tenant }),
    };
  }
}
