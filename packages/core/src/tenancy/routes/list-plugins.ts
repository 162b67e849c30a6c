import { whole } from '../../access/schemas.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import type { listPlugins } from '../route-shapes.ts';

const handler: RouteHandler<typeof listPlugins> = async ({ ctx, deps }) =>
  whole(await deps.plugins.list(ctx));

export default handler;
