import type { RouteHandler } from '../../plugin/route.ts';
import type { archivePlugin } from '../route-shapes.ts';

const handler: RouteHandler<typeof archivePlugin> = ({ ctx, params, deps }) =>
  deps.plugins.archive(ctx, params.id);

export default handler;
