import type { RouteHandler } from '../../plugin/route.ts';
import { insertEntity } from '../entity-rows.ts';
import type { addEntity } from '../route-shapes.ts';

const handler: RouteHandler<typeof addEntity> = async ({ ctx, body, deps }) =>
  deps.db.tenant(ctx, (tx) => insertEntity(tx, ctx.tenant, body, ctx.now));

export default handler;
