import type { RouteHandler } from '@compliance-os/core';
import type { withdrawOccurrence as shape } from '../api/route-shapes.ts';
import { withdrawOccurrence } from '../services/occurrences.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, params, deps }) => {
  await withdrawOccurrence(deps, ctx, params.id);
  return undefined;
};

export default handler;
