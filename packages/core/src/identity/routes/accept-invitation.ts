import { reply, type RouteHandler } from '../../plugin/route.ts';
import { originOf } from '../origin.ts';
import type { acceptInvitation } from '../route-shapes.ts';
import { setRefreshCookie } from '../session/refresh-cookie.ts';

const handler: RouteHandler<typeof acceptInvitation> = async ({ ctx, body, deps, request }) => {
  const origin = originOf(ctx, request);
  const { person, tenant } = await deps.invitations.accept(ctx, body, origin);
  const session = await deps.sessions.start('person', person, tenant, origin);
  const cookie = setRefreshCookie(
    'person',
    deps.config.publicUrl,
    session.refreshToken,
    ctx.now,
    session.expiresAt,
  );
  return reply(await deps.replies.of(session, tenant), { headers: { 'set-cookie': cookie } });
};

export default handler;
