import type { RouteHandler } from '../../plugin/route.ts';
import type { restorePlugin } from '../route-shapes.ts';

const handler: RouteHandler<typeof restorePlugin> = ({ ctx, params, deps }) =>
  deps.plugins.restore(ctx, params.id);

export default handler;
