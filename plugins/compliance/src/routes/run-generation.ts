import type { RouteHandler } from '@compliance-os/core';
import type { runGeneration as shape } from '../api/route-shapes.ts';
import { instancesGenerated } from '../api/events.ts';
import { generateJob } from '../jobs/definitions.ts';
import { generate, INLINE_SUBJECTS, subjectsFor, windowOf } from '../services/generate.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, body, deps }) => {
  const window = windowOf(body, ctx.today);
  const subjects = await subjectsFor(deps.db.read(ctx), ctx, body.entityIds);
  if (subjects.length > INLINE_SUBJECTS) {
    const entityIds = [...new Set(subjects.map(({ entityId }) => entityId))];
    const jobId = await deps.jobs.enqueue(ctx, generateJob, { ...window, entityIds });
    return { ...window, jobId, created: 0, existing: 0, undetermined: 0 };
  }
  const result = await generate(deps, ctx, subjects, window);
  if (result.created > 0)
    await deps.events.emit(ctx, instancesGenerated, ctx.tenant, { created: result.created, ...window });
  return { ...window, jobId: null, ...result };
};

export default handler;
