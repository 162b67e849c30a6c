import type { RouteHandler } from '../../plugin/route.ts';
import type { portal, PortalManifest } from '../portal.ts';

const handler: RouteHandler<{ reply: typeof PortalManifest; deps: { portal: typeof portal } }> = async ({
  ctx,
  deps,
}) => deps.portal.manifest(ctx);

export default handler;
