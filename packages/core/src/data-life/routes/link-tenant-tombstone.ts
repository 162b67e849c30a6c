import type { RouteHandler } from '../../plugin/route.ts';
import type { linkTenantTombstone } from '../route-shapes.ts';

const handler: RouteHandler<typeof linkTenantTombstone> = async ({ ctx, params, deps }) =>
  deps.data.tombstoneLink(await deps.plugins.inTenant(ctx, params.id), params.tombstone);

export default handler;
