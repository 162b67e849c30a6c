import { reply, type RouteHandler } from '../../plugin/route.ts';
import { originOf } from '../origin.ts';
import { unauthenticated } from '../problems.ts';
import type { refresh } from '../route-shapes.ts';
import { readRefreshCookie, requirePortal, setRefreshCookie } from '../session/refresh-cookie.ts';

const handler: RouteHandler<typeof refresh> = async ({ ctx, body, deps, request }) => {
  requirePortal(request);
  const token = readRefreshCookie('person', deps.config.publicUrl, request);
  if (token === undefined) throw unauthenticated();
  const session = await deps.sessions.refresh('person', token, originOf(ctx, request));
  const cookie = setRefreshCookie(
    'person',
    deps.config.publicUrl,
    session.refreshToken,
    ctx.now,
    session.expiresAt,
  );
  return reply(await deps.replies.of(session, body.tenantId), { headers: { 'set-cookie': cookie } });
};

export default handler;
