import type { RouteHandler } from '@compliance-os/core';
import type { allocatePayment as shape } from '../api/route-shapes.ts';
import { allocatePayment } from '../services/payments.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, params, body, deps }) =>
  allocatePayment(deps.db, ctx, params.id, body.allocations);

export default handler;
