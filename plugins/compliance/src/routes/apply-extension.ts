import type { RouteHandler } from '@compliance-os/core';
import type { applyExtension as shape } from '../api/route-shapes.ts';
import { applyNotification } from '../services/extend.ts';
import { findExtension } from '../store/extension-rows.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, body, deps }) => {
  const { id } = await applyNotification(deps, ctx, body.notification);
  return (await findExtension(deps.db.read(ctx), ctx.tenant, id))!;
};

export default handler;
