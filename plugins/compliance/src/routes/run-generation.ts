import type { RouteHandler } from '@compliance-os/core';
import type { runGeneration as shape } from '../api/route-shapes.ts';
import { generateJob } from '../jobs/definitions.ts';
import { generate, INLINE_SUBJECTS, knownMasters, subjectsFor, windowOf } from '../services/generate.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, body, deps }) => {
  const window = windowOf(body, ctx.today);
  const { revise } = body;
  const subjects = await subjectsFor(deps.db.read(ctx), ctx, body.entityIds);
  if (subjects.length > INLINE_SUBJECTS) {
    await knownMasters(deps, ctx, revise);
    const entityIds = [...new Set(subjects.map(({ entityId }) => entityId))];
    const jobId = await deps.jobs.enqueue(ctx, generateJob, { ...window, entityIds, revise });
    return { ...window, jobId, created: 0, existing: 0, undetermined: 0, counts: null };
  }
  const result = await generate(deps, ctx, subjects, window, { revise });
  return { ...window, jobId: null, ...result };
};

export default handler;
