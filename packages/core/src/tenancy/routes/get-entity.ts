import { notFound } from '../../http/problem.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import { findEntity } from '../entity-rows.ts';
import type { getEntity } from '../route-shapes.ts';

/** What is outside the caller's scope is as absent as in the list. */
const handler: RouteHandler<typeof getEntity> = async ({ ctx, params, deps }) => {
  const entity = await findEntity(deps.db.read(ctx), ctx.tenant, params.id);
  if (!entity || !ctx.access.reachesInto('core.entity.read', entity.id)) throw notFound('entity');
  return entity;
};

export default handler;
