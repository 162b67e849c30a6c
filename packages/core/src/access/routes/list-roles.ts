import type { RouteHandler } from '../../plugin/route.ts';
import type { listRoles } from '../route-shapes.ts';
import { whole } from '../schemas.ts';
import { rolesOfTenant, tenantPermission } from '../tenant-roles.ts';

const handler: RouteHandler<typeof listRoles> = async ({ ctx, deps }) => {
  const on = await deps.pluginsOn.onFor(ctx.tenant);
  const roles = await rolesOfTenant(deps.db.read(ctx), ctx.tenant, deps.catalogue, on);
  const isOn = tenantPermission(deps.catalogue, on);
  return whole(roles.map((role) => ({ ...role, permissions: role.permissions.filter(isOn) })));
};

export default handler;
