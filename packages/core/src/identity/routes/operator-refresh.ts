import { reply, type RouteHandler } from '../../plugin/route.ts';
import type { Account } from '../account.ts';
import { operatorReply } from '../operator-reply.ts';
import { originOf } from '../origin.ts';
import { unauthenticated } from '../problems.ts';
import type { operatorRefresh } from '../route-shapes.ts';
import { readRefreshCookie, requirePortal, setRefreshCookie } from '../session/refresh-cookie.ts';

const handler: RouteHandler<typeof operatorRefresh> = async ({ ctx, deps, request }) => {
  requirePortal(request);
  const token = readRefreshCookie('operator', deps.config.publicUrl, request);
  if (token === undefined) throw unauthenticated();
  const session = await deps.sessions.refresh('operator', token, originOf(ctx, request));
  const operator = await deps.db
    .read('operator: sign in')
    .first<Account>('select id, email, name, status from core.operator where id = $1', [session.accountId]);
  if (!operator) throw unauthenticated();
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
