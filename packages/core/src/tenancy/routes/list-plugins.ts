import { whole } from '../../access/schemas.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import type { listPlugins } from '../route-shapes.ts';

const handler: RouteHandler<typeof listPlugins> = async ({ ctx, query, deps }) => {
  const all = await deps.plugins.list(ctx);
  return whole(all.filter(({ state }) => query.archived || state !== 'archived'));
};

export default handler;
