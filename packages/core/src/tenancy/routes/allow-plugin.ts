import type { RouteHandler } from '../../plugin/route.ts';
import type { allowPlugin } from '../route-shapes.ts';

const handler: RouteHandler<typeof allowPlugin> = async ({ ctx, params, body, deps }) => {
  await deps.plugins.allow(ctx, params.id, params.plugin, body.allowed);
  return undefined;
};

export default handler;
