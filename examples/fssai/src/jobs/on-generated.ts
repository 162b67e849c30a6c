import type { EventHandler, jobs } from '@compliance-os/core';

/** What was recorded today is not kept waiting until tomorrow morning. A delivery that comes twice is one job. */
const handler: EventHandler<unknown, { jobs: typeof jobs }> = async ({ ctx, event, deps }) => {
  await deps.jobs.enqueue(ctx, { name: 'fssai.remind' }, undefined, { dedupeKey: `generated:${event.id}` });
};

export default handler;
