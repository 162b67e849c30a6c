import { notFound } from '../../http/problem.ts';
import { afterCommit, tags } from '../../identity/tags.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import { lockAdministrators, requireAdministrator } from '../administrators.ts';
import { TENANT_ADMINISTRATOR } from '../built-in-roles.ts';
import { requireGivable } from '../check-grant.ts';
import type { StoredGrant } from '../resolve-access.ts';
import type { removeGrant } from '../route-shapes.ts';

const handler: RouteHandler<typeof removeGrant> = async ({ ctx, params, deps }) => {
  await deps.db.tenant(ctx, async (tx) => {
    await lockAdministrators(tx, ctx.tenant);
    const removed = await tx.first<StoredGrant>(
      `delete from core.role_grant g using core.membership m
       where g.tenant_id = $1 and g.id = $3 and m.tenant_id = $1 and m.id = g.membership_id and m.person_id = $2
       returning g.role, g.all_entities as "allEntities", g.entities, g.dimensions,
         g.valid_from as "validFrom", g.valid_to as "validTo"`,
      [ctx.tenant, params.id, params.grantId],
    );
    if (!removed) throw notFound('grant');
    await requireGivable(ctx, tx, deps.catalogue, [removed]);
    if (removed.role === TENANT_ADMINISTRATOR) await requireAdministrator(tx, ctx.tenant, ctx.today);
  });
  afterCommit(deps.openTransactions, ctx, () =>
    deps.invalidation.publish(tags.member(ctx.tenant, params.id)),
  );
  return undefined;
};

export default handler;
