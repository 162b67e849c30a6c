import type { RouteHandler } from '@compliance-os/core';
import type { search as shape } from '../api/route-shapes.ts';
import { frozenNames } from '../services/frozen.ts';
import { searchAll } from '../store/search-page.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, query, deps }) => ({
  ...(await searchAll(
    deps.db.read(ctx),
    ctx,
    query.q,
    query.limit,
    await frozenNames(ctx, deps.contributions),
  )),
  pageInfo: { hasNext: false, nextCursor: null },
});

export default handler;
