import type { RouteHandler } from '@compliance-os/core';
import type { addPayment as shape } from '../api/route-shapes.ts';
import { addPayment } from '../services/payments.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, body, deps }) => addPayment(deps.db, ctx, body);

export default handler;
