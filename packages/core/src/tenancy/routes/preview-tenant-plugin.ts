import type { RouteHandler } from '../../plugin/route.ts';
import type { previewTenantPlugin } from '../route-shapes.ts';

const handler: RouteHandler<typeof previewTenantPlugin> = ({ ctx, params, query, deps }) =>
  deps.plugins.preview({ ...ctx, tenant: params.id }, params.plugin, query.transition, 'operator');

export default handler;
