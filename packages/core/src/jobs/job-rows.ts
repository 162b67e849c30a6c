import type { Queries } from '../db/db.ts';

/** A row of the outbox as its runner has claimed it. */
export interface ClaimedJob {
  readonly tenant: string;
  readonly id: string;
  readonly plugin: string;
  readonly name: string;
  readonly payload: unknown;
  readonly attempts: number;
  readonly leaseNo: number;
  readonly occurrence: Date | null;
}

export interface DueJob {
  readonly tenant: string;
  readonly id: string;
  readonly attempt: number;
}

/**
 * Rows that are due and that no runner knows of: never rung, rung long ago, or held by a runner whose lease ran
 * out. At most `perTenant` of a tenant are in the queue at a time, so that one tenant's thousand do not stand
 * before another's one. Uses the partial index `job_due`.
 */
export const takeDueJobs = async (
  db: Queries,
  options: { readonly perTenant: number; readonly limit: number; readonly rungAgainAfterMs: number },
): Promise<readonly DueJob[]> =>
  db.rows<DueJob>(
    `with due as (
       select tenant_id, id, run_at, row_number() over (partition by tenant_id order by run_at, id) as place
       from core.job
       where (state = 'pending' and run_at <= clock_timestamp()) or (state = 'running' and lease_until < clock_timestamp())
     ), chosen as (
       select j.tenant_id, j.id from core.job j join due using (tenant_id, id)
       where due.place <= $1 and (j.rung_at is null or j.rung_at <= clock_timestamp() - $3 * interval '1 millisecond')
       order by due.run_at limit $2
       for update of j skip locked
     )
     update core.job j set rung_at = clock_timestamp()
     from chosen c where j.tenant_id = c.tenant_id and j.id = c.id
     returning j.tenant_id as tenant, j.id, j.lease_no as attempt`,
    [options.perTenant, options.limit, options.rungAgainAfterMs],
  );

/** How long a run holds its row, in milliseconds. */
export interface Leases {
  readonly byDefault: number;
  /** of jobs whose time limit is not the usual one */
  readonly byName: Readonly<Record<string, number>>;
}

/**
 * Takes the lease, which is as long as the job may run: what a killed process had in hand is due again soon after.
 * The attempt counts from here, so that a job that kills its process reaches the limit too.
 */
export const claimJob = async (
  db: Queries,
  tenant: string,
  id: string,
  leases: Leases,
): Promise<ClaimedJob | undefined> =>
  db.first<ClaimedJob>(
    `update core.job
     set state = 'running', attempts = attempts + 1, lease_no = lease_no + 1,
         lease_until = clock_timestamp() + coalesce(($4::jsonb ->> name)::int, $3) * interval '1 millisecond'
     where tenant_id = $1 and id = $2
       and ((state = 'pending' and run_at <= clock_timestamp()) or (state = 'running' and lease_until < clock_timestamp()))
     returning tenant_id as tenant, id, plugin, name, payload, attempts, lease_no as "leaseNo", occurrence`,
    [tenant, id, leases.byDefault, JSON.stringify(leases.byName)],
  );

/** @returns whether the lease still held: of two runs of one job only one gets true */
export const markDone = async (db: Queries, job: ClaimedJob): Promise<boolean> =>
  (await db.run(
    `update core.job set state = 'done', lease_until = null, finished_at = clock_timestamp(), last_error = null
     where tenant_id = $1 and id = $2 and lease_no = $3 and state = 'running'`,
    [job.tenant, job.id, job.leaseNo],
  )) === 1;

export const markFailed = async (
  db: Queries,
  job: ClaimedJob,
  error: string,
  retryInMs: number | undefined,
): Promise<void> => {
  await db.run(
    `update core.job
     set state = case when $5::int is null then 'dead' else 'pending' end, last_error = $4, lease_until = null, rung_at = null,
         run_at = clock_timestamp() + coalesce($5, 0) * interval '1 millisecond',
         finished_at = case when $5::int is null then clock_timestamp() end
     where tenant_id = $1 and id = $2 and lease_no = $3 and state = 'running'`,
    [job.tenant, job.id, job.leaseNo, error, retryInMs ?? null],
  );
};

/**
 * Gives up the delivery of an event to a plugin that was switched off after the event. What only seems to be off, since
 * its tenant is suspended or this process has not heard of the change, keeps its place.
 */
export const discardUndeliverable = async (db: Queries, job: ClaimedJob): Promise<boolean> =>
  (await db.run(
    `update core.job j set state = 'discarded', lease_until = null, finished_at = clock_timestamp(),
       last_error = 'the plugin was switched off before it was told: events are not delivered to what is off'
     where tenant_id = $1 and id = $2 and lease_no = $3 and state = 'running'
       and exists (select 1 from core.tenant t where t.id = j.tenant_id and t.status = 'active')
       and not exists (select 1 from core.tenant_plugin p
                       where p.tenant_id = j.tenant_id and p.plugin = j.plugin and p.state = 'enabled')`,
    [job.tenant, job.id, job.leaseNo],
  )) === 1;

/** Puts aside what belongs to a plugin that is off; it goes on when the plugin does. The attempt is given back. */
export const markHeld = async (db: Queries, job: ClaimedJob): Promise<void> => {
  await db.run(
    `update core.job set state = 'held', lease_until = null, rung_at = null, attempts = attempts - 1
     where tenant_id = $1 and id = $2 and lease_no = $3 and state = 'running'`,
    [job.tenant, job.id, job.leaseNo],
  );
};

/** Puts back what there is no place for now; it is due again shortly. The attempt is given back. */
export const markPostponed = async (db: Queries, job: ClaimedJob, ms: number): Promise<void> => {
  await db.run(
    `update core.job set state = 'pending', lease_until = null, rung_at = null, attempts = attempts - 1,
       run_at = clock_timestamp() + $4 * interval '1 millisecond'
     where tenant_id = $1 and id = $2 and lease_no = $3 and state = 'running'`,
    [job.tenant, job.id, job.leaseNo, ms],
  );
};

export const releaseHeld = async (db: Queries, tenant: string, plugin: string): Promise<number> =>
  db.run(
    `update core.job set state = 'pending', rung_at = null where tenant_id = $1 and plugin = $2 and state = 'held'`,
    [tenant, plugin],
  );

/** Of which jobs some are held, and for whom. */
export const heldJobs = async (
  db: Queries,
): Promise<readonly { readonly tenant: string; readonly name: string }[]> =>
  db.rows(`select distinct tenant_id as tenant, name from core.job where state = 'held'`);

export const releaseHeldJobs = async (db: Queries, tenant: string, name: string): Promise<number> =>
  db.run(
    `update core.job set state = 'pending', rung_at = null where tenant_id = $1 and name = $2 and state = 'held'`,
    [tenant, name],
  );

/**
 * What was held for longer than this, and of each tenant's plugin all but the newest, is discarded and says so: a plugin
 * that is off for good, or was taken out, does not fill the table.
 */
export const discardStaleHeld = async (
  db: Queries,
  { days, perPlugin }: { readonly days: number; readonly perPlugin: number },
): Promise<number> =>
  db.run(
    `with stale as (
       select tenant_id, id from (
         select tenant_id, id, created_at, row_number() over (partition by tenant_id, plugin order by created_at desc, id desc) as place
         from core.job where state = 'held'
       ) held where place > $2 or created_at < clock_timestamp() - $1 * interval '1 day'
     )
     update core.job j set state = 'discarded', finished_at = clock_timestamp(),
       last_error = 'its plugin was off: held until it was older than ' || $1 || ' days or one of more than ' || $2
     from stale where j.tenant_id = stale.tenant_id and j.id = stale.id and j.state = 'held'`,
    [days, perPlugin],
  );

/** Filling goes on from the watermark of its schedule; occurrences that old only tell of the past. */
const KEEP_OCCURRENCES_DAYS = 400;

/** Done jobs, occurrences and idempotency records are kept for a while, then go. */
export const purgeFinished = async (
  db: Queries,
  keepDays: number,
  idempotencyHours: number,
): Promise<void> => {
  await db.run(
    `delete from core.job where state in ('done', 'discarded') and finished_at < clock_timestamp() - $1 * interval '1 day'`,
    [keepDays],
  );
  await db.run(`delete from core.idempotency where created_at < clock_timestamp() - $1 * interval '1 hour'`, [
    idempotencyHours,
  ]);
  await db.run(`delete from core.occurrence where at < clock_timestamp() - $1 * interval '1 day'`, [
    KEEP_OCCURRENCES_DAYS,
  ]);
  await db.run(
    `delete from core.operator_reply where claimed_at < clock_timestamp() - $1 * interval '1 hour'`,
    [idempotencyHours],
  );
};
