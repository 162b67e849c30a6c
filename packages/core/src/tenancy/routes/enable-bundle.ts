import type { RouteHandler } from '../../plugin/route.ts';
import type { enableBundle } from '../route-shapes.ts';

const handler: RouteHandler<typeof enableBundle> = ({ ctx, params, deps }) =>
  deps.plugins.enableBundle(ctx, params.id);

export default handler;
