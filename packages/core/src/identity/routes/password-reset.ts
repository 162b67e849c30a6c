import type { RouteHandler } from '../../plugin/route.ts';
import { originOf } from '../origin.ts';
import type { passwordReset } from '../route-shapes.ts';

const handler: RouteHandler<typeof passwordReset> = async ({ ctx, body, deps, request }) => {
  await deps.resets.reset(body.token, body.password, originOf(ctx, request));
};

export default handler;
