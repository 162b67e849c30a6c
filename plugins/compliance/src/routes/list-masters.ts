import type { RouteHandler } from '@compliance-os/core';
import type { listMasters as shape } from '../api/route-shapes.ts';
import { listMasters } from '../services/masters.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, query, deps }) => listMasters(deps, ctx, query);

export default handler;
