import type { RouteHandler } from '../../plugin/route.ts';
import type { linkExport } from '../route-shapes.ts';

const handler: RouteHandler<typeof linkExport> = ({ ctx, params, deps }) =>
  deps.data.exportLink(ctx, params.id, params.export);

export default handler;
