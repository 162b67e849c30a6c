import type { RouteHandler } from '@compliance-os/core';
import type { listExtensions as shape } from '../api/route-shapes.ts';
import { listExtensions } from '../store/extension-rows.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, query, deps }) =>
  listExtensions(deps.db.read(ctx), ctx.tenant, query);

export default handler;
