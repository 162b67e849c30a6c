import { newId } from '../../db/id.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import { checkPermissions } from '../check-permissions.ts';
import { nameTaken } from '../problems.ts';
import type { addRole } from '../route-shapes.ts';
import { ownRole, tenantPermission } from '../tenant-roles.ts';

const handler: RouteHandler<typeof addRole> = async ({ ctx, body, deps }) => {
  const isOn = tenantPermission(deps.catalogue, await deps.pluginsOn.onFor(ctx.tenant));
  const permissions = checkPermissions(ctx.access, body.permissions, isOn);
  const id = newId(ctx.now.getTime());
  const added = await deps.db.tenant(ctx, (tx) =>
    tx.run(
      `insert into core.role (tenant_id, id, name, description, permissions, created_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id, name) do nothing`,
      [ctx.tenant, id, body.name, body.description, permissions, ctx.now],
    ),
  );
  if (added === 0) throw nameTaken(body.name);
  return {
    ...ownRole({ id, name: body.name, description: body.description, permissions }),
    permissions: [...permissions],
  };
};

export default handler;
