import { notFound } from '../../http/problem.ts';
import { afterCommit, tags } from '../../identity/tags.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import { checkGrant } from '../check-grant.ts';
import { insertGrant } from '../grant-rows.ts';
import { givenGrant } from '../given-grant.ts';
import type { addGrant } from '../route-shapes.ts';
import { rolesOfTenant } from '../tenant-roles.ts';

const handler: RouteHandler<typeof addGrant> = async ({ ctx, params, body, deps }) => {
  const { db, catalogue, pluginsOn } = deps;
  const on = await pluginsOn.onFor(ctx.tenant);
  const given = await db.tenant(ctx, async (tx) => {
    const membership = await tx.first<{ id: string }>(
      'select id from core.membership where tenant_id = $1 and person_id = $2',
      [ctx.tenant, params.id],
    );
    if (!membership) throw notFound('person');
    const roles = await rolesOfTenant(tx, ctx.tenant, catalogue, on);
    const grant = await checkGrant(ctx, tx, { roles, dimensions: catalogue.dimensions(on) }, body);
    const id = await insertGrant(tx, { tenant: ctx.tenant, membership: membership.id }, grant, ctx.now);
    return givenGrant({ id, ...grant }, new Map(roles.map((role) => [role.id, role.name])), ctx.today);
  });
  afterCommit(deps.openTransactions, ctx, () =>
    deps.invalidation.publish(tags.member(ctx.tenant, params.id)),
  );
  return given;
};

export default handler;
