import type { RouteHandler } from '../../plugin/route.ts';
import type { linkTombstone } from '../route-shapes.ts';

const handler: RouteHandler<typeof linkTombstone> = ({ ctx, params, deps }) =>
  deps.data.tombstoneLink(ctx, params.id);

export default handler;
