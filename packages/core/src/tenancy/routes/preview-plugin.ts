import type { RouteHandler } from '../../plugin/route.ts';
import type { previewPlugin } from '../route-shapes.ts';

const handler: RouteHandler<typeof previewPlugin> = ({ ctx, params, query, deps }) =>
  deps.plugins.preview(ctx, params.id, query.transition, 'administrator');

export default handler;
