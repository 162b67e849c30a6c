import type { RouteHandler } from '../../plugin/route.ts';
import type { enablePlugin } from '../route-shapes.ts';

const handler: RouteHandler<typeof enablePlugin> = ({ ctx, params, body, deps }) =>
  deps.plugins.enable(ctx, params.id, body.config);

export default handler;
