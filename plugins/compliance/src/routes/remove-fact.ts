import { notFound, type RouteHandler } from '@compliance-os/core';
import type { removeFact as shape } from '../api/route-shapes.ts';
import { deleteFact, findFact } from '../store/facts.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, params, deps }) => {
  await deps.db.tenant(ctx, async (tx) => {
    if (!(await findFact(tx, ctx, 'compliance.registration.delete', params.id))) throw notFound('fact');
    await deleteFact(tx, ctx.tenant, params.id);
  });
  return undefined;
};

export default handler;
