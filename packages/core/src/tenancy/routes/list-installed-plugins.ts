import { whole } from '../../access/schemas.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import type { listInstalledPlugins } from '../route-shapes.ts';

const handler: RouteHandler<typeof listInstalledPlugins> = async ({ deps }) =>
  whole(await deps.plugins.installed());

export default handler;
