import { Refusal } from '../../http/problem.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import { insertEntity } from '../entity-rows.ts';
import type { addEntity } from '../route-shapes.ts';

const handler: RouteHandler<typeof addEntity> = async ({ ctx, body, deps }) => {
  const reachesNewOnes = ctx.access.reach('core.entity.create').some(({ entities }) => entities === 'all');
  if (!reachesNewOnes)
    throw new Refusal('FORBIDDEN', 'Your roles reach certain entities only, so you cannot add one.');
  return deps.db.tenant(ctx, (tx) => insertEntity(tx, ctx.tenant, body, ctx.now));
};

export default handler;
