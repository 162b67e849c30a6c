import type { RouteHandler } from '@compliance-os/core';
import type { listInstances as shape } from '../api/route-shapes.ts';
import { listInstances } from '../store/instances.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, query, deps }) =>
  listInstances(deps.db.read(ctx), ctx, query);

export default handler;
