import type { RouteHandler } from '../../plugin/route.ts';
import type { setSecret } from '../route-shapes.ts';

const handler: RouteHandler<typeof setSecret> = async ({ ctx, params, body, deps }) => {
  await deps.secrets.set(ctx, params.id, params.name, body.secret);
  return undefined;
};

export default handler;
