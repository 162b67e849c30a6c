import type { RouteHandler } from '../../plugin/route.ts';
import type { listPermissions } from '../route-shapes.ts';
import { whole } from '../schemas.ts';
import { tenantPermission } from '../tenant-roles.ts';

const handler: RouteHandler<typeof listPermissions> = async ({ ctx, deps }) => {
  const { catalogue, pluginsOn } = deps;
  const isOn = tenantPermission(catalogue, await pluginsOn.onFor(ctx.tenant));
  return whole(
    catalogue
      .permissions()
      .filter(({ name }) => isOn(name))
      .map(({ name, label }) => ({ id: name, name, label, plugin: catalogue.pluginOf(name) ?? '' })),
  );
};

export default handler;
