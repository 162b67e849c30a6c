import { USUAL_TIME_LIMIT_MS } from '../jobs/time-limit.ts';

/** How long the host waits for what plugins do, in milliseconds. */
export interface Timing {
  /** the import of one manifest */
  readonly importMs: number;
  /** one migration, where the host brings the schemas up to date as it starts */
  readonly migrateMs: number;
  /** all migrations together, then */
  readonly migrateAllMs: number;
  /** a plugin's contributions and its start together */
  readonly startMs: number;
  /** the start of all plugins together */
  readonly startAllMs: number;
  readonly stopMs: number;
  readonly healthMs: number;
  readonly metricsMs: number;
  /** how long metrics that were collected are shown again */
  readonly metricsKeptMs: number;
  /** requests under way when the host stops */
  readonly stopGraceMs: number;
  /** beyond the time limit of a job, before another process may take it over */
  readonly leaseGraceMs: number;
  /** a job that was rung for this long ago and has not begun is rung for again: the queue may have lost it */
  readonly rungAgainAfterMs: number;
  /** the delivery of one event to one plugin */
  readonly deliveryMs: number;
  /** how often schedules are filled */
  readonly tickMs: number;
}

export const TIMING: Timing = {
  importMs: 10_000,
  migrateMs: 60_000,
  migrateAllMs: 3 * 60_000,
  startMs: 15_000,
  startAllMs: 30_000,
  stopMs: 10_000,
  healthMs: 2_000,
  metricsMs: 5_000,
  metricsKeptMs: 5_000,
  stopGraceMs: 10_000,
  leaseGraceMs: 5_000,
  rungAgainAfterMs: 60_000,
  deliveryMs: USUAL_TIME_LIMIT_MS,
  tickMs: 30_000,
};

/** One migration that `migrate` runs while nobody waits for the host, in milliseconds. */
export const MIGRATE_BY_COMMAND_MS = 15 * 60_000;
