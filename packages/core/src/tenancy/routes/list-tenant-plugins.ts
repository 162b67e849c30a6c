import { whole } from '../../access/schemas.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import type { listTenantPlugins } from '../route-shapes.ts';

const handler: RouteHandler<typeof listTenantPlugins> = async ({ ctx, params, deps }) =>
  whole(await deps.plugins.list(await deps.plugins.inTenant(ctx, params.id)));

export default handler;
