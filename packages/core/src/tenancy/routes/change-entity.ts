import { notFound, Refusal } from '../../http/problem.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import { updateEntity } from '../entity-rows.ts';
import type { changeEntity } from '../route-shapes.ts';

const handler: RouteHandler<typeof changeEntity> = async ({ ctx, params, body, deps }) => {
  const mayChange = ctx.access.covers('core.entity.update', params.id);
  if (!mayChange && ctx.access.reachesInto('core.entity.read', params.id)) {
    throw new Refusal('FORBIDDEN', 'Your roles let you see this entity, not change it.');
  }
  const changed = mayChange
    ? await deps.db.tenant(ctx, (tx) => updateEntity(tx, ctx.tenant, params.id, body))
    : undefined;
  if (!changed) throw notFound('entity');
  return changed;
};

export default handler;
