import { CronExpressionParser } from 'cron-parser';
import type { MissedPolicy } from '../plugin/job.ts';

export interface Occurrence {
  readonly at: Date;
  readonly catchUp: boolean;
  readonly outcome: 'queued' | 'skipped';
}

/** More than this at once means that the schedule was off for very long. */
export const MOST_AT_ONCE = 1_000;

/**
 * The instants of a cron expression, read in Asia/Kolkata, after `from` up to `to`, and what becomes of each.
 * The newest is not a catch-up where it came due within the last `freshMs`. Of more than `MOST_AT_ONCE` the oldest
 * are given where all of them run, so that the rest follows; else the newest.
 */
export const occurrencesBetween = (
  cron: string,
  from: Date,
  to: Date,
  missed: MissedPolicy,
  freshMs: number,
): readonly Occurrence[] => {
  const instants: Date[] = [];
  const iterator = CronExpressionParser.parse(cron, { currentDate: from, endDate: to, tz: 'Asia/Kolkata' });
  while (iterator.hasNext()) {
    const at = iterator.next().toDate();
    if (at > to) break;
    instants.push(at);
    if (missed === 'all' && instants.length === MOST_AT_ONCE) break;
    if (instants.length > MOST_AT_ONCE) instants.shift();
  }
  return instants.map((at, index) => {
    const newest = index === instants.length - 1;
    const catchUp = to.getTime() - at.getTime() > freshMs;
    const runs = !catchUp || missed === 'all' || (missed === 'latest' && newest);
    return { at, catchUp, outcome: runs ? 'queued' : 'skipped' };
  });
};

/** @throws Error with the expression and what is wrong with it */
export const checkCron = (cron: string): void => {
  if (cron.trim().split(/\s+/).length !== 5)
    throw new Error(`cron: expected five fields, received "${cron}"`);
  CronExpressionParser.parse(cron, { tz: 'Asia/Kolkata' });
};
