import { reply, type RouteHandler } from '../../plugin/route.ts';
import { originOf } from '../origin.ts';
import { setRefreshCookie } from '../session/refresh-cookie.ts';
import type { signIn } from '../route-shapes.ts';

const handler: RouteHandler<typeof signIn> = async ({ ctx, body, deps, request }) => {
  const origin = originOf(ctx, request);
  const person = await deps.passwords.check('person', body.email, body.password, origin);
  const session = await deps.sessions.start('person', person.id, null, origin);
  const signedIn = await deps.replies.of(session, body.tenantId);
  const cookie = setRefreshCookie(
    'person',
    deps.config.publicUrl,
    session.refreshToken,
    ctx.now,
    session.expiresAt,
  );
  return reply(signedIn, { headers: { 'set-cookie': cookie } });
};

export default handler;
