import { whole } from '../../access/schemas.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import type { listOfferedBundles } from '../route-shapes.ts';

const handler: RouteHandler<typeof listOfferedBundles> = async ({ deps }) =>
  whole(deps.plugins.offered.map((bundle) => ({ ...bundle, plugins: [...bundle.plugins] })));

export default handler;
