import { whole } from '../../access/schemas.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import type { listBundles } from '../route-shapes.ts';

const handler: RouteHandler<typeof listBundles> = async ({ ctx, deps }) =>
  whole(await deps.plugins.bundles(ctx));

export default handler;
