import type { RouteHandler } from '@compliance-os/core';
import type { showMaster as shape } from '../api/route-shapes.ts';
import { showMaster } from '../services/masters.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, params, deps }) => showMaster(deps, ctx, params.code);

export default handler;
