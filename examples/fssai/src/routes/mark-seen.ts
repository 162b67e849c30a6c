import { notFound, reachSql, type db, type idParams, type RouteHandler } from '@compliance-os/core';

const handler: RouteHandler<{
  params: typeof idParams;
  deps: { db: typeof db };
}> = async ({ ctx, params, deps }) => {
  const values: unknown[] = [ctx.tenant, params.id];
  const reach = reachSql(ctx.access.reach('fssai.reminder.update'), { entity: 'entity_id' }, values);
  const changed = await deps.db.tenant(ctx, (tx) =>
    tx.run(`update fssai.reminder set seen = true where tenant_id = $1 and id = $2 and ${reach}`, values),
  );
  if (changed === 0) throw notFound('reminder');
};

export default handler;
