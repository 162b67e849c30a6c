import type { RouteHandler } from '@compliance-os/core';
import type { showFacets as shape } from '../api/route-shapes.ts';
import { readFacets } from '../store/facets.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, query, deps }) =>
  readFacets(deps.db.read(ctx), ctx, query);

export default handler;
