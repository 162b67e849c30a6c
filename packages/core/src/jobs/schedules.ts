import type { Clock } from '../context/clock.ts';
import type { Queries } from '../db/db.ts';
import { newId } from '../db/id.ts';
import type { RoleDb } from '../db/role-db.ts';
import type { Logger } from '../observability/logger.ts';
import type { JobDefinition, MissedPolicy } from '../plugin/job.ts';
import type { Enablement } from '../tenancy/enablement.ts';
import { MOST_AT_ONCE, occurrencesBetween, type Occurrence } from './occurrences.ts';
import type { Doorbell } from './outbox.ts';

interface Scheduled {
  readonly plugin: string;
  readonly definition: JobDefinition;
}

/** An occurrence that came due within this long is on time; earlier ones were missed. */
const FRESH_MS = 5 * 60_000;

/**
 * Fills in the occurrences of every schedule up to now, as rows, and puts the job of each in the outbox. What
 * came due while nothing ran is found by the next tick.
 */
export class Schedules {
  readonly #scheduled: readonly Scheduled[];
  readonly #db: RoleDb;
  readonly #enablement: Enablement;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #doorbell: Doorbell;

  constructor(parts: {
    scheduled: readonly Scheduled[];
    db: RoleDb;
    enablement: Enablement;
    clock: Clock;
    log: Logger;
    doorbell: Doorbell;
  }) {
    this.#scheduled = parts.scheduled;
    this.#db = parts.db;
    this.#enablement = parts.enablement;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#doorbell = parts.doorbell;
  }

  async tick(): Promise<void> {
    for (const { plugin, definition } of this.#scheduled) {
      const tenants = await this.#quietly(definition, () => this.#enablement.tenantsOf(plugin));
      // One tenant's trouble is not the next one's.
      for (const tenant of tenants ?? [])
        await this.#quietly(definition, () => this.#fill(tenant, plugin, definition));
    }
    this.#doorbell.ring();
  }

  async #quietly<T>({ name }: JobDefinition, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.#log.warn(
        { schedule: name, err: error },
        'schedule could not be filled; the next tick tries again',
      );
      return undefined;
    }
  }

  async #fill(tenant: string, plugin: string, definition: JobDefinition): Promise<void> {
    const { schedule, name } = definition;
    if (!schedule) return;
    const now = this.#clock.now();
    await this.#db.transaction({ purpose: 'schedules: fill occurrences', tenant }, async (tx) => {
      const from = await takeWatermark(tx, tenant, name, now);
      if (from === undefined) return;
      const due = occurrencesBetween(schedule.cron, from, now, schedule.missed, FRESH_MS);
      for (const occurrence of due) await putOccurrence(tx, tenant, plugin, name, occurrence);
      await tx.run('update core.schedule set filled_until = $3 where tenant_id = $1 and name = $2', [
        tenant,
        name,
        filledUntil(due, schedule.missed, now),
      ]);
    });
  }
}

/** Where all occurrences run and there were too many for one tick, the next goes on after the last of them. */
const filledUntil = (due: readonly Occurrence[], missed: MissedPolicy, now: Date): Date =>
  missed === 'all' && due.length === MOST_AT_ONCE ? due.at(-1)!.at : now;

/** Locks the schedule's row; a schedule that is new to the tenant begins now, with nothing to catch up. */
const takeWatermark = async (
  tx: Queries,
  tenant: string,
  name: string,
  now: Date,
): Promise<Date | undefined> => {
  const isNew = await tx.run(
    `insert into core.schedule (tenant_id, id, name, filled_until) values ($1, $2, $3, $4) on conflict (tenant_id, name) do nothing`,
    [tenant, newId(), name, now],
  );
  if (isNew === 1) return undefined;
  const row = await tx.first<{ filled_until: Date }>(
    `select filled_until from core.schedule where tenant_id = $1 and name = $2 for update skip locked`,
    [tenant, name],
  );
  return row && row.filled_until < now ? row.filled_until : undefined;
};

const putOccurrence = async (
  tx: Queries,
  tenant: string,
  plugin: string,
  name: string,
  { at, catchUp, outcome }: Occurrence,
): Promise<void> => {
  const jobId = outcome === 'queued' ? newId() : null;
  const written = await tx.run(
    `insert into core.occurrence (tenant_id, id, schedule, at, catch_up, outcome, job_id) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (tenant_id, schedule, at) do nothing`,
    [tenant, newId(), name, at, catchUp, outcome, jobId],
  );
  if (written === 0 || jobId === null) return;
  await tx.run(
    `insert into core.job (tenant_id, id, plugin, name, run_at, occurrence) values ($1, $2, $3, $4, clock_timestamp(), $5)`,
    [tenant, jobId, plugin, name, at],
  );
};
