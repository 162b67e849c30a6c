import type { RouteHandler } from '@compliance-os/core';
import type { listOccurrences as shape } from '../api/route-shapes.ts';
import { listOccurrences } from '../store/occurrences.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, query, deps }) =>
  listOccurrences(deps.db.read(ctx), ctx, query);

export default handler;
