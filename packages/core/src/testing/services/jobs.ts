import { newId } from '../../db/id.ts';
import { jobs, type Enqueue, type Jobs } from '../../plugin/services.ts';
import { testService } from './test-service.ts';
import { writing } from './writing.ts';

export interface FakeJob extends Enqueue {
  readonly tenant: string;
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
}

/** Keeps what was put in, and runs nothing. Two jobs of a tenant with one key are one. */
const fake = (): Jobs & { readonly queued: readonly FakeJob[] } => {
  const queued: FakeJob[] = [];
  return {
    queued,
    enqueue: async (ctx, { name }, payload = null, options = {}) => {
      writing(ctx, `jobs.enqueue "${name}"`);
      const { dedupeKey } = options;
      const earlier = queued.find(
        (job) => dedupeKey !== undefined && job.tenant === ctx.tenant && job.dedupeKey === dedupeKey,
      );
      if (earlier) return earlier.id;
      const job = { tenant: ctx.tenant, id: newId(), name, payload, ...options };
      queued.push(job);
      return job.id;
    },
  };
};

export const testJobs = testService(jobs, fake);
