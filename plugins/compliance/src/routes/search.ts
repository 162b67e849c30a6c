import type { RouteHandler } from '@compliance-os/core';
import type { search as shape } from '../api/route-shapes.ts';
import { loadCatalogue } from '../services/catalogue.ts';
import { frozenNames } from '../services/frozen.ts';
import { currentMasters } from '../services/masters.ts';
import { searchAll } from '../store/search-page.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, query, deps }) => {
  const q = deps.db.read(ctx);
  const catalogue = await loadCatalogue(ctx, deps.contributions, q);
  const found = await searchAll(q, ctx, {
    text: query.q,
    limit: query.limit,
    frozen: await frozenNames(ctx, deps.contributions),
    masters: currentMasters(catalogue, ctx.today),
  });
  return { ...found, pageInfo: { hasNext: false, nextCursor: null } };
};

export default handler;
