import { USUAL_TIME_LIMIT_MS } from '../jobs/time-limit.ts';

/** How long the host waits for what plugins do, in milliseconds. */
export interface Timing {
  /** one migration */
  readonly migrateMs: number;
  /** a plugin's contributions and its start together */
  readonly startMs: number;
  readonly stopMs: number;
  readonly healthMs: number;
  readonly metricsMs: number;
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
  migrateMs: 15 * 60_000,
  startMs: 15_000,
  stopMs: 10_000,
  healthMs: 2_000,
  metricsMs: 5_000,
  stopGraceMs: 10_000,
  leaseGraceMs: 5_000,
  rungAgainAfterMs: 60_000,
  deliveryMs: USUAL_TIME_LIMIT_MS,
  tickMs: 30_000,
};
