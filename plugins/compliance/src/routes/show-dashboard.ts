import type { RouteHandler } from '@compliance-os/core';
import type { showDashboard as shape } from '../api/route-shapes.ts';
import { readDashboard } from '../services/dashboard.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, query, deps }) => readDashboard(deps, ctx, query);

export default handler;
