import type { RouteHandler } from '../../plugin/route.ts';
import type { requestExport } from '../route-shapes.ts';

const handler: RouteHandler<typeof requestExport> = ({ ctx, params, deps }) =>
  deps.data.requestExport(ctx, params.id);

export default handler;
