import { notFound } from '../../http/problem.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import type { withdrawInvitation } from '../people-shapes.ts';

const handler: RouteHandler<typeof withdrawInvitation> = async ({ ctx, params, deps }) => {
  const withdrawn = await deps.db.tenant(ctx, (tx) =>
    tx.run(
      `update core.invitation set revoked_at = $3
       where tenant_id = $1 and id = $2 and accepted_at is null and revoked_at is null`,
      [ctx.tenant, params.id, ctx.now],
    ),
  );
  if (withdrawn === 0) throw notFound('invitation');
  return undefined;
};

export default handler;
