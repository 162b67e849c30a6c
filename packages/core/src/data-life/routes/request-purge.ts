import { Refusal } from '../../http/problem.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import type { requestPurge } from '../route-shapes.ts';

const handler: RouteHandler<typeof requestPurge> = async ({ ctx, params, body, deps }) => {
  const { id: tenant, plugin } = params;
  if (body.confirm !== plugin)
    throw new Refusal('CONFIRMATION_DIFFERS', `Type "${plugin}" to purge what it keeps.`, [
      { path: 'confirm', message: 'is not the id of the plugin', expected: plugin, received: body.confirm },
    ]);
  await deps.data.requestPurge(await deps.plugins.inTenant(ctx, tenant), plugin);
  return { plugin, tenant };
};

export default handler;
