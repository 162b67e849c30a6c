import type { RouteHandler } from '../../plugin/route.ts';
import { originOf } from '../origin.ts';
import type { passwordResetRequest } from '../route-shapes.ts';

const handler: RouteHandler<typeof passwordResetRequest> = async ({ ctx, body, deps, request }) => {
  await deps.resets.request(body.email, originOf(ctx, request), ctx.log);
};

export default handler;
