import type { RouteHandler } from '@compliance-os/core';
import type { listPlaces as shape } from '../api/route-shapes.ts';
import { listPlaces } from '../store/places.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, query, deps }) =>
  listPlaces(deps.db.read(ctx), ctx, query);

export default handler;
