import type { RouteHandler } from '@compliance-os/core';
import type { reverseExtension as shape } from '../api/route-shapes.ts';
import { reverseExtension } from '../services/extend.ts';
import { findExtension } from '../store/extension-rows.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, params, body, deps }) => {
  await reverseExtension(deps, ctx, params.id, body.reason);
  return (await findExtension(deps.db.read(ctx), ctx.tenant, params.id))!;
};

export default handler;
