import type { RouteHandler } from '../../plugin/route.ts';
import type { disablePlugin } from '../route-shapes.ts';

const handler: RouteHandler<typeof disablePlugin> = ({ ctx, params, deps }) =>
  deps.plugins.disable(ctx, params.id);

export default handler;
