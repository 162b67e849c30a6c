import type { RouteHandler } from '@compliance-os/core';
import type { listPayments as shape } from '../api/route-shapes.ts';
import { listPayments } from '../store/payments.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, query, deps }) =>
  listPayments(deps.db.read(ctx), ctx, query);

export default handler;
