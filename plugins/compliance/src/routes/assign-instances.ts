import { notFound, type RouteHandler } from '@compliance-os/core';
import type { assignInstances as shape } from '../api/route-shapes.ts';
import { reachableIds } from '../store/instances.ts';
import { assignInstances } from '../store/instance-writes.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, body, deps }) =>
  deps.db.tenant(ctx, async (tx) => {
    const ids = await reachableIds(tx, ctx, 'compliance.instance.assign', body.ids);
    if (ids.length < new Set(body.ids).size) throw notFound('obligation');
    return { changed: await assignInstances(tx, ctx.tenant, ids, body.assignee) };
  });

export default handler;
