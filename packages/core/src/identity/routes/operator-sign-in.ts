import { reply, type RouteHandler } from '../../plugin/route.ts';
import { operatorReply } from '../operator-reply.ts';
import { originOf } from '../origin.ts';
import type { operatorSignIn } from '../route-shapes.ts';
import { setRefreshCookie } from '../session/refresh-cookie.ts';

const handler: RouteHandler<typeof operatorSignIn> = async ({ ctx, body, deps, request }) => {
  const origin = originOf(ctx, request);
  const operator = await deps.passwords.check('operator', body.email, body.password, origin);
  const session = await deps.sessions.start('operator', operator.id, null, origin);
  const cookie = setRefreshCookie(
    'operator',
    deps.config.publicUrl,
    session.refreshToken,
    ctx.now,
    session.expiresAt,
  );
  return reply(await operatorReply(deps.tokens, operator, session), { headers: { 'set-cookie': cookie } });
};

export default handler;
