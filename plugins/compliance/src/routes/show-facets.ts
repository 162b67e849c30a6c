import type { RouteHandler } from '@compliance-os/core';
import type { showFacets as shape } from '../api/route-shapes.ts';
import { frozenNames } from '../services/frozen.ts';
import { readFacets } from '../store/facets.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, query, deps }) =>
  readFacets(deps.db.read(ctx), ctx, query, await frozenNames(ctx, deps.contributions));

export default handler;
