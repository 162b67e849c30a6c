import { notFound, type RouteHandler } from '@compliance-os/core';
import type { showInstance as shape } from '../api/route-shapes.ts';
import { instanceDetail } from '../services/instance-detail.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, params, deps }) => {
  const detail = await instanceDetail(deps, ctx, params.id);
  if (!detail) throw notFound('obligation');
  return detail;
};

export default handler;
