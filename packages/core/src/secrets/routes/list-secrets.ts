import { whole } from '../../access/schemas.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import type { listSecrets } from '../route-shapes.ts';

const handler: RouteHandler<typeof listSecrets> = async ({ ctx, params, deps }) =>
  whole(await deps.secrets.list(ctx, params.id));

export default handler;
