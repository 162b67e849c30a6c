import type { z } from 'zod';
import type { Deps, Resolved } from '../container/token.ts';
import type { Context } from '../context/context.ts';
import { USUAL_TIME_LIMIT_MS } from '../jobs/time-limit.ts';

/** What is done about occurrences that passed while nothing ran. */
export type MissedPolicy = 'all' | 'latest' | 'skip';

export interface JobShape {
  readonly payload?: z.ZodType | undefined;
  readonly deps?: Deps | undefined;
}

export interface JobRun<S extends JobShape> {
  /** Reads, and writes of its own; use `finish` for what must happen exactly once. */
  readonly ctx: Context;
  readonly payload: S['payload'] extends z.ZodType ? z.output<S['payload']> : undefined;
  readonly deps: S['deps'] extends Deps ? Resolved<S['deps']> : Record<never, never>;
  /** Due instant of the occurrence, for a scheduled job. */
  readonly occurrence: Date | undefined;
  /** Aborted when the time limit passes or the host stops. */
  readonly signal: AbortSignal;
  /** 1 for the first run. */
  readonly attempt: number;
  /**
   * Runs `write` in the transaction that marks the job done, fenced by the lease: of two runs of one job only
   * one commits. Call it at most once; a handler that does not call it is marked done when it returns.
   */
  readonly finish: (write: (ctx: Context) => Promise<void>) => Promise<void>;
}

export type JobHandler<S extends JobShape = JobShape> = (run: JobRun<S>) => Promise<void>;

interface JobOptions<P extends z.ZodType | undefined, D extends Deps | undefined> {
  /** shape of the payload; a payload that does not fit goes to the dead letters at once */
  readonly payload?: P;
  readonly deps?: D;
  /** attempts after the first; 5 by default */
  readonly retries?: number;
  /** time limit of one run; 60 000 by default */
  readonly timeoutMs?: number;
  readonly load: () => Promise<{ default: JobHandler<{ payload: P; deps: D }> }>;
}

interface ScheduleOptions {
  /** five fields, read in Asia/Kolkata */
  readonly cron: string;
  readonly missed: MissedPolicy;
  /** once for each tenant that has the plugin on; there is no other kind for plugins */
  readonly perTenant: true;
}

export interface JobDefinition {
  readonly name: string;
  readonly payload: z.ZodType | undefined;
  readonly deps: Deps;
  readonly retries: number;
  readonly timeoutMs: number;
  readonly schedule: { readonly cron: string; readonly missed: MissedPolicy } | undefined;
  readonly load: () => Promise<{ default: (run: never) => Promise<void> }>;
}

const define = <P extends z.ZodType | undefined, D extends Deps | undefined>(
  name: string,
  options: JobOptions<P, D>,
  schedule: JobDefinition['schedule'],
): JobDefinition => ({
  name,
  payload: options.payload,
  deps: options.deps ?? {},
  retries: options.retries ?? 5,
  timeoutMs: options.timeoutMs ?? USUAL_TIME_LIMIT_MS,
  schedule,
  load: options.load,
});

/** A job that code puts in the queue. @param name dotted, beginning with the plugin's id */
export const job = <P extends z.ZodType | undefined = undefined, D extends Deps | undefined = undefined>(
  name: string,
  options: JobOptions<P, D>,
): JobDefinition => define(name, options, undefined);

/** A job that runs by the clock, once for each tenant that has the plugin on. */
export const scheduled = <P extends undefined = undefined, D extends Deps | undefined = undefined>(
  name: string,
  options: JobOptions<P, D> & ScheduleOptions,
): JobDefinition => define(name, options, { cron: options.cron, missed: options.missed });
