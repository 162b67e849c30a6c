import { reply, type RouteHandler } from '../../plugin/route.ts';
import type { operatorSignOut } from '../route-shapes.ts';
import { clearRefreshCookie, readRefreshCookie, requirePortal } from '../session/refresh-cookie.ts';

/** Answers the same whether there was a session or not. */
const handler: RouteHandler<typeof operatorSignOut> = async ({ deps, request }) => {
  requirePortal(request);
  const token = readRefreshCookie('operator', deps.config.publicUrl, request);
  if (token !== undefined) await deps.sessions.end('operator', token);
  return reply(undefined, {
    status: 204,
    headers: { 'set-cookie': clearRefreshCookie('operator', deps.config.publicUrl) },
  });
};

export default handler;
