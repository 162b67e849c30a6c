import type { RouteHandler } from '@compliance-os/core';
import type { previewGeneration as shape } from '../api/route-shapes.ts';
import { previewGeneration, subjectsFor, windowOf } from '../services/generate.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, body, deps }) => {
  const subjects = await subjectsFor(deps.db.read(ctx), ctx, body.entityIds);
  return previewGeneration(deps, ctx, subjects, windowOf(body, ctx.today), body.revise);
};

export default handler;
