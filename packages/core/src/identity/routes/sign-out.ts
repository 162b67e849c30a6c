import { reply, type RouteHandler } from '../../plugin/route.ts';
import type { signOut } from '../route-shapes.ts';
import { clearRefreshCookie, readRefreshCookie, requirePortal } from '../session/refresh-cookie.ts';

/** Answers the same whether there was a session or not. */
const handler: RouteHandler<typeof signOut> = async ({ deps, request }) => {
  requirePortal(request);
  const token = readRefreshCookie('person', deps.config.publicUrl, request);
  if (token !== undefined) await deps.sessions.end('person', token);
  return reply(undefined, {
    status: 204,
    headers: { 'set-cookie': clearRefreshCookie('person', deps.config.publicUrl) },
  });
};

export default handler;
