import { whole } from '../../access/schemas.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import type { listTombstones } from '../route-shapes.ts';

const handler: RouteHandler<typeof listTombstones> = async ({ ctx, deps }) =>
  whole(await deps.data.tombstones(ctx.tenant));

export default handler;
