import type { RouteHandler } from '@compliance-os/core';
import type { changeOccurrence as shape } from '../api/route-shapes.ts';
import { changeOccurrence } from '../services/occurrences.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, params, body, deps }) =>
  changeOccurrence(deps, ctx, params.id, body);

export default handler;
