import type { RouteHandler } from '@compliance-os/core';
import type { listInstances as shape } from '../api/route-shapes.ts';
import { frozenNames } from '../services/frozen.ts';
import { listInstances } from '../store/instances.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, query, deps }) =>
  listInstances(deps.db.read(ctx), ctx, query, await frozenNames(ctx, deps.contributions));

export default handler;
