import type { RouteHandler } from '../../plugin/route.ts';
import type { linkTenantTombstone } from '../route-shapes.ts';

const handler: RouteHandler<typeof linkTenantTombstone> = ({ ctx, params, deps }) =>
  deps.data.tombstoneLink({ ...ctx, tenant: params.id }, params.tombstone);

export default handler;
