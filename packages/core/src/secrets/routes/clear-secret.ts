import type { RouteHandler } from '../../plugin/route.ts';
import type { clearSecret } from '../route-shapes.ts';

const handler: RouteHandler<typeof clearSecret> = async ({ ctx, params, deps }) => {
  await deps.secrets.clear(ctx, params.id, params.name);
  return undefined;
};

export default handler;
