import { whole } from '../../access/schemas.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import type { listExports } from '../route-shapes.ts';

const handler: RouteHandler<typeof listExports> = async ({ ctx, params, deps }) =>
  whole(await deps.data.exports(ctx, params.id));

export default handler;
