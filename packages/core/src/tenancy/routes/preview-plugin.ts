import type { RouteHandler } from '../../plugin/route.ts';
import type { previewPlugin } from '../route-shapes.ts';

const handler: RouteHandler<typeof previewPlugin> = ({ ctx, params, deps }) =>
  deps.plugins.preview(ctx, params.id);

export default handler;
