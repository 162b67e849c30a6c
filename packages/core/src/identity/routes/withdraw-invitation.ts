import { requireGivable } from '../../access/check-grant.ts';
import type { StoredGrant } from '../../access/resolve-access.ts';
import { notFound } from '../../http/problem.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import type { withdrawInvitation } from '../people-shapes.ts';

const handler: RouteHandler<typeof withdrawInvitation> = async ({ ctx, params, deps }) => {
  await deps.db.tenant(ctx, async (tx) => {
    const withdrawn = await tx.first<{ grants: StoredGrant[] }>(
      `update core.invitation set revoked_at = $3
       where tenant_id = $1 and id = $2 and accepted_at is null and revoked_at is null returning grants`,
      [ctx.tenant, params.id, ctx.now],
    );
    if (!withdrawn) throw notFound('invitation');
    await requireGivable(ctx, tx, deps.catalogue, withdrawn.grants);
  });
  return undefined;
};

export default handler;
