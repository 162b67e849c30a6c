import type { JobHandler } from '@compliance-os/core';
import { instancesGenerated } from '../api/events.ts';
import { generate } from '../services/generate.ts';
import { listSubjects } from '../store/subjects.ts';
import type { generateShape } from './job-shapes.ts';

/** A run that was too large for its request. A second run of it finds what the first wrote. */
const handler: JobHandler<typeof generateShape> = async ({ ctx, payload, deps, signal, finish }) => {
  const { entityIds, from, to } = payload;
  const subjects = await listSubjects(deps.db.read(ctx), ctx.tenant, { entityIds });
  const { created } = await generate(deps, ctx, subjects, { from, to }, signal);
  await finish(async (inside) => {
    if (created > 0) await deps.events.emit(inside, instancesGenerated, ctx.tenant, { created, from, to });
  });
};

export default handler;
