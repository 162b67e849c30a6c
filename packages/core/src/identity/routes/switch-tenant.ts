import type { RouteHandler } from '../../plugin/route.ts';
import { bearerOf } from '../bearer.ts';
import { unauthenticated } from '../problems.ts';
import type { switchTenant } from '../route-shapes.ts';

const handler: RouteHandler<typeof switchTenant> = async ({ body, deps, request }) => {
  const principal = await deps.authenticator.authenticate(bearerOf(request));
  if (principal.kind !== 'person') throw unauthenticated();
  const session = await deps.sessions.live('person', principal.sessionId);
  return deps.replies.of(session, body.tenantId);
};

export default handler;
