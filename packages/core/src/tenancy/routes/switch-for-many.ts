import type { RouteHandler } from '../../plugin/route.ts';
import type { switchForMany } from '../route-shapes.ts';

const handler: RouteHandler<typeof switchForMany> = ({ ctx, body, deps }) => deps.plugins.bulk(ctx, body);

export default handler;
