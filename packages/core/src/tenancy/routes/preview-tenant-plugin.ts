import type { RouteHandler } from '../../plugin/route.ts';
import type { previewTenantPlugin } from '../route-shapes.ts';

const handler: RouteHandler<typeof previewTenantPlugin> = async ({ ctx, params, query, deps }) => {
  const inTenant = await deps.plugins.inTenant(ctx, params.id);
  return deps.plugins.preview(inTenant, params.plugin, query.transition, 'operator');
};

export default handler;
