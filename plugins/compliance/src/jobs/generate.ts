import type { JobHandler } from '@compliance-os/core';
import { generate } from '../services/generate.ts';
import { listSubjects } from '../store/subjects.ts';
import type { generateShape } from './job-shapes.ts';

/** A run that was too large for its request. A second run of it finds what the first wrote. */
const handler: JobHandler<typeof generateShape> = async ({ ctx, payload, deps, signal }) => {
  const { entityIds, revise, ...window } = payload;
  const subjects = await listSubjects(deps.db.read(ctx), ctx.tenant, { entityIds });
  await generate(deps, ctx, subjects, window, { revise, signal });
};

export default handler;
